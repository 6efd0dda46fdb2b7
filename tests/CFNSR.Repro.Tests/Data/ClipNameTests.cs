using CFNSR.Repro.Data;
using FsCheck;
using FsCheck.Fluent;

namespace CFNSR.Repro.Tests.Data;

public class ClipNameTests
{
    private static readonly Gen<ClipName> Names =
        from modality in Gen.Choose(1, 3)
        from song in Gen.Choose(0, 1)
        from emotion in Gen.Choose(0, 7)
        from intensity in Gen.Choose(1, emotion == 0 ? 1 : 2)
        from statement in Gen.Choose(1, 2)
        from repetition in Gen.Choose(1, 2)
        from actor in Gen.Choose(1, 24)
        select new ClipName((Modality)modality, song == 1, (Emotion)emotion, intensity, statement, repetition, actor);

    [Fact]
    public void Every_name_reads_back_what_it_writes() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(Names), name =>
            ClipName.Parse(name.ToString()) == name && ClipName.Parse($"a/b.c/{name}.mp4") == name && name.ToString() == $"0{(int)name.Modality}-{name.Trial}"));

    [Fact]
    public void No_text_throws_and_only_well_formed_names_are_taken() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var taken = ClipName.TryParse(text ?? "", out var name, out var why);
            return taken ? Path.GetFileNameWithoutExtension(text) == name.ToString() && why is null : why is { Length: > 0 };
        }));

    [Fact]
    public void One_changed_character_is_another_name_or_a_refusal() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(Names), Arb.From(Gen.Choose(0, 19)), Arb.From(Gen.Choose(32, 126)), (name, at, to) =>
        {
            var text = name.ToString().ToCharArray();
            text[at] = (char)to;
            var changed = new string(text);
            return !ClipName.TryParse(changed, out var read, out _) || read.ToString() == changed;
        }));

    [Theory]
    [InlineData("01-01-03-02-01-02-04.mp4", 4)]
    [InlineData("01-01-03-02-01-02-14.mp4", 14)]
    [InlineData("01-01-03-02-01-02-24.mp4", 24)]
    [InlineData("03-01-03-02-01-02-13.WAV", 13)]
    public void Actors_that_end_in_a_character_of_the_extension_keep_their_number(string file, int actor) =>
        Assert.Equal(actor, ClipName.Parse(file).Actor);

    [Fact]
    public void The_fields_are_those_of_the_description()
    {
        var name = ClipName.Parse("/data/Actor_12/02-01-08-02-01-02-12.mp4");
        Assert.Equal(new ClipName(Modality.VideoOnly, false, Emotion.Surprised, 2, 1, 2, 12), name);
        Assert.Equal("01-08-02-01-02-12", name.Trial);
        Assert.Equal(7, name.Label);
        Assert.True(name.Female);
    }

    [Theory]
    [InlineData("01-01-03-02-01-02.mp4", "has 17 characters, not 20")]
    [InlineData("04-01-03-02-01-02-01.mp4", "field 1 (modality) is '04', not 01-03")]
    [InlineData("01-01-09-02-01-02-01.mp4", "field 3 (emotion) is '09', not 01-08")]
    [InlineData("01-01-00-02-01-02-01.mp4", "field 3 (emotion) is '00', not 01-08")]
    [InlineData("01-01-03-02-01-02-25.mp4", "field 7 (actor) is '25', not 01-24")]
    [InlineData("01-01-03-0x-01-02-01.mp4", "field 4 (intensity) is '0x', not 01-02")]
    [InlineData("01-01-03_02-01-02-01.mp4", "character 9 of '01-01-03_02-01-02-01' is '_', not '-'")]
    [InlineData("01-01-01-02-01-02-01.mp4", "neutral with strong intensity")]
    [InlineData("٠١-01-03-02-01-02-01.mp4", "field 1 (modality)")]
    public void A_wrong_name_says_which_field_is_wrong(string file, string why)
    {
        var error = Assert.Throws<KitException>(() => ClipName.Parse(file));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(file, error.File);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Names_do_not_depend_on_the_country(string culture) => TestData.InCulture(culture, () =>
        Assert.Equal("01-01-03-02-01-02-14", ClipName.Parse("01-01-03-02-01-02-14.mp4").ToString()));

    [Fact]
    public void An_actor_speaks_sixty_times()
    {
        var all = Enumerable.Range(1, 24).SelectMany(actor => ClipName.SpeechOf(actor)).ToList();
        Assert.Equal(1440, all.Distinct().Count());
        Assert.Equal([96, 192, 192, 192, 192, 192, 192, 192], Emotions.All.Select(emotion => all.Count(name => name.Emotion == emotion)));
        Assert.Equal(60, Emotions.All.Sum(Emotions.TrialsPerActor));
        Assert.Equal(ClipName.SpeechOf(5).OrderBy(name => name.Trial, StringComparer.Ordinal), ClipName.SpeechOf(5));
    }

    [Fact]
    public void The_classes_are_those_of_table_1() => Assert.Equal(
        ["Neutral", "Calm", "Happy", "Sad", "Angry", "Fearful", "Disgust", "Surprised"], Emotions.Names);
}
