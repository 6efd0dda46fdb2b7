using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features;

/// <summary>
/// Training augmentation of sound features (Park et al. 2019, arXiv 1904.08779; data/paper/models.md §2.8): shifts, then standardisation, then two
/// masks in time and two in frequency, filled with 0, which is the training fold's mean. A pure function of (seed, epoch, clip). Taught in notebook 02.
/// </summary>
public static class SpecAugment
{
    /// <summary>Masks in time, and masks in frequency.</summary>
    public const int Masks = 2;

    /// <summary>Makes the transform for a loader.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="options">Largest widths and shifts.</param>
    /// <param name="standardizer">Standardises between shifts and masks.</param>
    /// <returns>The transform.</returns>
    public static FeatureTransform Create(int seed, SpecAugmentOptions options, Standardizer standardizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(standardizer);
        int bands = standardizer.Coefficients;
        return (features, epoch, clip, output) =>
        {
            int frames = features.Length / bands;
            var random = KeyedRandom.For(seed, epoch, clip, "sound augmentation");
            Shift(features, bands, frames, Either(ref random, options.MelShift), Either(ref random, options.TimeShift), output);
            standardizer.Apply(output, output);
            for (var mask = 0; mask < Masks; mask++)
            {
                var (band, height) = Draw(ref random, bands, options.MelMask);
                output.Slice(band * frames, height * frames).Clear();
                var (frame, width) = Draw(ref random, frames, options.TimeMask);
                for (var b = 0; b < bands; b++) output.Slice((b * frames) + frame, width).Clear();
            }
        };
    }

    /// <summary>Draws a mask: its width uniform from 0 to the largest, its place uniform among those that fit.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="length">Frames or bands there are.</param>
    /// <param name="largest">Largest width.</param>
    /// <returns>The first frame or band, and how many.</returns>
    public static (int Start, int Width) Draw(ref KeyedRandom random, int length, int largest)
    {
        int width = random.NextInt(Math.Min(largest, length) + 1);
        return (random.NextInt(length - width + 1), width);
    }

    /// <summary>Moves a spectrogram up in frequency, repeating the edge band, and later in time, going round.</summary>
    /// <param name="from">Floats (bands, frames).</param>
    /// <param name="bands">Bands.</param>
    /// <param name="frames">Frames.</param>
    /// <param name="up">Bands to move up; negative moves down.</param>
    /// <param name="later">Frames to move later; negative moves earlier.</param>
    /// <param name="to">Floats of the same shape, other memory.</param>
    public static void Shift(ReadOnlySpan<float> from, int bands, int frames, int up, int later, Span<float> to)
    {
        later = ((later % frames) + frames) % frames;
        for (var band = 0; band < bands; band++)
        {
            var source = from.Slice(Math.Clamp(band - up, 0, bands - 1) * frames, frames);
            var target = to.Slice(band * frames, frames);
            source[..(frames - later)].CopyTo(target[later..]);
            source[(frames - later)..].CopyTo(target);
        }
    }

    /// <summary>A whole number from -largest to largest.</summary>
    private static int Either(ref KeyedRandom random, int largest) => random.NextInt((2 * largest) + 1) - largest;
}
