using System.Globalization;
using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Figures;

/// <summary>What ways of measuring are worth, as tables.</summary>
public static class HonestyTable
{
    /// <summary>One line a difference.</summary>
    /// <param name="honesty">The measurements.</param>
    public static FigureTable Lines(HonestySummary honesty) => new(
        $"{honesty.Name}: what each way of measuring is worth ({honesty.Data})",
        ["what differs", "system", "from", "accuracy", "to", "accuracy", "points", "p, actors", "on"],
        [
            .. honesty.Lines.Select(l => (string[])
                [l.What, l.System, l.From, Percent(l.First), l.To, Percent(l.Second), PairedTests.Points(l.Difference), l.P is { } p ? PairedTests.P(p) : "–", l.Note]),
        ]);

    /// <summary>One line a distribution.</summary>
    /// <param name="honesty">The measurements.</param>
    public static FigureTable Distributions(HonestySummary honesty) => new(
        $"{honesty.Name}: accuracy in percent over test folds of drawn actors",
        ["system", "test folds", "epoch", "mean ± sd", "lowest", "95 % of the folds", "highest", .. honesty.Distributions.Count == 0 ? [] : honesty.Distributions[0].Published.Select(p => $"reach {Percent(p.Accuracy)}")],
        [
            .. honesty.Distributions.Select(d => (string[])
            [
                d.System, HonestySummary.Folds(d), d.Score.Replace('_', ' '), string.Create(CultureInfo.InvariantCulture, $"{100 * d.Mean:F2} ± {100 * d.Deviation:F2}"), Percent(d.Lowest),
                $"{Percent(d.Low)} to {Percent(d.High)}", Percent(d.Highest), .. d.Published.Select(p => string.Create(CultureInfo.InvariantCulture, $"{100 * p.Share:F1} %")),
            ]),
        ]);

    private static string Percent(double share) => (100 * share).ToString("F2", CultureInfo.InvariantCulture);
}
