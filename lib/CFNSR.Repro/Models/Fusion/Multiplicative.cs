using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Row 2 of Table 2 (Liu et al. 2018; data/paper/models.md §2.2): the score of class c is the sum over M candidates of q_m^c log p_m^c,
/// where q_m^c = (product over the others of 1 - p^c)^(beta / (M - 1)) carries no gradient: a candidate is excused where the others are sure.
/// The candidates are the two modalities, or in the mixture variant video, audio and both together.
/// The output holds these scores, not logits. 25,916,080 parameters at paper size, 27,793,848 as mixture. Taught in notebook 09.
/// </summary>
public sealed class Multiplicative : TwoStreamModel
{
    private readonly MultiplicativeOptions options;
    private readonly ModuleList<Mlp>? mixture;

    /// <summary>Builds two streams with heads, or without in the mixture variant.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.Multiplicative"/>.</param>
    public Multiplicative(ModelOptions options) : base(options, heads: !options.Multiplicative.Mixture)
    {
        this.options = options.Multiplicative;
        this.options.Validate();
        int videoWidth = video.Channels, audioWidth = options.Audio.VectorWidth;
        if (this.options.Mixture)
            mixture = new ModuleList<Mlp>([.. new[] { videoWidth, audioWidth, videoWidth + audioWidth }.Select(width => new Mlp(width, [this.options.MixtureWidth], options.Classes))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        Tensor[] logs = [.. Candidates(videoMap, audioMap).Select(logits => logits.log_softmax(-1))]; // M of (N, 8)
        Tensor[] doubts = [.. logs.Select(LogDoubt)];
        return logs.Select((own, m) => Excuse(doubts.Where((_, other) => other != m)) * own).Aggregate((x, y) => x + y);
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

    /// <summary>The logits of the candidates.</summary>
    private Tensor[] Candidates(Tensor videoMap, Tensor audioMap)
    {
        if (mixture is null) return [this.video.Classify(videoMap), this.audio.Classify(audioMap)];
        Tensor v = this.video.Pool(videoMap), a = this.audio.Vector(audioMap); // (N, 2048), (N, 1664)
        return [mixture[0].call(v), mixture[1].call(a), mixture[2].call(cat([v, a], 1))];
    }

    /// <summary>log(1 - p) without gradient, with p at most 1 - 1e-6.</summary>
    private static Tensor LogDoubt(Tensor logProbability) => (-logProbability.detach().exp().clamp_max(1 - 1e-6)).log1p();

    /// <summary>q of a candidate from the other candidates' doubts: the geometric mean of 1 - p, to the power of beta.</summary>
    private Tensor Excuse(IEnumerable<Tensor> others)
    {
        Tensor[] doubts = [.. others];
        return (doubts.Aggregate((x, y) => x + y) * (options.Beta / doubts.Length)).exp();
    }
}
