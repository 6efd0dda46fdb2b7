using CFNSR.Repro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models;

public sealed class ModalityDropoutTests
{
    private const int Draws = 20_000;

    /// <summary>Rates of (audio gone, video gone, both gone) that each mode must have at p = 0.3 and an audio share of 0.25.</summary>
    [Theory]
    [InlineData(ModalityDropoutMode.Exclusive, 0.075, 0.225, 0)]
    [InlineData(ModalityDropoutMode.Independent, 0.3, 0.3, 0.09)]
    [InlineData(ModalityDropoutMode.IndependentNotBoth, 0.21 / 0.91, 0.21 / 0.91, 0)]
    [InlineData(ModalityDropoutMode.AlwaysOne, 0.25, 0.75, 0)]
    public void RatesByBatch(ModalityDropoutMode mode, double audio, double video, double both)
    {
        ModalityDropout dropout = Make(new ModalityDropoutOptions { Mode = mode, Probability = 0.3, AudioShare = 0.25 });
        manual_seed(11);
        int audioGone = 0, videoGone = 0, bothGone = 0;
        for (int i = 0; i < Draws; i++)
        {
            ModalityDraw draw = dropout.Draw(4);
            Assert.Single(draw.AudioScale.Distinct());
            Assert.Single(draw.VideoScale.Distinct());
            if (draw.AudioGone) audioGone++;
            if (draw.VideoGone) videoGone++;
            if (draw.AudioGone && draw.VideoGone) bothGone++;
        }
        Near(audio, audioGone);
        Near(video, videoGone);
        Near(both, bothGone);
    }

    [Fact]
    public void RatesBySample()
    {
        ModalityDropout dropout = Make(new ModalityDropoutOptions { Probability = 0.4, Granularity = DropoutGranularity.Sample });
        manual_seed(5);
        ModalityDraw draw = dropout.Draw(Draws);
        Near(0.2, draw.AudioScale.Count(s => s == 0));
        Near(0.2, draw.VideoScale.Count(s => s == 0));
        Assert.DoesNotContain((0f, 0f), draw.AudioScale.Zip(draw.VideoScale));
    }

    [Fact]
    public void SoftHardMakesFourCopies()
    {
        using var scope = NewDisposeScope();
        ModalityDropout dropout = Make(new ModalityDropoutOptions { Mode = ModalityDropoutMode.SoftHard });
        manual_seed(7);
        ModalityDraw draw = dropout.Draw(3);
        var (video, audio) = draw.Apply(ones(3, 2, 2), ones(3, 5));
        Assert.Equal([12, 2, 2], video.shape);
        Assert.Equal([12, 5], audio.shape);
        Assert.Equal([1, 1, 1], draw.VideoScale.Take(3));
        Assert.Equal([1, 1, 1], draw.AudioScale.Take(3));
        for (int i = 3; i < 6; i++) Assert.Equal(1, draw.VideoScale[i] + draw.AudioScale[i], 1e-6f);
        Assert.Equal([1, 1, 1, 0, 0, 0], draw.VideoScale.Skip(6));
        Assert.Equal([0, 0, 0, 1, 1, 1], draw.AudioScale.Skip(6));
        Assert.Equal(draw.VideoScale.Sum(s => 4.0 * s), video.sum().ToDouble(), 1e-5);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0], Golden.Numbers(draw.VideoPresent(video)!));
    }

    [Theory]
    [InlineData(ModalityDropoutMode.Exclusive)]
    [InlineData(ModalityDropoutMode.Independent)]
    [InlineData(ModalityDropoutMode.IndependentNotBoth)]
    [InlineData(ModalityDropoutMode.AlwaysOne)]
    [InlineData(ModalityDropoutMode.SoftHard)]
    public void NothingIsDroppedInEvaluationOrAtProbabilityZero(ModalityDropoutMode mode)
    {
        ModalityDropout evaluated = Make(new ModalityDropoutOptions { Mode = mode, Probability = 0.9 });
        evaluated.eval();
        ModalityDropout off = Make(new ModalityDropoutOptions { Mode = mode, Probability = 0 });
        for (int i = 0; i < 50; i++)
            foreach (ModalityDropout dropout in new[] { evaluated, off })
            {
                ModalityDraw draw = dropout.Draw(2);
                Assert.Equal(1, draw.Copies);
                Assert.Equal([1, 1, 1, 1], draw.VideoScale.Concat(draw.AudioScale));
            }
    }

    [Fact]
    public void KeptStreamIsNotRescaled()
    {
        using var scope = NewDisposeScope();
        var (video, audio) = new ModalityDraw(1, [1, 0], [0, 1]).Apply(full([2, 3], 2.5), full([2, 2], -1.5));
        Assert.Equal([2.5, 2.5, 2.5, 0, 0, 0], Golden.Numbers(video));
        Assert.Equal([0, 0, -1.5, -1.5], Golden.Numbers(audio));
    }

    [Fact]
    public void SameSeedSameDraws()
    {
        ModalityDropout dropout = Make(new ModalityDropoutOptions { Probability = 0.5 });
        List<bool> Sequence()
        {
            manual_seed(42);
            return [.. Enumerable.Range(0, 40).Select(_ => dropout.Draw(2).AudioGone)];
        }
        List<bool> first = Sequence();
        Assert.Contains(true, first);
        Assert.Equal(first, Sequence());
    }

    [Theory]
    [InlineData(MissingModality.Audio, true, false)]
    [InlineData(MissingModality.Video, false, true)]
    public void ForcedModalityIsAlwaysGone(MissingModality missing, bool audioGone, bool videoGone)
    {
        ModalityDropout dropout = Make(new ModalityDropoutOptions());
        dropout.Missing = missing;
        foreach (bool training in new[] { true, false })
        {
            dropout.train(training);
            Assert.Equal((audioGone, videoGone), (dropout.Draw(3).AudioGone, dropout.Draw(3).VideoGone));
        }
    }

    [Theory]
    [InlineData(-0.1, ModalityDropoutMode.Exclusive)]
    [InlineData(1.1, ModalityDropoutMode.Exclusive)]
    [InlineData(double.NaN, ModalityDropoutMode.Exclusive)]
    [InlineData(1, ModalityDropoutMode.IndependentNotBoth)]
    public void ImpossibleProbabilityIsRefused(double probability, ModalityDropoutMode mode) =>
        Assert.Throws<KitException>(() => Make(new ModalityDropoutOptions { Probability = probability, Mode = mode }));

    private static ModalityDropout Make(ModalityDropoutOptions options)
    {
        var dropout = new ModalityDropout(options);
        dropout.train();
        return dropout;
    }

    /// <summary>Within 4.5 standard deviations of a binomial.</summary>
    private static void Near(double rate, int count) =>
        Assert.InRange(count, Draws * rate - 4.5 * Math.Sqrt(Draws * rate * (1 - rate)), Draws * rate + 4.5 * Math.Sqrt(Draws * rate * (1 - rate)));
}
