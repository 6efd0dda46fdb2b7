using System.Text.Json;
using CFNSR.Repro.Cli;
using CFNSR.Repro.Tests.Training;

namespace CFNSR.Repro.Tests.Cli;

/// <summary>Compare, ablate, honesty and report over one small store, as a user calls them.</summary>
public sealed class AblateCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_rows_are_trained_on_the_streams_of_compare_and_stand_in_the_report()
    {
        TinyStore.Make(folder["store"], video: true);
        string[] common = ["--store", folder["store"], "--runs", folder["runs"], "--preset", "smoke", "--folds", "1", "--json",
            "frames=2", "image_size=16", "video_width=2", "epochs=1", "audio_layers=1", "threads=1"];

        CliRun compared = CliRun.Of(["compare", "--systems", "averaging,cfnsr-msafnet", "--against", "audio", .. common]);
        Assert.True(compared.Exit == ExitCode.Fine, compared.Error);
        var document = JsonDocument.Parse(compared.Out).RootElement;
        Assert.Equal("audio", document.GetProperty("against").GetString());
        Assert.Equal(["video", "averaging", "cfnsr-msafnet"], document.GetProperty("paired").EnumerateArray().Select(test => test.GetProperty("system").GetString()));
        Assert.Equal(16, document.GetProperty("paired")[0].GetProperty("clips").GetInt32());
        Assert.Contains("Every system against audio", File.ReadAllText(folder["runs", "smoke", "table2.md"]), StringComparison.Ordinal);

        CliRun ablated = CliRun.Of(["ablate", "--grid", "residual=true,false", "--frozen", .. common]);
        Assert.True(ablated.Exit == ExitCode.Fine, ablated.Error);
        document = JsonDocument.Parse(ablated.Out).RootElement;
        Assert.Equal(2, document.GetProperty("rows").GetArrayLength());
        Assert.StartsWith("cfnsr ablate --grid residual=false --frozen --data DIR --preset smoke --folds 1 --seeds 0 frames=2", document.GetProperty("rows")[1].GetProperty("command").GetString());
        Assert.Single(Directory.GetDirectories(folder["runs", "smoke", "video", "fold-1", "seed-0"]));
        Assert.True(File.Exists(folder["runs", "smoke", "ablate-residual", "summary.md"]));

        CliRun honest = CliRun.Of(["honesty", "--systems", "cfnsr-msafnet", "--parts", "batch-attention", .. common]);
        Assert.True(honest.Exit == ExitCode.Fine, honest.Error);
        Assert.Contains("summed over the batch", File.ReadAllText(folder["runs", "smoke", "honesty", "summary.md"]), StringComparison.Ordinal);

        CliRun reported = CliRun.Of("report", "--runs", folder["runs"], "--store", folder["store"], "--out", folder["report"]);
        Assert.True(reported.Exit == ExitCode.Fine, reported.Error);
        string html = File.ReadAllText(folder["report", "index.html"]);
        foreach (string section in new[] { "paired-tests", "ablations", "what-the-way-of-measuring-is-worth" })
            Assert.Contains($"<section id=\"{section}\">", html, StringComparison.Ordinal);
        // the runs of the ablation are not taken for further runs of the system
        Assert.DoesNotContain("Mean ± standard deviation over", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ablate", "--grid", "haeds", "Did you mean heads?")]
    [InlineData("honesty", "--parts", "nothing", "there is no part 'nothing'")]
    [InlineData("compare", "--against", "mmtm", "is not among the systems")]
    public void A_wrong_word_is_named_before_anything_is_trained(string verb, string option, string value, string why)
    {
        TinyStore.Make(folder["store"]);
        CliRun run = CliRun.Of(verb, option, value, "--store", folder["store"], "--runs", folder["runs"]);
        Assert.Equal((ExitCode.BadInput, true), (run.Exit, run.Error.Contains(why, StringComparison.Ordinal)));
        Assert.False(Directory.Exists(folder["runs"]));
    }
}
