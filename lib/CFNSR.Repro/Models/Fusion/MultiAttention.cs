using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Multi-level multiple attentions (Poria et al. 2017; data/paper/models.md §11), which the paper's introduction names: a CAT-LSTM per
/// modality, an attention between the modalities at every step (AT-Fusion), a CAT-LSTM over the fused steps, their mean, one linear layer.
/// Formulas: P_F = tanh(W_F B), a_F = softmax(w_F P_F) over the modalities, F = B a_F, where B holds both modalities at width d.
/// Kept: the three levels. Not kept: the original's sequence is the utterances of one video, each of which gets a label; here it is the
/// steps of one clip, pooled. 26,544,168 parameters at paper size.
/// </summary>
public sealed class MultiAttention : TwoStreamModel
{
    private readonly int steps;
    private readonly ContextLstm video_level;
    private readonly ContextLstm audio_level;
    private readonly Linear video_projection;
    private readonly Linear audio_projection;
    private readonly Linear fusion_attention;
    private readonly Linear fusion_weight;
    private readonly ContextLstm fused_level;
    private readonly Linear classifier;

    /// <summary>Builds two streams without heads and the three levels.</summary>
    /// <param name="options">Encoders, classes, <see cref="ModelOptions.SequenceSteps"/> and <see cref="ModelOptions.MultiAttention"/>.</param>
    public MultiAttention(ModelOptions options) : base(options, heads: false)
    {
        options.MultiAttention.Validate();
        steps = options.SequenceSteps;
        int width = options.MultiAttention.Width;
        video_level = new ContextLstm(video.Channels, width);
        audio_level = new ContextLstm(options.Audio.Channels, width);
        video_projection = nn.Linear(width, width);
        audio_projection = nn.Linear(width, width);
        fusion_attention = nn.Linear(width, width, hasBias: false);
        fusion_weight = nn.Linear(width, 1, hasBias: false);
        fused_level = new ContextLstm(width, width);
        classifier = nn.Linear(width, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        Tensor v = video_projection.call(video_level.call(StepSequence.Of(videoMap, steps))); // (N, T, d)
        Tensor a = audio_projection.call(audio_level.call(StepSequence.Of(audioMap, steps)));
        Tensor both = stack([v, a], 2); // B, (N, T, 2, d)
        Tensor share = fusion_weight.call(fusion_attention.call(both).tanh()).softmax(2); // (N, T, 2, 1)
        Tensor fused = fused_level.call((both * share).sum(2)); // (N, T, d)
        return classifier.call(fused.mean([1]));
    }
}
