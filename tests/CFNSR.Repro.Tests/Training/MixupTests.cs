using CFNSR.Repro.Data;
using CFNSR.Repro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Training;

public class MixupTests
{
    /// <summary>Beta(a, a) has mean 1/2 and variance 1 / (4 (2a + 1)).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.3)]
    [InlineData(0.05)]
    [InlineData(0.001)] // plain powers would underflow to 0 / 0
    public void Beta_has_its_mean_and_variance(double alpha)
    {
        var random = KeyedRandom.For(1, 2, 3, "test");
        double[] values = new double[40000];
        for (int i = 0; i < values.Length; i++) values[i] = Mixup.Beta(ref random, alpha);
        Assert.All(values, value => Assert.InRange(value, 0, 1));
        Assert.Equal(0.5, values.Average(), 0.01);
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), values.Average(v => (v - 0.5) * (v - 0.5)), 0.003);
    }

    [Fact]
    public void A_draw_is_a_pure_function_of_seed_epoch_and_step()
    {
        for (int step = 0; step < 200; step++)
        {
            var draw = Mixup.Draw(1, 2, step, 16, 0.3);
            Assert.InRange(draw.Share, 0.5, 1);
            Assert.Equal(Enumerable.Range(0, 16), draw.Partners.Order());
            var again = Mixup.Draw(1, 2, step, 16, 0.3);
            Assert.Equal((draw.Share, string.Join(' ', draw.Partners)), (again.Share, string.Join(' ', again.Partners)));
        }

        double[] shares = [Mixup.Draw(1, 2, 3, 16, 0.3).Share, Mixup.Draw(2, 2, 3, 16, 0.3).Share, Mixup.Draw(1, 3, 3, 16, 0.3).Share, Mixup.Draw(1, 2, 4, 16, 0.3).Share];
        Assert.Equal(4, shares.Distinct().Count());
    }

    [Fact]
    public void A_batch_is_blended_with_its_partners()
    {
        using var scope = NewDisposeScope();
        using var batch = new Batch(
            tensor(new float[] { 0, 1, 2 }).reshape(3, 1, 1, 1, 1), tensor(new float[] { 10, 20, 30, 40, 50, 60 }).reshape(3, 1, 2), tensor(new long[] { 4, 5, 6 }), [7, 8, 9]);
        var mixed = new Mixup(0.75, [2, 0, 1]).Apply(batch);
        Assert.Equal([0.5f, 0.75f, 1.75f], mixed.Video!.data<float>().ToArray());
        Assert.Equal([20f, 30f, 25f, 35f, 45f, 55f], mixed.Audio!.data<float>().ToArray());
        Assert.Equal([4L, 5L, 6L], mixed.Labels.data<long>().ToArray());
        Assert.Equal([7, 8, 9], mixed.Clips);
        Assert.Equal([10f, 20f, 30f, 40f, 50f, 60f], batch.Audio!.data<float>().ToArray());
        Assert.Null((new Mixup(0.75, [2, 0, 1]).Apply(batch with { Video = null })).Video);
    }

    [Fact]
    public void The_loss_is_the_blend_of_both_cross_entropies()
    {
        using var scope = NewDisposeScope();
        double[][] logits = [[1, 0, -1], [0.5, 2, 0]];
        int[] labels = [0, 2], partners = [1, 0];
        var output = tensor(logits.SelectMany(row => row).Select(v => (float)v).ToArray()).reshape(2, 3);
        double CrossEntropy(int row, int label) => Math.Log(logits[row].Sum(Math.Exp)) - logits[row][label];
        double expected = Enumerable.Range(0, 2).Average(i => (0.7 * CrossEntropy(i, labels[i])) + (0.3 * CrossEntropy(i, labels[partners[i]])));
        var loss = new Mixup(0.7, partners).Loss(target => nn.functional.cross_entropy(output, target), tensor(new long[] { 0, 2 }));
        Assert.Equal(expected, loss.ToDouble(), 1e-6);
    }
}
