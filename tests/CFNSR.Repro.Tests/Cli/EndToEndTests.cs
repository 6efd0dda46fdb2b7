using System.Diagnostics;
using System.Text.Json;
using CFNSR.Repro.Cli;
using CFNSR.Repro.Data;
using CFNSR.Repro.Scores;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Cli;

/// <summary>The thinnest slice through everything, on real mp4 files with sound: avatars, store, training, evaluation, report; and bad files on the way.</summary>
public sealed class EndToEndTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void From_avatars_to_the_report_and_bad_files_cost_only_themselves()
    {
        Assert.Equal(ExitCode.Fine, CliRun.Of("avatars", "--actors", "1", "--out", folder["av"]).Exit);
        Assert.Equal(60, Directory.GetFiles(folder["av"], "*.mp4", SearchOption.AllDirectories).Length);

        // Five bad files among the sixty.
        string actor = folder["av", "Actor_01"];
        string truncated = Path.Combine(actor, "01-01-01-01-01-01-01.mp4");
        File.WriteAllBytes(truncated, File.ReadAllBytes(truncated)[..2000]);
        string silent = Path.Combine(actor, "01-01-02-01-01-01-01.mp4");
        StripSound(silent);
        string empty = Path.Combine(actor, "01-01-03-01-01-01-01.mp4");
        File.WriteAllBytes(empty, []);
        File.WriteAllText(Path.Combine(actor, "holiday.mp4"), "not a clip");
        File.WriteAllBytes(Path.Combine(actor, "03-01-04-01-01-01-01.wav"), []);

        CliRun prepared = CliRun.Of("prepare", "--data", folder["av"], "--store", folder["store"], "--preset", "smoke");
        Assert.Equal(ExitCode.BadInput, prepared.Exit);
        foreach (string name in new[] { Path.GetFileName(truncated), Path.GetFileName(silent), Path.GetFileName(empty), "holiday.mp4", "03-01-04-01-01-01-01.wav" })
            Assert.Contains(name, prepared.Out, StringComparison.Ordinal);
        using (ClipStore store = ClipStore.Open(folder["store"]))
        {
            Assert.Equal(57, store.Count);   // the empty WAV's performance still has its mp4
            Assert.True(store.IsSynthetic);
            Assert.Equal(new FrameShape(4, 32, 32), store.FrameShape);
        }

        CliRun trained = CliRun.Of("train", "audio", "--store", folder["store"], "--runs", folder["runs"], "--preset", "smoke",
            "--json", "split=random80", "validation=none", "epochs=1");
        Assert.True(trained.Exit == ExitCode.Fine, trained.Error);
        Assert.Contains("SYNTHETIC", trained.Out, StringComparison.Ordinal);
        Assert.Equal("audio", JsonDocument.Parse(trained.Out).RootElement.GetProperty("system").GetString());

        CliRun compared = CliRun.Of("compare", "--systems", "averaging,cfnsr-msafnet", "--store", folder["store"], "--runs", folder["runs"], "--preset", "smoke",
            "--folds", "1", "split=random80", "validation=none", "epochs=1");
        Assert.True(compared.Exit == ExitCode.Fine, compared.Error);
        foreach (string system in new[] { "audio", "video", "averaging", "cfnsr-msafnet" })
            Assert.True(File.Exists(folder["runs", "smoke", system, "fold-1", "seed-0", "version_0", "metrics.json"]), system);
        Assert.Contains("78.3", File.ReadAllText(folder["runs", "smoke", "table2.md"]), StringComparison.Ordinal);

        CliRun judged = CliRun.Of("evaluate", folder["runs", "smoke", "cfnsr-msafnet", "fold-1", "seed-0"], "--missing", "video", "--json");
        Assert.True(judged.Exit == ExitCode.Fine, judged.Error);

        // one clip alone, from its file: the probabilities of the run
        string fusion = folder["runs", "smoke", "cfnsr-msafnet", "fold-1", "seed-0"];
        Prediction known = RunReader.Open(fusion).Predictions[Selection.BestTest].Predictions[0];
        string clip = Path.Combine(actor, known.Clip + ".mp4");
        CliRun asked = CliRun.Of("predict", clip, "--run", fusion, "--json", "--out", folder["clip.html"]);
        Assert.True(asked.Exit == ExitCode.Fine, asked.Error);
        JsonElement answer = JsonDocument.Parse(asked.Out).RootElement;
        float[] probabilities = [.. answer.GetProperty("probabilities").EnumerateObject().Select(p => p.Value.GetSingle())];
        Assert.All(probabilities.Zip(known.Probabilities), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal(2, answer.GetProperty("attention").GetArrayLength());
        Assert.Contains("What the network sees: 4 frames.", File.ReadAllText(folder["clip.html"]), StringComparison.Ordinal);

        // the clips spoilt, the sound from the data set; one actor alone cannot have others babble behind
        string[] compare = ["robustness", folder["runs", "smoke"], "--data", folder["av"]];
        CliRun spoilt = CliRun.Of([.. compare, "--test", "white=10", "--test", "shift=200", "--test", "missing-video", "--test", "blur=2", "--json"]);
        Assert.True(spoilt.Exit == ExitCode.Fine, spoilt.Error);
        Assert.Equal(4 * 5, JsonDocument.Parse(spoilt.Out).RootElement.GetProperty("rows").GetArrayLength());
        foreach (string end in new[] { "json", "md", "csv" }) Assert.True(File.Exists(folder["runs", "smoke", "robustness." + end]));
        Assert.Contains("SYNTHETIC", File.ReadAllText(folder["runs", "smoke", "robustness.md"]), StringComparison.Ordinal);
        CliRun babble = CliRun.Of([.. compare, "--test", "babble=0", "--out", folder["babble"]]);
        Assert.Equal(ExitCode.BadInput, babble.Exit);
        Assert.Contains("nobody can babble", babble.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, CliRun.Of(compare[..2].Append("--test").Append("white").ToArray()).Exit);
        Assert.Equal(ExitCode.Usage, CliRun.Of("robustness").Exit);

        CliRun reported = CliRun.Of("report", "--runs", folder["runs"], "--store", folder["store"], "--out", folder["report"]);
        Assert.True(reported.Exit == ExitCode.Fine, reported.Error);
        string html = File.ReadAllText(folder["report", "index.html"]);
        Assert.Contains("synthetic picture", html, StringComparison.Ordinal);
        Assert.Contains("78.33", html, StringComparison.Ordinal);
        Assert.Contains("Subject-dependent split", html, StringComparison.Ordinal);
        Assert.Contains("id=\"robustness-white-noise\"", html, StringComparison.Ordinal);
    }

    private static void StripSound(string file)
    {
        string mute = file + ".mute.mp4";
        using Process process = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", "-y", "-i", file, "-an", "-c:v", "copy", mute]))!;
        process.WaitForExit();
        File.Move(mute, file, overwrite: true);
    }
}
