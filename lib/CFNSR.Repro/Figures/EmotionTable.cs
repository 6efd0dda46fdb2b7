using System.Globalization;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Figures;

/// <summary>The paper's Table 1: the emotions, their class index and their field in a RAVDESS file name.</summary>
public static class EmotionTable
{
    /// <summary>One row an emotion, with the clips of this run where they are known.</summary>
    /// <param name="counts">Clips by class index, or null.</param>
    public static FigureTable Create(IReadOnlyList<int>? counts = null) => new(
        "Table 1: emotions and their index",
        counts is null ? ["emotion", "index", "file field"] : ["emotion", "index", "file field", "clips here"],
        [
            .. Emotions.Names.Select((name, i) => (string[])
            [
                name, i.ToString(CultureInfo.InvariantCulture), (i + 1).ToString("D2", CultureInfo.InvariantCulture),
                .. counts is null ? (string[])[] : [counts[i].ToString(CultureInfo.InvariantCulture)],
            ]),
        ]);
}
