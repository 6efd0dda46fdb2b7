using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Row 1 of Table 2, late fusion: the mean of the two streams' probabilities p = (p_v + p_a) / 2, or of their logits
/// (data/paper/models.md §2.1). The output over probabilities is log p, so that cross-entropy and softmax of it are right as they are.
/// 25,916,080 parameters at paper size. Taught in notebook 09.
/// </summary>
public sealed class Averaging : TwoStreamModel
{
    private readonly AveragingOptions options;

    /// <summary>Builds two streams with heads.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.Averaging"/>.</param>
    public Averaging(ModelOptions options) : base(options, heads: true)
    {
        this.options = options.Averaging;
        RegisterComponents();
        if (!this.options.JointTrain)
            foreach (var parameter in parameters()) parameter.requires_grad = false;
    }

    /// <inheritdoc/>
    public override bool NeedsTraining => options.JointTrain;

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        Tensor zv = this.video.Classify(videoMap), za = this.audio.Classify(audioMap); // (N, 8) each
        if (options.Over == AverageOver.Logits) return (zv + za) / 2;
        return stack([zv.log_softmax(-1), za.log_softmax(-1)]).logsumexp(0) - Math.Log(2); // (2, N, 8) -> (N, 8)
    }
}
