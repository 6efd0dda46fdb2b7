using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class DccaTests
{
    /// <summary>Three of every four rows of a soft-hard batch are altered; the correlation is that of the first three.</summary>
    [Fact]
    public void RowsThatModalityDropoutTouchedDoNotCount()
    {
        using var scope = NewDisposeScope();
        double plain = Share(Toy.Options("dcca"), 3), softHard = Share(Toy.Options("dcca") with
        {
            ModalityDropout = new ModalityDropoutOptions { Mode = ModalityDropoutMode.SoftHard, InEverySystem = true },
        }, 12);
        Assert.InRange(plain, -1, -0.5); // weight 0.5, two dimensions, nearly full correlation of three clips
        Assert.Equal(plain, softHard, 1e-6);
    }

    [Fact]
    public void ABatchWithoutSoundHasNoCorrelation()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, Share(Toy.Options("dcca") with
        {
            ModalityDropout = new ModalityDropoutOptions { Mode = ModalityDropoutMode.AlwaysOne, InEverySystem = true },
        }, 3));
    }

    /// <summary>The column beside the logits, the same in every row.</summary>
    private static double Share(ModelOptions options, int rows)
    {
        EmotionModel model = Toy.Filled(options);
        model.train();
        var (video, audio) = Toy.Batch();
        double[] column = Golden.Numbers(model.call(video, audio).select(1, 8));
        Assert.Equal(rows, column.Length);
        return Assert.Single(column.Distinct());
    }
}
