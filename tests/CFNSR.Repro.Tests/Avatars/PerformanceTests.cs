using CFNSR.Repro.Avatars;
using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Avatars;

public sealed class PerformanceTests
{
    private static readonly AvatarOptions Clear = new() { Output = ".", PictureAmbiguity = 0 };
    private static readonly AvatarOptions Hard = new() { Output = ".", PictureAmbiguity = 1 };

    internal static double[] Envelope() => [.. Enumerable.Range(0, 110).Select(i => i is >= 30 and < 80 ? 0.5 + (0.45 * Math.Sin(i * 0.9)) : 0)];

    private static ClipName Name(Emotion emotion, int intensity = 2, int actor = 1, int repetition = 1) =>
        new(Modality.AudioVisual, false, emotion, emotion == Emotion.Neutral ? 1 : intensity, 1, repetition, actor);

    [Theory]
    [InlineData(Emotion.Neutral)]
    [InlineData(Emotion.Sad)]
    [InlineData(Emotion.Angry)]
    [InlineData(Emotion.Happy)]
    public void The_mouth_follows_the_sound(Emotion emotion)
    {
        var envelope = Envelope();
        foreach (var options in new[] { Clear, Hard })
        {
            var frames = Performance.Plan(Name(emotion), options, envelope).Frames;
            Assert.Equal(envelope.Length, frames.Count);
            var opening = frames.Select(frame => frame.Face.Opening).ToArray();
            Assert.True(Correlation(opening[30..80], envelope[30..80]) > 0.9);
        }
    }

    [Fact]
    public void The_expression_comes_holds_and_goes()
    {
        var brows = Performance.Plan(Name(Emotion.Angry), Clear, Envelope()).Frames.Select(frame => frame.Face.BrowInnerY).ToArray();
        Assert.True(brows[55] > brows[0] + 0.05, "lower in the middle than at the start");
        Assert.True(brows[55] > brows[109] + 0.03, "and than at the end");
    }

    [Fact]
    public void Strong_is_stronger_than_normal()
    {
        foreach (var emotion in Emotions.All.Skip(1))
        {
            Assert.Equal(1, Performance.Plan(Name(emotion), Clear, Envelope()).Strength, 12);
            Assert.Equal(Expression.NormalIntensity, Performance.Plan(Name(emotion, 1), Clear, Envelope()).Strength, 12);
        }
    }

    [Fact]
    public void Without_ambiguity_nothing_is_mixed_in_and_with_full_ambiguity_many_clips_mislead()
    {
        var names = Enumerable.Range(1, 24).SelectMany(actor => ClipName.SpeechOf(actor)).ToArray();
        double[] short_ = [0, 1, 0];
        Assert.All(names, name => Assert.Equal(0, Performance.Plan(name, Clear, short_).Mixture));
        double Misleading(double ambiguity) => names.Average(name => Performance.Plan(name, Clear with { PictureAmbiguity = ambiguity }, short_).Mixture > 0.5 ? 1.0 : 0);
        Assert.Equal(0, Misleading(0.2));
        Assert.InRange(Misleading(0.5), 0.06, 0.16);
        Assert.InRange(Misleading(1), 0.38, 0.52);
    }

    [Fact]
    public void A_clip_is_a_function_of_its_name_and_the_seed()
    {
        var envelope = Envelope();
        var once = Performance.Plan(Name(Emotion.Sad), Hard, envelope);
        var again = Performance.Plan(Name(Emotion.Sad) with { Modality = Modality.VideoOnly }, Hard, envelope);
        Assert.Equal(once.Frames, again.Frames);
        Assert.Equal(once.Light, again.Light);
        Assert.NotEqual(once.Frames[50], Performance.Plan(Name(Emotion.Sad, repetition: 2), Hard, envelope).Frames[50]);
        Assert.NotEqual(once.Frames[50], Performance.Plan(Name(Emotion.Sad), Hard with { Seed = 1 }, envelope).Frames[50]);
    }

    [Fact]
    public void Eyes_blink()
    {
        var open = Performance.Plan(Name(Emotion.Neutral), Clear, new double[300]).Frames.Select(frame => frame.Face.EyeOpening).ToArray();
        Assert.True(open.Min() < 0.02 && open.Max() > 0.11);
        Assert.InRange(open.Count(opening => opening < 0.03), 2, 60);
    }

    internal static double Correlation(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double meanA = a.Average(), meanB = b.Average();
        double Sum(Func<int, double> term) => Enumerable.Range(0, a.Count).Sum(term);
        return Sum(i => (a[i] - meanA) * (b[i] - meanB)) / Math.Sqrt(Sum(i => Math.Pow(a[i] - meanA, 2)) * Sum(i => Math.Pow(b[i] - meanB, 2)));
    }
}
