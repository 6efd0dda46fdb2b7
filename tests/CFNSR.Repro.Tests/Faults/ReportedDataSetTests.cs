using CFNSR.Repro.Data;
using CFNSR.Repro.Tests.Cli;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Trees of RAVDESS as public reports describe them; sources: data/results/faults/public-reports.md.</summary>
public sealed class ReportedDataSetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>The mirror on Kaggle holds every actor twice: below the root and below audio_speech_actors_01-24.</summary>
    [Fact]
    public void A_mirror_that_holds_every_clip_twice_has_every_clip_once()
    {
        foreach (int actor in (int[])[1, 2])
        {
            foreach (ClipName name in ClipName.SpeechOf(actor, Modality.AudioOnly))
            {
                folder.Write($"Actor_{actor:D2}/{name}.wav", "x");
                folder.Write($"audio_speech_actors_01-24/Actor_{actor:D2}/{name}.wav", "x");
            }
        }
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal((120, 120), (index.Clips.Count, index.Clips.Select(clip => clip.Name.Trial).Distinct().Count()));
        Assert.All(index.Clips, clip => Assert.DoesNotContain("audio_speech", clip.AudioFile, StringComparison.Ordinal));
        Assert.All(index.Problems, odd => Assert.Contains("60 second copies, of the same size", odd.What, StringComparison.Ordinal));
        Assert.Equal(2, index.Problems.Count);
    }

    /// <summary>23 actors sing 44 times: 1,012 files that look like speech but for their second field.</summary>
    [Fact]
    public void Songs_are_counted_and_left_out()
    {
        foreach (ClipName name in ClipName.SpeechOf(1, Modality.AudioOnly))
        {
            folder.Write($"speech/{name}.wav", "x");
            if ((int)name.Emotion < 6) folder.Write($"song/{name with { Song = true }}.wav", "x"); // neutral to fearful
        }
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal(60, index.Clips.Count);
        Assert.DoesNotContain(index.Clips, clip => clip.Name.Song);
        Assert.Equal("44 song files were skipped", Assert.Single(index.Problems).What);
    }

    [Theory]
    [InlineData("03-01-02-01-01-01-01 (1).wav")]
    [InlineData("03-01-02-01-01-01-01 - Copy.wav")]
    [InlineData("03_01_02_01_01_01_01.wav")]
    [InlineData("3-1-2-1-1-1-1.wav")]
    [InlineData("03-01-00-01-01-01-01.wav")]  // labels counted from 0
    [InlineData("03-01-09-01-01-01-01.wav")]
    [InlineData("03-01-02-01-01-01-25.wav")]  // more actors than there are: TESS renamed
    [InlineData("OAF_back_angry.wav")]
    public void A_name_that_is_none_gives_no_label(string name)
    {
        folder.Write("03-01-01-01-01-01-01.wav", "x");
        string odd = folder.Write(name, "x");
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal(0, Assert.Single(index.Clips).Name.Label);
        Assert.StartsWith("is not a RAVDESS name", index.Problems.Single(problem => problem.File == odd).What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_clips_is_that_of_their_names_and_not_of_the_folder()
    {
        ClipName[] names = [.. ClipName.SpeechOf(3, Modality.AudioOnly), .. ClipName.SpeechOf(12, Modality.AudioOnly)];
        var random = new Random(1);
        foreach (ClipName name in names.OrderBy(_ => random.Next())) folder.Write($"{random.Next(9)}/{name}.wav", "x");
        Assert.Equal(names.Order(Comparer<ClipName>.Create((a, b) => string.CompareOrdinal(a.Trial, b.Trial))),
            ClipIndex.Scan(folder.Path).Clips.Select(clip => clip.Name));
    }

    /// <summary>What a shell hands on where a variable is not set.</summary>
    [Theory]
    [InlineData("a data set", "data", "check", "")]
    [InlineData("a data set", "prepare", "--data", "", "--store", "x")]
    [InlineData("a clip store", "train", "audio", "--preset", "audio", "store=")]
    public void An_empty_name_is_refused_in_one_line(string what, params string[] args)
    {
        CliRun run = CliRun.Of(args);
        Assert.Equal(3, run.Exit);
        Assert.Equal($"cfnsr: the name of {what} is empty. Give it a name; a variable that is not set is empty.", run.Error.Trim());
        Assert.Equal("the name of a split is empty", Assert.Throws<KitException>(() => Split.Load("")).What);
    }
}
