using CFNSR.Repro.Data;

namespace CFNSR.Repro.Features;

/// <summary>
/// Training augmentation: a random window of each frame (or one for the clip), enlarged to the whole picture, perhaps mirrored, and
/// normalised (<see cref="ImageNet"/>), in one pass from bytes to floats. A pure function of (seed, epoch, clip). Taught in notebook 02.
/// </summary>
public static class FrameAugmentation
{
    /// <summary>Makes the transform for a loader.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="options">Ranges and switches; null for upstream's.</param>
    /// <returns>The transform.</returns>
    public static FrameTransform Create(int seed, AugmentationOptions? options = null)
    {
        var (chosen, table) = (options ?? new AugmentationOptions(), ImageNet.Table());
        return (frames, shape, epoch, clip, output) =>
        {
            var random = KeyedRandom.For(seed, epoch, clip, "augmentation");
            var window = default(CropWindow);
            for (var t = 0; t < shape.T; t++)
            {
                if (t == 0 || !chosen.PerClip) window = Draw(ref random, shape.H, shape.W, chosen);
                if (window == new CropWindow(0, 0, shape.W, shape.H, false)) ImageNet.Whole(frames, shape, t, table, chosen.ChannelOrder, output);
                else ImageNet.Crop(frames, shape, t, window, table, chosen.ChannelOrder, output);
            }
        };
    }

    /// <summary>
    /// Draws a window: area uniform in its range, logarithm of the aspect uniform in its range, position uniform among those that fit;
    /// a window larger than the picture is drawn again, at most <see cref="AugmentationOptions.Attempts"/> times, then the picture stays whole.
    /// </summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="options">The ranges.</param>
    /// <returns>A window inside the picture.</returns>
    public static CropWindow Draw(ref KeyedRandom random, int height, int width, AugmentationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var flip = random.NextDouble() < options.FlipProbability;
        for (var attempt = 0; attempt < options.Attempts; attempt++)
        {
            var area = height * (double)width * random.NextDouble(options.MinArea, options.MaxArea);
            var aspect = Math.Exp(random.NextDouble(Math.Log(options.MinAspect), Math.Log(options.MaxAspect)));
            var (w, h) = ((int)Math.Round(Math.Sqrt(area * aspect)), (int)Math.Round(Math.Sqrt(area / aspect)));
            if (w > 0 && w <= width && h > 0 && h <= height) return new CropWindow(random.NextInt(width - w + 1), random.NextInt(height - h + 1), w, h, flip);
        }

        return new CropWindow(0, 0, width, height, flip);
    }
}
