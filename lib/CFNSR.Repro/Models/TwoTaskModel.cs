using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>
/// A two-stream system with a second task beside naming the emotion. While training, the output has one column more than there are
/// classes: each row's share in the second loss, weighted. In evaluation it holds the logits alone, so that losses of the validation
/// and test clips are cross-entropies, as with every other system.
/// </summary>
public abstract class TwoTaskModel : TwoStreamModel
{
    private readonly int classes;

    /// <summary>Builds the two streams without heads.</summary>
    /// <param name="options">The encoders' options and the classes.</param>
    protected TwoTaskModel(ModelOptions options) : base(options, heads: false) => classes = options.Classes;

    /// <summary>Cross-entropy of the logits, plus the mean of the second task's column if there is one.</summary>
    /// <param name="output">(kN, classes) or (kN, classes + 1).</param>
    /// <param name="labels">(N) int64.</param>
    /// <param name="labelSmoothing">Share of the target spread over all classes.</param>
    public sealed override Tensor Loss(Tensor output, Tensor labels, double labelSmoothing = 0)
    {
        Tensor loss = base.Loss(Logits(output), labels, labelSmoothing);
        return output.shape[1] == classes ? loss : loss + output.narrow(1, classes, 1).mean();
    }

    /// <inheritdoc/>
    public sealed override Tensor Predict(Tensor output) => base.Predict(Logits(output));

    /// <summary>Appends the column.</summary>
    /// <param name="logits">(N, classes).</param>
    /// <param name="share">(N), each row's weighted share; their mean is added to the loss.</param>
    /// <returns>(N, classes + 1).</returns>
    protected static Tensor WithSecondTask(Tensor logits, Tensor share) => cat([logits, share.to(logits.dtype).unsqueeze(1)], 1);

    private Tensor Logits(Tensor output) => output.narrow(1, 0, classes);
}
