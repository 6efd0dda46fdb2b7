using CFNSR.Repro.Data;
using CFNSR.Repro.Tests.Data;
using CFNSR.Repro.Tests.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>
/// SIGKILL at random moments. The same commands, given again, end with the bytes of a run that was not disturbed, and leave no file behind.
/// CFNSR_KILLS=50 makes 50 kills a test and writes the outcome to data/results/faults (training is also killed between and within steps: ResumeTests).
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Preparing_clips_with_sound_and_picture()
    {
        string data = Clips(folder, movies: 4, sounds: 2);
        Kill("preparing clips", 1, run => [["prepare", "--data", data, "--store", run, "--preset", "smoke", "image_size=16"]]);
    }

    [Fact]
    public void Training()
    {
        string store = TinyStore.Make(folder["store"], video: true, frames: 4, size: 32);
        Kill("training", 2, run => [["train", "cfnsr-msafnet", "--store", store, "--runs", run, "--preset", "smoke", "--folds", "1", "epochs=2", "threads=1"]]);
    }

    [Fact]
    public void Saving_a_checkpoint()
    {
        string store = TinyStore.Make(folder["store"]);
        Kill("saving a checkpoint", 3, run => [["train", "audio", "--store", store, "--runs", run, "--preset", "smoke", "--folds", "1", "epochs=3", "threads=1"]], "/checkpoints");
    }

    [Fact]
    public void Writing_results()
    {
        string store = TinyStore.Make(folder["store"]);
        Kill("writing results", 4, run =>
        [
            ["train", "audio", "--store", store, "--runs", Path.Combine(run, "runs"), "--preset", "smoke", "--folds", "1,2", "epochs=1", "threads=1"],
            ["report", "--store", store, "--runs", Path.Combine(run, "runs"), "--out", Path.Combine(run, "report")],
        ], "predictions.csv|confusion.csv|metrics.json|summary.|/report");
    }

    [Fact]
    public void Comparing_systems()
    {
        string store = TinyStore.Make(folder["store"], video: true, frames: 4, size: 32);
        Kill("comparing systems", 5, run =>
            [["compare", "--systems", "audio,video,averaging", "--store", store, "--runs", run, "--preset", "smoke", "--folds", "1,2", "epochs=1", "threads=1"]]);
    }

    /// <summary>A data set of a few short clips: films with sound, and sound alone.</summary>
    internal static string Clips(TemporaryFolder folder, int movies, int sounds)
    {
        string data = Directory.CreateDirectory(folder["data"]).FullName;
        var names = ClipName.SpeechOf(1);
        for (int clip = 0; clip < movies; clip++)
        {
            TestVideo.Numbered(Path.Combine(data, $"{names[clip]}.mp4"), 60 + clip, "64x48",
                "-f", "lavfi", "-i", FormattableString.Invariant($"sine=frequency={300 + (50 * clip)}:duration=3:sample_rate=48000"), "-c:a", "aac", "-shortest");
        }

        for (int clip = 0; clip < sounds; clip++)
        {
            var random = KeyedRandom.For(clip, 0, 0, "clips");
            File.WriteAllBytes(Path.Combine(data, $"{names[clip] with { Modality = Modality.AudioOnly }}.wav"),
                WavBytes.Pcm16(16000, 1, [.. Enumerable.Range(0, 48000).Select(_ => (short)(3000 * random.NextNormal()))]));
        }

        return data;
    }

    private void Kill(string what, int seed, Func<string, string[][]> commands, string? paths = null)
    {
        string outcome = new Disturbance(folder, commands).Survive(Disturbance.Wanted(3), seed, paths: paths);
        TestContext.Current.TestOutputHelper?.WriteLine(outcome);
        LongReport.Kills.Write(what, outcome);
    }
}
