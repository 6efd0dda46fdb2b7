using CFNSR.Repro.Avatars;
using CFNSR.Repro.Avatars.Sound;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Avatars;

/// <summary>What the notebooks work with: made once, whole at the smallest size, and honest about what is drawn. The clips of the first test are those of the
/// notebooks' own tests, one after another with them: drawn by whoever comes first.</summary>
[Collection("Formatter")]
public sealed class ClassroomTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Smoke_has_three_actors_all_emotions_and_a_fold_with_all_parts()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/espeak-ng"), "needs espeak-ng");
        var classroom = Classroom.Open("smoke");
        Assert.Equal("smoke: 24 clips of 3 actors, SYNTHETIC picture and voice (avatars)", classroom.ToString());
        Assert.True(classroom.Synthetic);
        using ClipStore store = classroom.OpenStore();
        Assert.Equal(24, store.Count);
        Assert.True(store.IsSynthetic && store.Has("frames") && store.Has("mfcc") && store.Has("logmel"));
        Assert.All(store.Names.GroupBy(name => name.Actor), actor => Assert.Equal(Emotions.All, actor.Select(name => name.Emotion)));

        var split = Split.Load(classroom.Experiment.Split);
        Assert.Equal(3, split.FoldsFor(store.Names).Count);
        FoldClips parts = split.Assign(store.Names, classroom.Experiment.Fold, classroom.Experiment.ValidationActors, classroom.Experiment.Seed);
        Assert.Equal((8, 8, 8), (parts.Train.Count, parts.Validation.Count, parts.Test.Count));

        Dictionary<string, DateTime> before = Made(classroom.Folder);
        var told = new List<string>();
        Assert.Equal(store.Hash, Classroom.Open("smoke", tell: told.Add).OpenStore().Hash);
        Assert.Equal(before, Made(classroom.Folder));
        Assert.All(told, line => Assert.Matches("^(clips found|prepared clips checked): ", line)); // nothing is drawn or prepared; on a fast machine nothing is told at all
    }

    /// <summary>Clips and arrays with the time of their last change.</summary>
    private static Dictionary<string, DateTime> Made(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".mp4" or ".npy").ToDictionary(file => file, File.GetLastWriteTimeUtc);

    [Fact]
    public void Voices_alone_get_drawn_faces_and_say_so()
    {
        foreach (var name in ClipName.SpeechOf(1).Concat(ClipName.SpeechOf(2)).Concat(ClipName.SpeechOf(3)).Where(name => name is { Intensity: 1, Statement: 1, Repetition: 1 }))
        {
            string file = folder["wav", $"Actor_{name.Actor:00}", (name with { Modality = Modality.AudioOnly }) + ".wav"];
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WavWriter.Write(file, new AudioSignal([.. Enumerable.Range(0, 48000).Select(i => (float)(0.4 * Math.Sin(i * 0.02 * (1 + name.Label))))], 48000));
        }

        var classroom = Classroom.Open("smoke", folder["wav"], folder: folder["made"]);
        Assert.Equal("smoke: 24 clips of 3 actors, SYNTHETIC picture (avatars), RAVDESS's voices", classroom.ToString());
        Assert.Equal(folder["made", "smoke-voices", "store"], classroom.Store);
        Assert.Matches("^[0-9a-f]{8}$", Path.GetRelativePath(folder["made", "smoke-voices", "runs"], classroom.Runs));

        // a clip that has changed: its runs go elsewhere
        string[] films = Directory.GetFiles(folder["made", "smoke-voices", "avatars"], "*.mp4", SearchOption.AllDirectories);
        File.Copy(films[0], films[1], overwrite: true);
        Assert.NotEqual(classroom.Runs, Classroom.Open("smoke", folder["wav"], folder: folder["made"]).Runs);

        // with videos given, here one, nothing is drawn
        string drawn = folder["made", "smoke-voices", "avatars"];
        Directory.CreateDirectory(folder["films"]);
        foreach (string file in (string[])[Directory.GetFiles(drawn, "*.mp4", SearchOption.AllDirectories)[0], Path.Combine(drawn, AvatarManifest.FileName)]) File.Copy(file, folder["films", Path.GetFileName(file)]);
        var seen = Classroom.Open("smoke", folder["films"], folder: folder["other"]);
        Assert.Equal("msaf6", seen.Experiment.Split);
        Assert.Equal("smoke: 1 clips of 1 actors, SYNTHETIC picture (avatars), RAVDESS's voices", seen.ToString());
        Assert.Equal([folder["other", "smoke-ravdess", "store"]], Directory.GetDirectories(folder["other", "smoke-ravdess"]));
        Assert.True(seen.Synthetic);
    }

    [Fact]
    public void An_unknown_size_is_refused() =>
        Assert.Equal("smoke, classroom, paper", Assert.Throws<KitException>(() => Classroom.Open("huge", folder: folder.Path)).Expected);
}
