using CFNSR.Repro.Cli;

namespace CFNSR.Repro.Tests.Cli;

public class ProgramTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("train")]
    [InlineData("train", "no-such-system")]
    [InlineData("prepare", "--data")]
    [InlineData("train", "audio", "--preset", "no-such-preset")]
    public void Wrong_usage_ends_with_2_and_points_to_the_help(params string[] args)
    {
        CliRun run = CliRun.Of(args);
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    /// <summary>Where a comma stands before the decimals, 0,5 means a half; the library's own reading takes it for 5.</summary>
    [Theory]
    [InlineData("0,5", "notebook run", "notebook", "run", "00", "--timeout", "0,5")]
    [InlineData("0,1", "avatars", "avatars", "--out", "x", "--sound-ambiguity", "0,1")]
    public void A_decimal_comma_is_refused_and_not_passed_over(string number, string command, params string[] args)
    {
        string error = $"cfnsr: '{number}' is not a number such as 0.5.\ncfnsr: see 'cfnsr {command} --help'\n";
        CliRun run = CliRun.Of(args);
        Assert.Equal((ExitCode.Usage, error), (run.Exit, run.Error));
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("avatars")]
    [InlineData("prepare")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("predict")]
    [InlineData("robustness")]
    [InlineData("compare")]
    [InlineData("report")]
    [InlineData("notebook")]
    public void Every_command_has_help_with_an_example(string command)
    {
        CliRun run = CliRun.Of(command, "--help");
        Assert.Equal(ExitCode.Fine, run.Exit);
        Assert.Contains($"cfnsr {command}", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_override_names_the_nearest_key_and_ends_with_3()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of("train", "audio", "--store", folder.Path, "--runs", folder["runs"], "epoch=3");
        Assert.Equal(ExitCode.BadInput, run.Exit);
        Assert.Contains("epochs", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["runs"]));
    }

    [Fact]
    public void A_missing_data_set_ends_with_3_and_names_the_folder_and_the_cure()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of("prepare", "--data", folder["nowhere"], "--store", folder["store"]);
        Assert.Equal(ExitCode.BadInput, run.Exit);
        Assert.Contains("nowhere", run.Error, StringComparison.Ordinal);
        Assert.Contains("data/README.md", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_runs_ends_with_3()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of("report", "--runs", folder["runs"], "--store", folder["store"], "--out", folder["report"]);
        Assert.Equal(ExitCode.BadInput, run.Exit);
        Assert.Contains("no finished run", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_below_a_file_ends_with_an_error_that_names_it_and_leaves_the_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "keep me");
        CliRun run = CliRun.Of("avatars", "--actors", "1", "--out", Path.Combine(folder["file"], "av"));
        Assert.NotEqual(ExitCode.Fine, run.Exit);
        Assert.Contains("file", run.Error + run.Out, StringComparison.Ordinal);
        Assert.Equal("keep me", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void The_doctor_finds_what_the_tests_themselves_run_on()
    {
        CliRun run = CliRun.Of("doctor", "--json");
        Assert.Equal(ExitCode.Fine, run.Exit);
        var lines = System.Text.Json.JsonSerializer.Deserialize<List<DoctorLine>>(run.Out, System.Text.Json.JsonSerializerOptions.Web)!;
        Assert.Equal(["SDK", "symbol version", "oneDNN guard", "OpenMP", "host", "libtorch", "convolutions", "CUDA", "OpenCV", "ffmpeg", "espeak-ng", "data set", "disk", "memory"], lines.Select(l => l.Name));
        Assert.All(lines.Where(l => l.Name is "symbol version" or "oneDNN guard" or "OpenMP" or "host" or "libtorch" or "convolutions" or "OpenCV" or "ffmpeg"), l => Assert.Equal("ok", l.Status));
        Assert.All(lines.Where(l => l.Status != "ok"), l => Assert.NotEmpty(l.Cure));
    }

    [Theory]
    [InlineData("1-3,5", new[] { 1, 2, 3, 5 })]
    [InlineData("0", new[] { 0 })]
    [InlineData("2,2,1", new[] { 2, 1 })]
    public void Number_lists_are_read(string text, int[] expected) => Assert.Equal(expected, NumberList.Parse(text, "--folds"));

    [Theory]
    [InlineData("")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("-1")]
    [InlineData("a")]
    [InlineData("0-99999")]
    public void Bad_number_lists_are_refused(string text) =>
        Assert.Contains("--folds", Assert.Throws<KitException>(() => NumberList.Parse(text, "--folds")).Message, StringComparison.Ordinal);
}
