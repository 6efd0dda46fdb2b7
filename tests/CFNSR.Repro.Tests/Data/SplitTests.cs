using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

public class SplitTests
{
    private static readonly ClipName[] All = [.. Enumerable.Range(1, 24).SelectMany(actor => ClipName.SpeechOf(actor))];

    [Theory]
    [InlineData("msaf6", "abb13119834328fa")]
    [InlineData("cfnsr5", "30054bb619227208")]
    [InlineData("luna5", "de2ae687e051ddbc")]
    [InlineData("chumachenko5", "4d9d5d79ed95516a")]
    [InlineData("random80", "6116370ba9255060")]
    public void Hashes_are_fixed_in_every_country(string name, string hash)
    {
        Assert.Equal(hash, Split.Load(name).Hash[..16]);
        foreach (var culture in new[] { "tr-TR", "de-DE", "fa-IR" }) TestData.InCulture(culture, () => Assert.Equal(hash, Split.Load(name).Hash[..16]));
        Assert.Equal(Split.Load(name).Hash, Split.Load(Path.Combine(TestData.Root, "data", "splits", name + ".json")).Hash);
    }

    [Fact]
    public void The_canonical_text_is_what_a_reader_can_check() => Assert.StartsWith(
        "cfnsr-split 1\nname msaf6\nsubject-dependent no\nfold 1 test 1,2,3,4 train 5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24\nfold 2 test 5,6,7,8 train 1,2,3,4,9,",
        Split.Load("msaf6").CanonicalText(), StringComparison.Ordinal);

    [Theory]
    [InlineData("msaf6", "")]
    [InlineData("luna5", "")]
    [InlineData("cfnsr5", "21 22 23 24")]
    [InlineData("chumachenko5", "21 22 23 24")]
    public void Every_actor_is_tested_once(string name, string never)
    {
        var tested = Split.Load(name).Folds.SelectMany(fold => fold.TestActors).ToList();
        Assert.Equal(tested.Distinct().Count(), tested.Count);
        Assert.Equal(never, string.Join(' ', Enumerable.Range(1, 24).Except(tested)));
    }

    [Fact]
    public void A_fold_of_msaf_has_240_test_clips() => Assert.All(Split.Load("msaf6").Folds, fold =>
    {
        var parts = Split.Load("msaf6").Assign(All, fold.Number, 0, 0);
        Assert.Equal((1200, 0, 240), (parts.Train.Count, parts.Validation.Count, parts.Test.Count));
        Assert.Equal([16, 32, 32, 32, 32, 32, 32, 32], Emotions.All.Select(emotion => parts.Test.Count(clip => All[clip].Emotion == emotion)));
    });

    [Fact]
    public void The_parts_share_no_clip_and_no_actor()
    {
        foreach (var split in Split.Names.Select(Split.Load))
        {
            foreach (var (fold, count, seed) in from fold in split.Folds from count in new[] { 0, 1, 3, 4 } from seed in new[] { 0, 1, 7 } select (fold.Number, count, seed))
            {
                var parts = split.Assign(All, fold, count, seed);
                var clips = parts.Train.Concat(parts.Validation).Concat(parts.Test).ToList();
                Assert.Equal(1440, clips.Distinct().Count());
                Assert.Equal(1440, clips.Count);
                Assert.All(new[] { parts.Train, parts.Validation, parts.Test }, part => Assert.Equal(part.Order(), part));
                if (!split.SubjectDependent)
                {
                    Assert.Empty(Actors(parts.Test).Intersect(Actors(parts.Train).Concat(Actors(parts.Validation))));
                    Assert.Empty(Actors(parts.Validation).Intersect(Actors(parts.Train)));
                }
            }
        }
    }

    [Fact]
    public void Validation_actors_are_drawn_by_seed_as_many_men_as_women()
    {
        var split = Split.Load("msaf6");
        var draws = Enumerable.Range(0, 20).Select(seed => Actors(split.Assign(All, 2, 4, seed).Validation)).ToList();
        Assert.All(draws, actors => Assert.Equal((2, 2), (actors.Count(actor => actor % 2 == 1), actors.Count(actor => actor % 2 == 0))));
        Assert.All(draws, actors => Assert.Empty(actors.Intersect(split.Folds[1].TestActors)));
        Assert.InRange(draws.Select(actors => string.Join(' ', actors)).Distinct().Count(), 18, 20);
        Assert.Equal(draws[3], Actors(split.Assign(All, 2, 4, 3).Validation));
        var odd = Enumerable.Range(0, 40).Select(seed => Actors(split.Assign(All, 2, 3, seed).Validation).Count(actor => actor % 2 == 1)).ToList();
        Assert.All(odd, men => Assert.InRange(men, 1, 2));
        Assert.InRange(odd.Average(), 1.2, 1.8);
    }

    /// <summary>Numbers of tests/golden/splits/make_draws.py: committed results depend on them.</summary>
    [Theory]
    [InlineData(1, 4, 0, "9 10 17 18")]
    [InlineData(2, 4, 0, "14 19 22 23")]
    [InlineData(2, 4, 1, "4 10 11 19")]
    [InlineData(2, 3, 1, "4 11 19")]
    [InlineData(2, 3, 2, "1 12 24")]
    [InlineData(6, 4, 0, "2 4 9 17")]
    public void The_validation_actors_of_a_fold_and_seed_are_fixed(int fold, int count, int seed, string expected) =>
        Assert.Equal(expected, string.Join(' ', Actors(Split.Load("msaf6").Assign(All, fold, count, seed).Validation)));

    [Theory]
    [InlineData(1, 39, "01-02-01-01-01-02")]
    [InlineData(2, 38, "01-02-01-01-01-21")]
    [InlineData(3, 39, "01-02-01-01-01-01")]
    [InlineData(4, 38, "01-02-01-01-01-03")]
    [InlineData(5, 38, "01-02-01-01-01-04")]
    public void The_calm_clips_of_a_fold_over_clips_are_fixed(int fold, int count, string first)
    {
        var test = Split.Load("random80").Assign(All, fold, 0, 0).Test.Select(clip => All[clip]);
        string[] calm = [.. test.Where(name => name.Emotion == Emotion.Calm).Select(name => name.Trial).Order(StringComparer.Ordinal)];
        Assert.Equal((count, first), (calm.Length, calm[0]));
    }

    [Fact]
    public void The_draw_does_not_depend_on_the_order_of_the_clips()
    {
        var reversed = All.Reverse().ToArray();
        foreach (var name in Split.Names)
        {
            var (one, other) = (Split.Load(name).Assign(All, 3, 4, 5), Split.Load(name).Assign(reversed, 3, 4, 5));
            Assert.Equal(one.Validation.Select(clip => All[clip].Trial).Order(), other.Validation.Select(clip => reversed[clip].Trial).Order());
            Assert.Equal(one.Test.Select(clip => All[clip].Trial).Order(), other.Test.Select(clip => reversed[clip].Trial).Order());
        }
    }

    [Fact]
    public void Named_validation_actors_are_used_as_named()
    {
        var split = Split.Load("chumachenko5");
        Assert.Equal([13, 14, 15, 16], Actors(split.Assign(All, 3, 1, 9).Validation));
        Assert.Equal([21, 22, 23, 24], Actors(split.Assign(All, 5, 4, 0).Validation));
        Assert.Empty(split.Assign(All, 5, 0, 0).Validation);
        Assert.Equal(Enumerable.Range(1, 16), Actors(split.Assign(All, 5, 4, 0).Train));
    }

    [Fact]
    public void The_split_over_clips_is_stratified_and_tests_every_clip_once()
    {
        var split = Split.Load("random80");
        var tests = split.Folds.SelectMany(fold => split.Assign(All, fold.Number, 0, fold.Number).Test).ToList();
        Assert.Equal(Enumerable.Range(0, 1440), tests.Order());
        foreach (var fold in split.Folds)
        {
            var parts = split.Assign(All, fold.Number, 4, 0);
            Assert.All(Emotions.All, emotion => Assert.InRange(parts.Test.Count(clip => All[clip].Emotion == emotion), emotion == Emotion.Neutral ? 19 : 38, emotion == Emotion.Neutral ? 20 : 39));
            Assert.InRange(parts.Validation.Count, 180, 200); // 4 / 24 of 1152
            Assert.Equal(24, Actors(parts.Test).Intersect(Actors(parts.Train)).Count());
        }

        Assert.Equal(split.Assign(All, 1, 0, 0).Test, split.Assign(All, 1, 0, 99).Test);
    }

    [Fact]
    public void Folds_without_test_actors_in_the_data_are_absent()
    {
        var twenty = All.Where(name => name.Actor <= 20).ToArray();
        Assert.Equal([1, 2, 3, 4, 5], Split.Load("msaf6").FoldsFor(twenty).Select(fold => fold.Number));
        Assert.Equal(5, Split.Load("random80").FoldsFor(twenty).Count);
        Assert.Empty(Split.Load("msaf6").FoldsFor(All.Where(name => name.Actor == 1).ToArray()));
        var error = Assert.Throws<KitException>(() => Split.Load("msaf6").Assign(twenty, 6, 0, 0));
        Assert.Contains("fold 6 of split msaf6 has 1200 training and 0 test clips", error.Message, StringComparison.Ordinal);
        Assert.Throws<KitException>(() => Split.Load("msaf6").Assign(All, 7, 0, 0));
        Assert.Contains("too few to set 20 aside", Assert.Throws<KitException>(() => Split.Load("msaf6").Assign(All, 1, 20, 0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not a split")]
    [InlineData("{}", "has no name or no folds")]
    [InlineData("""{"name":"x","folds":[{"number":1,"test":[1,25]}]}""", "actor outside 1-24 in fold 1")]
    [InlineData("""{"name":"x","folds":[{"number":2,"test":[1]}]}""", "has fold 2 where fold 1 should stand")]
    [InlineData("""{"name":"x","folds":[{"number":1,"test":[1,1]}]}""", "lists an actor twice")]
    [InlineData("""{"name":"x","folds":[{"number":1,"test":[1],"train":[1,2]}]}""", "trains on a test actor")]
    [InlineData("""{"name":"x","folds":[{"number":1,"test":[1],"validation":[1]}]}""", "validates on an actor that is not a training actor")]
    [InlineData("""{"name":"x","folds":[{"number":1}]}""", "has no test actors")]
    [InlineData("""{"name":"x","folds":[{"number":1,"tests":[1]}]}""", "is not a split")]
    [InlineData("""{"name":"x","folds":[null]}""", "has an empty fold")]
    [InlineData("""{"name":"x","folds":[{"number":1,"test":[0,1]}]}""", "actor outside 1-24 in fold 1")]
    [InlineData("""{"name":"x","folds":[{"number":1,"test":["01"]}]}""", "is not a split")]
    [InlineData("""{"name":"x","folds":[{"number":1,"test":[1],"test":[2]}]}""", "is not a split")]
    public void A_bad_file_says_what_is_wrong(string text, string what)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<KitException>(() => Split.Load(folder.Write("split.json", text)));
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.Equal(folder["split.json"], error.File);
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones() => Assert.Contains("msaf6, cfnsr5, luna5, chumachenko5, random80",
        Assert.Throws<KitException>(() => Split.Load("msaf7")).Message, StringComparison.Ordinal);

    private static List<int> Actors(IEnumerable<int> clips) => [.. clips.Select(clip => All[clip].Actor).Distinct().Order()];
}
