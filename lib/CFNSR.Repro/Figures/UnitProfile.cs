using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Figures;

/// <summary>The mean face of each emotion in action units, over the clips of a store.</summary>
/// <param name="Shown">The emotions that have clips, in the order of Table 1.</param>
/// <param name="Means">Mean of each unit over an emotion's clips, (emotions, 35): intensities 0 to 5, presences 0 to 1.</param>
/// <param name="Deviations">
/// How far that is from the mean of all clips, in standard deviations over all clips, (emotions, 35); 0 for a unit that never changes.
/// </param>
public sealed record UnitProfile(IReadOnlyList<Emotion> Shown, double[,] Means, double[,] Deviations)
{
    /// <summary>The profile of a store's clips.</summary>
    /// <param name="store">A store that was prepared with video=tracking.</param>
    /// <exception cref="KitException">The store holds no face tracking.</exception>
    public static UnitProfile Of(ClipStore store) =>
        Of([.. store.Names.Select((name, clip) => (name.Emotion, store.Features(StoreArray.Units, clip).ToArray()))]);

    /// <summary>The profile of clips.</summary>
    /// <param name="clips">Emotion and mean units (35) of each clip.</param>
    public static UnitProfile Of(IReadOnlyList<(Emotion Emotion, float[] Units)> clips)
    {
        var groups = clips.GroupBy(clip => clip.Emotion, clip => clip.Units).OrderBy(group => group.Key).ToArray();
        var (means, deviations) = (new double[groups.Length, ActionUnits.Count], new double[groups.Length, ActionUnits.Count]);
        for (int unit = 0; unit < ActionUnits.Count; unit++)
        {
            double all = clips.Average(clip => clip.Units[unit]);
            double spread = Math.Sqrt(clips.Average(clip => Math.Pow(clip.Units[unit] - all, 2)));
            for (int e = 0; e < groups.Length; e++)
            {
                means[e, unit] = groups[e].Average(units => units[unit]);
                deviations[e, unit] = spread > 0 ? (means[e, unit] - all) / spread : 0;
            }
        }

        return new UnitProfile([.. groups.Select(group => group.Key)], means, deviations);
    }

    /// <summary>The means as a table: one line a unit, one column an emotion.</summary>
    public FigureTable ToTable() => new(
        "Mean action units of each emotion: intensities 0 to 5, presences 0 to 1", ["unit", .. Names],
        [
            .. ActionUnits.All.Select((unit, u) => (string[])
                [unit.Label, .. Shown.Select((_, e) => Means[e, u].ToString("F2", CultureInfo.InvariantCulture))]),
        ]);

    /// <summary>Names of the emotions shown.</summary>
    internal IEnumerable<string> Names => Shown.Select(emotion => Emotions.Names[(int)emotion]);
}
