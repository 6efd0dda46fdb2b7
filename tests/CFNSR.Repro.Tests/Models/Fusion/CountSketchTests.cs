using CFNSR.Repro.Models.Fusion;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class CountSketchTests
{
    [Fact]
    public void SketchKeepsInnerProductsOnAverage()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        Tensor x = Golden.Data("x", 1, 40), y = Golden.Data("y", 1, 40);
        double exact = (x * y).sum().ToDouble(), mean = 0;
        const int repeats = 400;
        for (int i = 0; i < repeats; i++)
        {
            var sketch = new CountSketch(40, 64);
            mean += (sketch.call(x) * sketch.call(y)).sum().ToDouble() / repeats;
        }
        double spread = Math.Sqrt((x * x).sum().ToDouble() * (y * y).sum().ToDouble() / 64 / repeats);
        Assert.InRange(mean, exact - 5 * spread, exact + 5 * spread);
    }

    [Fact]
    public void EveryEntryLandsInOneBucketWithItsSign()
    {
        using var scope = NewDisposeScope();
        var sketch = new CountSketch(30, 7);
        double[] image = Golden.Numbers(sketch.call(eye(30))); // (30, 7)
        foreach (double[] row in image.Chunk(7)) Assert.Equal(1, Math.Abs(Assert.Single(row, e => e != 0)));
        Assert.Contains(-1, image);
        Assert.Contains(1, image);
    }
}
