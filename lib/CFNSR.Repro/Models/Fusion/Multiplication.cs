using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Row 3 of Table 2, the product rule: p proportional to p_v p_a, which is the softmax of z_v + z_a (data/paper/models.md §2.3).
/// 25,916,080 parameters at paper size. Taught in notebook 09.
/// </summary>
public sealed class Multiplication : TwoStreamModel
{
    private readonly MultiplicationOptions options;

    /// <summary>Builds two streams with heads.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.Multiplication"/>.</param>
    public Multiplication(ModelOptions options) : base(options, heads: true)
    {
        this.options = options.Multiplication;
        RegisterComponents();
    }

    /// <summary>The fused logits z_v + z_a, or log p_v + log p_a if the product is not renormalised.</summary>
    /// <param name="video">The video map.</param>
    /// <param name="audio">The audio map.</param>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        Tensor zv = this.video.Classify(videoMap), za = this.audio.Classify(audioMap); // (N, 8) each
        return options.Renormalise ? zv + za : zv.log_softmax(-1) + za.log_softmax(-1);
    }

    /// <inheritdoc/>
    public override Tensor Loss(Tensor output, Tensor labels, double labelSmoothing = 0)
    {
        if (options.Renormalise) return base.Loss(output, labels, labelSmoothing);
        Tensor own = output.gather(1, RepeatLabels(output, labels).unsqueeze(1)); // (N, 1), log p_v^y + log p_a^y
        return own.mean() * -(1 - labelSmoothing) - output.mean() * labelSmoothing;
    }
}
