using CFNSR.Repro.Data;
using CFNSR.Repro.Features;

namespace CFNSR.Repro.Tests.Features;

public class FrameAugmentationTests
{
    private static readonly FrameShape Shape = new(4, 12, 16);

    [Fact]
    public void Upstreams_rates_are_met()
    {
        const int draws = 40_000;
        var (whole, flips, area, fitting, single) = (0, 0, 0.0, 0, 0);
        for (var i = 0; i < draws; i++)
        {
            var random = KeyedRandom.For(0, 0, i, "test");
            var window = FrameAugmentation.Draw(ref random, 224, 224, new AugmentationOptions());
            Assert.True(window.X >= 0 && window.Y >= 0 && window.X + window.Width <= 224 && window.Y + window.Height <= 224);
            if (window.Flip) flips++;
            if (window is { Width: 224, Height: 224 }) whole++;
            else (fitting, area) = (fitting + 1, area + window.Width * window.Height / 50176.0);
            var once = FrameAugmentation.Draw(ref random, 224, 224, new AugmentationOptions { Attempts = 1 });
            if (once is not { Width: 224, Height: 224 }) single++;
        }

        Assert.InRange((double)whole / draws, 0.24, 0.26); // data/paper/models.md §10: a quarter stays whole
        Assert.InRange(area / fitting, 0.86, 0.875); // 0.87
        Assert.InRange((double)single / draws, 0.12, 0.14); // 0.13
        Assert.InRange((double)flips / draws, 0.49, 0.51);
    }

    [Fact]
    public void The_same_seed_epoch_and_clip_give_the_same_picture_and_others_another()
    {
        var frames = Noise(Shape);
        var first = Run(FrameAugmentation.Create(1), frames, Shape, 2, 3);
        Assert.Equal(first, Run(FrameAugmentation.Create(1), frames, Shape, 2, 3));
        Assert.NotEqual(first, Run(FrameAugmentation.Create(2), frames, Shape, 2, 3));
        Assert.NotEqual(first, Run(FrameAugmentation.Create(1), frames, Shape, 3, 3));
        Assert.NotEqual(first, Run(FrameAugmentation.Create(1), frames, Shape, 2, 4));
    }

    [Fact]
    public void Per_clip_all_frames_are_cut_alike_and_per_frame_each_by_itself()
    {
        var shape = new FrameShape(8, 12, 16);
        var one = Noise(shape)[..(12 * 16 * 3)];
        byte[] frames = [.. Enumerable.Repeat(one, 8).SelectMany(frame => frame)]; // a still
        Assert.Equal(1, Different(FrameAugmentation.Create(5, new AugmentationOptions { PerClip = true })));
        Assert.InRange(Different(FrameAugmentation.Create(5)), 5, 8);

        int Different(FrameTransform transform)
        {
            var output = Run(transform, frames, shape, 0, 1);
            return Enumerable.Range(0, 8).Select(t => string.Join(' ', output[(t * 192)..((t + 1) * 192)])).Distinct().Count();
        }
    }

    [Fact]
    public void A_whole_frame_is_only_normalised_and_a_flip_only_mirrors()
    {
        var frames = Noise(Shape);
        var plain = Run(ImageNet.Normalise(), frames, Shape, 0, 0);
        Assert.Equal(plain, Run(FrameAugmentation.Create(0, new AugmentationOptions { Attempts = 0, FlipProbability = 0 }), frames, Shape, 0, 0));
        var flipped = Run(FrameAugmentation.Create(0, new AugmentationOptions { Attempts = 0, FlipProbability = 1 }), frames, Shape, 0, 0);
        Assert.Equal(plain, flipped.Chunk(16).SelectMany(row => row.Reverse()).ToArray());
    }

    [Theory]
    [InlineData(3, 2, 9, 7, false)]
    [InlineData(0, 0, 16, 12, true)]
    [InlineData(5, 4, 11, 8, true)]
    [InlineData(15, 11, 1, 1, false)]
    [InlineData(0, 3, 16, 5, true)]
    public void A_crop_is_the_bilinear_enlargement_of_its_window(int x, int y, int width, int height, bool flip)
    {
        var frames = Noise(Shape);
        var output = new float[Shape.Length];
        for (var t = 0; t < Shape.T; t++) ImageNet.Crop(frames, Shape, t, new CropWindow(x, y, width, height, flip), ImageNet.Table(), ChannelOrder.Rgb, output);
        for (var c = 0; c < 3; c++)
        {
            for (var t = 0; t < 4; t++)
            {
                for (var row = 0; row < 12; row++)
                {
                    for (var column = 0; column < 16; column++)
                    {
                        var value = (Value(c, t, row, flip ? 15 - column : column) / 255 - ImageNet.Mean[c]) / ImageNet.Deviation[c];
                        Assert.Equal(value, output[((c * 4 + t) * 12 + row) * 16 + column], 1e-5);
                    }
                }
            }
        }

        // The definition, pixel by pixel in double precision.
        double Value(int c, int t, int row, int column)
        {
            var v = Math.Clamp((row + 0.5) * height / 12 - 0.5, 0, height - 1);
            var u = Math.Clamp((column + 0.5) * width / 16 - 0.5, 0, width - 1);
            var (v0, u0) = ((int)v, (int)u);
            var (v1, u1) = (Math.Min(v0 + 1, height - 1), Math.Min(u0 + 1, width - 1));
            return (1 - (v - v0)) * ((1 - (u - u0)) * Pixel(v0, u0) + (u - u0) * Pixel(v0, u1)) + (v - v0) * ((1 - (u - u0)) * Pixel(v1, u0) + (u - u0) * Pixel(v1, u1));

            double Pixel(int i, int j) => frames[((t * 12 + y + i) * 16 + x + j) * 3 + c];
        }
    }

    [Fact]
    public void Bgr_gives_blue_the_statistics_of_red_as_published()
    {
        byte[] pixel = [255, 128, 0];
        var output = new float[3];
        ImageNet.Normalise(ChannelOrder.Bgr)(pixel, new FrameShape(1, 1, 1), 0, 0, output);
        Assert.Equal([(0 - 0.485f) / 0.229f, (128 / 255f - 0.456f) / 0.224f, (1 - 0.406f) / 0.225f], output);
    }

    [Fact]
    public void The_resampling_agrees_with_torch()
    {
        // torch.nn.functional.interpolate(mode="bilinear", align_corners=False) of the normalised window is the same operation.
        var frames = Noise(Shape);
        var window = new CropWindow(2, 1, 13, 10, false);
        var output = new float[Shape.Length];
        ImageNet.Crop(frames, Shape, 0, window, ImageNet.Table(), ChannelOrder.Rgb, output);
        using var folder = new TemporaryFolder();
        Npy.Write<byte>(folder["frames.npy"], frames, 4, 12, 16, 3);
        Npy.Write<float>(folder["kit.npy"], output, 3, 4, 12, 16);
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/torch"), "needs Debian's python3-torch");
        Data.NpyTests.Run(folder, """
            import numpy as np, torch
            f = torch.from_numpy(np.load('frames.npy')[0]).float().permute(2, 0, 1) / 255
            f = (f - torch.tensor([.485, .456, .406])[:, None, None]) / torch.tensor([.229, .224, .225])[:, None, None]
            want = torch.nn.functional.interpolate(f[None, :, 1:11, 2:15], (12, 16), mode='bilinear', align_corners=False)[0].numpy()
            gap = np.abs(np.load('kit.npy')[:, 0] - want).max()
            assert gap < 1e-5, gap
            """);
    }

    private static byte[] Noise(FrameShape shape)
    {
        var random = KeyedRandom.For(0, 0, 0, "noise");
        return [.. Enumerable.Range(0, shape.Length).Select(_ => (byte)random.NextInt(256))];
    }

    private static float[] Run(FrameTransform transform, byte[] frames, FrameShape shape, int epoch, int clip)
    {
        var output = new float[shape.Length];
        Array.Fill(output, float.NaN);
        transform(frames, shape, epoch, clip, output);
        Assert.DoesNotContain(output, float.IsNaN); // filled completely
        return output;
    }
}
