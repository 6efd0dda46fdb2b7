using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Row 2 of Table 2 (Liu et al. 2018; models.md section 2.2): the score of class c is sum over modalities of q_m^c log p_m^c,
/// where q_m^c = (1 - p_other^c)^beta carries no gradient: a modality is excused where the other one is sure.
/// The output holds these scores, not logits. 25,916,080 parameters at paper size.
/// </summary>
public sealed class Multiplicative : TwoStreamModel
{
    private readonly MultiplicativeOptions options;

    /// <summary>Builds two streams with heads.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.Multiplicative"/>.</param>
    public Multiplicative(ModelOptions options) : base(options, heads: true)
    {
        this.options = options.Multiplicative;
        this.options.Validate();
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        Tensor lv = this.video.Classify(videoMap).log_softmax(-1), la = this.audio.Classify(audioMap).log_softmax(-1); // (N, 8) each
        return Doubt(la) * lv + Doubt(lv) * la;
    }

    /// <summary>The mean of -s^y; in the boosted variant a clip whose class y leads by the margin adds nothing.</summary>
    /// <param name="output">Class scores (kN, classes).</param>
    /// <param name="labels">(N) int64.</param>
    /// <param name="labelSmoothing">Share of the target spread over all classes.</param>
    public override Tensor Loss(Tensor output, Tensor labels, double labelSmoothing = 0)
    {
        Tensor index = RepeatLabels(output, labels).unsqueeze(1); // (N, 1)
        Tensor own = output.gather(1, index).squeeze(1); // (N)
        Tensor loss = own * -(1 - labelSmoothing) - output.mean([1]) * labelSmoothing;
        if (options.Boosted)
        {
            Tensor best = output.detach().scatter(1, index, full_like(index, double.NegativeInfinity, dtype: output.dtype)).amax(1L); // best other class
            loss = loss * (own.detach() - best < options.Margin).to(output.dtype);
        }
        return loss.mean();
    }

    /// <summary>q for the other modality: (1 - p)^beta without gradient, built in log space with p at most 1 - 1e-6.</summary>
    private Tensor Doubt(Tensor logProbability) =>
        ((-logProbability.detach().exp().clamp_max(1 - 1e-6)).log1p() * options.Beta).exp();
}
