using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Memory Fusion Network (Zadeh et al. 2018, arXiv 1802.00927; data/paper/models.md §11), which the paper's introduction names: an LSTM
/// cell per view, an attention over the cells' memories at two successive steps, and a gated memory that both views share.
/// Kept: cells, attention over c(t-1) and c(t), candidate, two gates, head. Not kept: word-aligned features of language, face and voice
/// (here the kit's two streams, resampled to the same steps) and the regression loss (here cross-entropy).
/// 26,576,808 parameters at paper size.
/// </summary>
public sealed class Mfn : TwoStreamModel
{
    private readonly int steps;
    private readonly int hidden;
    private readonly int memory;
    private readonly LSTMCell video_cell;
    private readonly LSTMCell audio_cell;
    private readonly Mlp attention;
    private readonly Mlp candidate;
    private readonly Mlp retain_gate;
    private readonly Mlp update_gate;
    private readonly Mlp head;

    /// <summary>Builds two streams without heads, and the memory.</summary>
    /// <param name="options">Encoders, classes, <see cref="ModelOptions.SequenceSteps"/> and <see cref="ModelOptions.Mfn"/>.</param>
    public Mfn(ModelOptions options) : base(options, heads: false)
    {
        MfnOptions own = options.Mfn;
        own.Validate();
        (steps, hidden, memory) = (options.SequenceSteps, own.Hidden, own.Memory);
        int window = 4 * hidden; // two views, two steps
        video_cell = nn.LSTMCell(video.Channels, hidden);
        audio_cell = nn.LSTMCell(options.Audio.Channels, hidden);
        attention = new Mlp(window, [own.Width], window, own.Dropout);
        candidate = new Mlp(window, [own.Width], memory, own.Dropout);
        retain_gate = new Mlp(window + memory, [own.Width], memory, own.Dropout);
        update_gate = new Mlp(window + memory, [own.Width], memory, own.Dropout);
        head = new Mlp(2 * hidden + memory, [own.Width], options.Classes, own.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        Tensor v = StepSequence.Of(videoMap, steps), a = StepSequence.Of(audioMap, steps); // (N, T, 2048), (N, T, 64)
        Tensor hv = Zeros(v, hidden), cv = Zeros(v, hidden), ha = Zeros(v, hidden), ca = Zeros(v, hidden), u = Zeros(v, memory);
        for (int t = 0; t < steps; t++)
        {
            Tensor before = cat([cv, ca], 1);
            (hv, cv) = video_cell.call(v.select(1, t), (hv, cv));
            (ha, ca) = audio_cell.call(a.select(1, t), (ha, ca));
            Tensor window = cat([before, cv, ca], 1); // c*, (N, 4h)
            Tensor attended = attention.call(window).softmax(-1) * window;
            Tensor gates = cat([attended, u], 1);
            u = retain_gate.call(gates).sigmoid() * u + update_gate.call(gates).sigmoid() * candidate.call(attended).tanh();
        }
        return head.call(cat([hv, ha, u], 1));
    }

    private static Tensor Zeros(Tensor like, int width) => zeros(like.shape[0], width, dtype: like.dtype, device: like.device);
}
