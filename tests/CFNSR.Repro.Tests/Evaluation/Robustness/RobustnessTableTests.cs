using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Scores;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public sealed class RobustnessTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Two systems on two folds with invented numbers: clean, blur at two levels, no sound.</summary>
    public static RobustnessTable Sample()
    {
        Perturbation[] tests = [Perturbation.Clean, new(PerturbationKinds.MissingAudio, 1), new(PerturbationKinds.Blur, 1), new(PerturbationKinds.Blur, 2.5)];
        double[] accuracy = [0.6, 0.4, 0.55, 0.25];
        return new RobustnessTable
        {
            Command = "cfnsr robustness RUNS", Commit = "0123abc", Hardware = "2 cores; device cpu", Date = "2026-03-04 05:06 UTC", Seconds = 61.5, Data = "1200 clips, SYNTHETIC picture (avatars)",
            Synthetic = true, DataHash = "55aa", Split = "msaf6", SplitHash = "9c1e5d0f77aa4b21", Folds = [1, 2], Checkpoint = "best", Seed = 0, Chance = 2 / 15.0,
            Rows = [.. new[] { "net modality_dropout=0.2", "net blocks=1,1" }.SelectMany((system, s) => tests.Select((test, t) => Row(system, test, accuracy[t] - (0.1 * s), accuracy[0] - (0.1 * s))))],
            Differences = [.. tests.Select(test => new RobustnessDifference("net modality_dropout=0.2", "net blocks=1,1", test, new(0.1, 0.02, 2), new(0.1, -0.0125, 0.15, 0.95)))],
        };

        static RobustnessRow Row(string system, Perturbation test, double mean, double clean) => new(
            system, test, new(mean, 0.05, 2), new(mean - 0.01, 0, 2), new(mean - clean, 0, 2), new(mean, mean - 0.05, mean + 0.05, 0.95),
            [new(1, 0, 240, mean - 0.025, mean), new(2, 0, 240, mean + 0.025, mean)]);
    }

    [Fact]
    public void A_table_comes_back_from_its_file()
    {
        Sample().Write(folder["out"]);
        var read = RobustnessTable.Read(folder["out", "robustness.json"]);
        Assert.Equal(Sample().Rows.Select(row => (row.System, row.Test, row.Accuracy, row.Interval)), read.Rows.Select(row => (row.System, row.Test, row.Accuracy, row.Interval)));
        Assert.Equal(File.ReadAllText(folder["out", "robustness.md"]), read.ToMarkdown());
        Assert.Equal(File.ReadAllText(folder["out", "robustness.csv"]), read.ToCsv());
        Assert.Contains("\"kind\": \"missing-audio\"", File.ReadAllText(folder["out", "robustness.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_says_how_it_was_made_and_every_number_stands_in_percent() => TestData.InCulture("de-DE", () =>
    {
        string text = Sample().ToMarkdown();
        string[] lines =
        [
            "1200 clips, SYNTHETIC picture (avatars). Split msaf6 (9c1e5d0f), folds 1, 2: 2 runs a system, 480 test clips.", "- command: `cfnsr robustness RUNS`", "- commit: 0123abc",
            "Accuracy on the test fold in percent, mean ± sample standard deviation over the runs. Always naming the most frequent emotion gives 13.33.",
            "| system | clean | sigma 1 px | sigma 2.5 px |", "| net modality_dropout=0.2 | 60.00 ± 5.00 | 55.00 ± 5.00 | 25.00 ± 5.00 |",
            "## net modality_dropout=0.2 against net blocks=1,1", "| Blurred picture | sigma 2.5 px | +10.00 | -1.25 to +15.00 | 10.00 ± 2.00 |",
        ];
        Assert.All(lines, line => Assert.Contains(line + "\n", text, StringComparison.Ordinal));
        string[] csv = Sample().ToCsv().Split('\n');
        Assert.Equal("net modality_dropout=0.2,blur,2.5,1,0,240,0.225000,0.250000", csv[7]);
        Assert.StartsWith("\"net blocks=1,1\",none,0,1,0,240,", csv[9]);
    });

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void A_damaged_file_is_the_kits_error(string text)
    {
        string file = folder.Write("robustness.json", text);
        Assert.Equal(file, Assert.Throws<KitException>(() => RobustnessTable.Read(file)).File);
    }

    [Fact]
    public void Paired_differences_draw_an_actor_for_both()
    {
        static Prediction clip(int actor, int number, bool right) => new($"{actor}-{number}", actor, 0, right ? [0.9f, 0.1f] : [0.1f, 0.9f]);
        // the second is right in one clip less of every actor, however hard the actor is
        Prediction[] first = [clip(1, 0, true), clip(1, 1, true), clip(2, 0, true), clip(2, 1, false)], second = [clip(2, 1, false), clip(2, 0, false), clip(1, 1, false), clip(1, 0, true)];
        Assert.Equal(new Interval(0.5, 0.5, 0.5, 0.95), Bootstrap.Difference(first, second));
        Assert.Equal(new Interval(0, 0, 0, 0.95), Bootstrap.Difference(first, first));
        Assert.Throws<KitException>(() => Bootstrap.Difference(first, second[1..]));
        Assert.Throws<KitException>(() => Bootstrap.Difference([], []));
    }
}
