using CFNSR.Repro.Data;
using CFNSR.Repro.Evaluation.Robustness;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public class VideoPerturbationTests
{
    private static readonly FrameShape Shape = new(8, 12, 10);

    private static byte[] Noise(FrameShape shape)
    {
        var frames = new byte[shape.Length];
        new Random(5).NextBytes(frames);
        return frames;
    }

    private static byte[] Apply(string text, byte[] frames, FrameShape shape, int clip = 3, int seed = 0)
    {
        var output = new byte[frames.Length];
        VideoPerturbation.Apply(Perturbation.Parse(text).Single(), seed, clip, frames, shape, output);
        return output;
    }

    /// <summary>Which frame of the original each frame is.</summary>
    private static int[] Shown(string text, int frames = 8, int clip = 3, int seed = 0)
    {
        var shape = new FrameShape(frames, 2, 2);
        byte[] numbered = [.. Enumerable.Range(0, shape.Length).Select(i => (byte)(i / 12))];
        return [.. Apply(text, numbered, shape, clip, seed).Where((_, i) => i % 12 == 0).Select(value => (int)value)];
    }

    [Theory]
    [InlineData("blur=0")]
    [InlineData("dark=1")]
    [InlineData("frozen=0")]
    [InlineData("dropped=0")]
    [InlineData("white=0")]
    [InlineData("missing-video")]
    public void The_mildest_level_and_what_concerns_the_sound_leave_the_picture_alone(string text) => Assert.Equal(Noise(Shape), Apply(text, Noise(Shape), Shape));

    [Fact]
    public void Dark_multiplies_every_value_and_rounds()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i), .. new byte[32]];
        var shape = new FrameShape(1, 8, 12);
        Assert.Equal(all.Select(v => (byte)Math.Round(0.25 * v, MidpointRounding.AwayFromZero)), Apply("dark=0.25", all, shape));
        Assert.All(Apply("dark=0", all, shape), value => Assert.Equal(0, value));
    }

    // an impulse of 255 in the middle of each frame; the weights of a Gaussian cut off at 3 sigma and brought to sum 1
    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    [InlineData(2.0)]
    public void Blur_of_an_impulse_is_a_Gaussian(double sigma)
    {
        const int Size = 25, Middle = 12;
        var shape = new FrameShape(2, Size, Size);
        var frames = new byte[shape.Length];
        frames[(((Middle * Size) + Middle) * 3) + 1] = 255; // green, first frame only
        byte[] blurred = Apply(FormattableString.Invariant($"blur={sigma}"), frames, shape);
        int reach = (int)Math.Round(3 * sigma);
        double[] weights = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(x => Math.Exp(-x * x / (2 * sigma * sigma)))];
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                bool near = Math.Abs(x - Middle) <= reach && Math.Abs(y - Middle) <= reach;
                double expected = near ? 255 * weights[x - Middle + reach] * weights[y - Middle + reach] / Math.Pow(weights.Sum(), 2) : 0;
                Assert.Equal(expected, blurred[(((y * Size) + x) * 3) + 1], 1.0);
                Assert.Equal(0, blurred[((y * Size) + x) * 3]); // no colour bleeds into another
            }
        }

        Assert.All(blurred[(blurred.Length / 2)..], value => Assert.Equal(0, value)); // no frame bleeds into the next
    }

    [Fact]
    public void Blur_leaves_an_even_picture_even()
    {
        byte[] grey = [.. Enumerable.Repeat((byte)77, Shape.Length)];
        Assert.Equal(grey, Apply("blur=4", grey, Shape));
    }

    [Theory]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 4)]
    [InlineData(0.75, 6)]
    public void A_frozen_picture_stands_still_for_its_share_and_then_goes_on(double share, int still)
    {
        var starts = new HashSet<int>();
        for (int clip = 0; clip < 60; clip++)
        {
            int[] shown = Shown(FormattableString.Invariant($"frozen={share}"), clip: clip);
            int from = Enumerable.Range(0, 7).First(t => shown[t + 1] == shown[t]);
            Assert.Equal(Enumerable.Range(0, 8).Select(t => t > from && t <= from + still ? from : t), shown);
            starts.Add(from);
        }

        Assert.Equal(Enumerable.Range(0, 8 - still), starts.Order()); // any frame may be the first
    }

    [Fact]
    public void Frozen_throughout_is_the_first_frame() => Assert.All(Shown("frozen=1"), frame => Assert.Equal(0, frame));

    [Fact]
    public void A_dropped_frame_shows_the_last_one_that_arrived_and_a_higher_level_loses_more_of_the_same()
    {
        for (int clip = 0; clip < 20; clip++)
        {
            HashSet<int> before = [];
            foreach (var (level, lost) in ((string, int)[])[("0.25", 2), ("0.5", 4), ("0.75", 5), ("1", 7)])
            {
                int[] shown = Shown("dropped=" + level, clip: clip);
                HashSet<int> gone = [.. Enumerable.Range(0, 8).Where(t => shown[t] != t)];
                Assert.Equal(lost, gone.Count); // of the seven after the first
                Assert.All(gone, t => Assert.Equal(shown[t - 1], shown[t]));
                Assert.True(before.IsSubsetOf(gone));
                before = gone;
            }

            Assert.Equal(7, before.Count);
        }
    }

    [Fact]
    public void A_single_frame_can_neither_freeze_nor_be_dropped()
    {
        Assert.Equal([0], Shown("frozen=1", frames: 1));
        Assert.Equal([0], Shown("dropped=1", frames: 1));
    }

    [Theory]
    [InlineData("frozen=0.5")]
    [InlineData("dropped=0.5")]
    public void The_draw_is_a_function_of_seed_and_clip(string text)
    {
        Assert.Equal(Shown(text, frames: 30, clip: 7), Shown(text, frames: 30, clip: 7));
        Assert.NotEqual(Shown(text, frames: 30, clip: 7), Shown(text, frames: 30, clip: 8));
        Assert.NotEqual(Shown(text, frames: 30, clip: 7), Shown(text, frames: 30, clip: 7, seed: 1));
    }

    [Fact]
    public void A_transform_sees_the_spoilt_frames()
    {
        var p = Perturbation.Parse("dark=0.5").Single();
        byte[] seen = [];
        FrameTransform next = (frames, _, epoch, clip, _) => seen = [.. frames.ToArray(), (byte)epoch, (byte)clip];
        VideoPerturbation.Before(next, p, 0)(new byte[] { 100, 50, 7 }, new FrameShape(1, 1, 1), 2, 9, []);
        Assert.Equal([50, 25, 4, 2, 9], seen);
    }
}
