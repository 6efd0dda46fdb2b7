using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace CFNSR.Repro.Figures;

/// <summary>What the network gets from face tracking and sound: action units over time, the MFCC below on the same clock.</summary>
public static class UnitFigure
{
    private const int Strongest = 3;

    private static readonly MfccOptions Sound = MfccOptions.Paper;

    /// <summary>The 35 units from the top in the order of <see cref="ActionUnits.All"/>, each as a share of its own range.</summary>
    /// <param name="face">The clip's tracking; a track of one frame (the means of a clip) is one column over the whole excerpt.</param>
    /// <param name="mfcc">(13, 212), coefficient-major; each coefficient is shown with mean 0 and deviation 1 over the clip.</param>
    /// <exception cref="KitException">The values are no MFCC.</exception>
    public static GenericChart Create(FaceTracking face, ReadOnlySpan<float> mfcc)
    {
        double hop = (double)Sound.Hop / Sound.SampleRate;
        double[] x = face.Frames == 1 ? [Sound.OffsetSeconds, Sound.OffsetSeconds + Sound.DurationSeconds] // plotly takes one more as edges
            : [.. face.Timestamps.Select(time => Math.Round(time, 4))];
        int[] upwards = [.. Enumerable.Range(0, ActionUnits.Count).Reverse()]; // plotly counts categories from below
        double share(int frame, int unit) => Math.Round(face.Units[frame, unit] / ActionUnits.All[unit].Highest, 3);
        return Chart.Heatmap<double, double, string, string>(
            zData: upwards.Select(unit => Enumerable.Range(0, face.Frames).Select(frame => share(frame, unit)).ToArray()).ToArray(),
            X: x, Y: upwards.Select(unit => ActionUnits.All[unit].Label).ToArray(), ColorScale: Palette.Blues)
        .Above(MfccFigure.Map(mfcc, Sound.Coefficients, hop, scaled: true, Sound.OffsetSeconds, bar: false), "MFCC", 0.27)
        .Styled("Action units (share of their range) and MFCC of one clip", "time (s)", "", 760, 960);
    }

    /// <summary>A clip of a store: frame by frame where the store has that, else its means as one frame.</summary>
    /// <param name="store">A store that was prepared with video=tracking.</param>
    /// <param name="clip">Clip number.</param>
    /// <exception cref="KitException">The store holds no face tracking.</exception>
    public static FaceTracking Face(ClipStore store, int clip) => TrackingFeatures.Face(store.Names[clip].ToString(),
        store.Features(store.Has(StoreArray.UnitFrames) ? StoreArray.UnitFrames : StoreArray.Units, clip), Sound);

    /// <summary>The figure in words.</summary>
    /// <param name="clip">The clip's name.</param>
    /// <param name="face">Its tracking.</param>
    public static string Describe(string clip, FaceTracking face)
    {
        float[] means = face.MeanUnits();
        var most = Enumerable.Range(0, ActionUnits.Intensities).OrderByDescending(unit => means[unit]).Take(Strongest)
            .Select(unit => string.Create(CultureInfo.InvariantCulture, $"{ActionUnits.All[unit].Label} {means[unit]:F2}"));
        string course = face.Frames == 1 ? "means over the clip" : FormattableString.Invariant($"{face.Frames} points in time");
        return FormattableString.Invariant($"Heat map of the face of clip {clip}: {ActionUnits.Count} action units, {course}; ") +
            $"strongest on average (0 to 5): {string.Join(", ", most)}. " +
            $"Below, the {Sound.Coefficients} mel-frequency cepstral coefficients of its sound.";
    }
}
