using System.Text.Json;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features;

/// <summary>
/// Brings each coefficient of a clip's features (MFCC, mel band, action unit) to one scale: mean 0 and deviation 1, or 0 to 1. In modes
/// <see cref="FeatureNorm.TrainFold"/> and <see cref="FeatureNorm.MinMax"/> the scale comes from the training clips and nothing else, so nothing
/// of the test clips leaks. Taught in notebook 02.
/// </summary>
public sealed class Standardizer
{
    private Standardizer(FeatureNorm mode, string array, int coefficients, double[] mean, double[] deviation) =>
        (Mode, Array, Coefficients, Mean, Deviation) = (mode, array, coefficients, mean, deviation);

    private sealed record Saved(string Mode, string Array, int Coefficients, double[] Mean, double[] Deviation);

    /// <summary>How it standardises.</summary>
    public FeatureNorm Mode { get; }

    /// <summary>The store's array that it belongs to: "mfcc", "logmel", "units" or "unit-frames".</summary>
    public string Array { get; }

    /// <summary>Rows of the features: 13 for MFCC.</summary>
    public int Coefficients { get; }

    /// <summary>What is taken from each coefficient: its mean over training clips and time, or its smallest value; empty in the other modes.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>What it is then divided by: its standard deviation (divisor N) over training clips and time, or its range; empty in the other modes.</summary>
    public IReadOnlyList<double> Deviation { get; }

    /// <summary>The transform for a loader; the same in every epoch.</summary>
    public FeatureTransform Transform => (features, _, _, output) => Apply(features, output);

    /// <summary>Fits to training clips.</summary>
    /// <param name="store">The store.</param>
    /// <param name="trainClips">Clip numbers of the training fold; only these are read, and in the other modes none.</param>
    /// <param name="mode">How to standardise.</param>
    /// <param name="array">"mfcc", "logmel", "units" or "unit-frames".</param>
    /// <returns>The standardiser.</returns>
    /// <exception cref="ArgumentException">There are no training clips.</exception>
    /// <exception cref="KitException">The store does not hold the array.</exception>
    public static Standardizer Fit(ClipStore store, IReadOnlyList<int> trainClips, FeatureNorm mode = FeatureNorm.TrainFold, string array = StoreArray.Mfcc)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(trainClips);
        var shape = store.Shape(array); // (coefficients, frames)
        if (!IsFitted(mode)) return new Standardizer(mode, array, shape[0], [], []);
        if (trainClips.Count == 0) throw new ArgumentException("There are no training clips.", nameof(trainClips));
        if (mode == FeatureNorm.MinMax) return MinMax(store, trainClips, array);
        var (mean, deviation) = (new double[shape[0]], new double[shape[0]]);
        var values = (double)trainClips.Count * shape[1];
        foreach (var clip in trainClips)
        {
            for (var c = 0; c < mean.Length; c++)
            {
                foreach (var value in store.Features(array, clip).Slice(c * shape[1], shape[1])) mean[c] += value;
            }
        }

        for (var c = 0; c < mean.Length; c++) mean[c] /= values;

        foreach (var clip in trainClips) // a second pass: exact where the mean is far from zero, as c0 is
        {
            for (var c = 0; c < mean.Length; c++)
            {
                foreach (var value in store.Features(array, clip).Slice(c * shape[1], shape[1])) deviation[c] += (value - mean[c]) * (value - mean[c]) / values;
            }
        }

        return new Standardizer(mode, array, shape[0], mean, [.. deviation.Select(Math.Sqrt)]);
    }

    private static Standardizer MinMax(ClipStore store, IReadOnlyList<int> trainClips, string array)
    {
        var shape = store.Shape(array); // (coefficients, frames)
        double[] lowest = [.. Enumerable.Repeat(double.PositiveInfinity, shape[0])], highest = [.. Enumerable.Repeat(double.NegativeInfinity, shape[0])];
        foreach (var clip in trainClips)
        {
            for (var c = 0; c < lowest.Length; c++)
            {
                foreach (var value in store.Features(array, clip).Slice(c * shape[1], shape[1]))
                    (lowest[c], highest[c]) = (Math.Min(lowest[c], value), Math.Max(highest[c], value));
            }
        }

        return new Standardizer(FeatureNorm.MinMax, array, shape[0], lowest, [.. highest.Zip(lowest, (high, low) => high - low)]);
    }

    private static bool IsFitted(FeatureNorm mode) => mode is FeatureNorm.TrainFold or FeatureNorm.MinMax;

    /// <summary>Standardises one clip.</summary>
    /// <param name="features">Floats (coefficients, frames).</param>
    /// <param name="output">Floats of the same shape. A coefficient that never varies becomes 0.</param>
    public void Apply(ReadOnlySpan<float> features, Span<float> output)
    {
        if (Mode == FeatureNorm.None)
        {
            features.CopyTo(output);
            return;
        }

        var frames = features.Length / Coefficients;
        for (var c = 0; c < Coefficients; c++)
        {
            var from = features.Slice(c * frames, frames);
            var to = output.Slice(c * frames, frames);
            var (mean, deviation) = IsFitted(Mode) ? (Mean[c], Deviation[c]) : Statistics(from);
            var scale = deviation > 0 ? 1 / deviation : 0;
            for (var t = 0; t < frames; t++) to[t] = (float)((from[t] - mean) * scale);
        }
    }

    /// <summary>Saves it as JSON.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="KitException">The file cannot be written.</exception>
    public void Save(string file) =>
        AtomicFile.WriteText(file, JsonSerializer.Serialize(new Saved(Mode.ToString(), Array, Coefficients, [.. Mean], [.. Deviation]), Json.Options) + "\n");

    /// <summary>Loads what <see cref="Save"/> wrote.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The standardiser, with the same numbers bit for bit.</returns>
    /// <exception cref="KitException">The file cannot be read or is not a standardiser.</exception>
    public static Standardizer Load(string file)
    {
        try
        {
            var saved = JsonSerializer.Deserialize<Saved>(File.ReadAllBytes(file), Json.Options);
            if (saved is { Array: not null, Mean: not null, Deviation: not null } && Enum.TryParse<FeatureNorm>(saved.Mode, out var mode)
                && saved.Coefficients > 0 && saved.Mean.Length == saved.Deviation.Length && saved.Mean.Length == (IsFitted(mode) ? saved.Coefficients : 0))
            {
                return new Standardizer(mode, saved.Array, saved.Coefficients, saved.Mean, saved.Deviation);
            }

            throw new KitException("is not a standardiser", file, "mode, array, mean and deviation");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new KitException($"is not a standardiser: {error.Message}", file, "mode, array, mean and deviation", inner: error);
        }
    }

    private static (double Mean, double Deviation) Statistics(ReadOnlySpan<float> values)
    {
        var (mean, square) = (0.0, 0.0);
        foreach (var value in values) mean += value;
        mean /= values.Length;
        foreach (var value in values) square += (value - mean) * (value - mean) / values.Length;
        return (mean, Math.Sqrt(square));
    }
}
