using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// CAT-LSTM (Poria et al. 2017; data/paper/models.md §11): an LSTM whose output at each step is enriched by attention over all steps:
/// P = tanh(W H), alpha = softmax(w P), r = H alpha, h*_t = tanh(W_p r + W_x h_t).
/// </summary>
internal sealed class ContextLstm : nn.Module<Tensor, Tensor>
{
    private readonly LSTM lstm;
    private readonly Linear attention;
    private readonly Linear weight;
    private readonly Linear context;
    private readonly Linear step;

    public ContextLstm(int input, int width) : base(nameof(ContextLstm))
    {
        lstm = nn.LSTM(input, width, batchFirst: true);
        attention = nn.Linear(width, width, hasBias: false);
        weight = nn.Linear(width, 1, hasBias: false);
        context = nn.Linear(width, width, hasBias: false);
        step = nn.Linear(width, width, hasBias: false);
        RegisterComponents();
    }

    /// <summary>(N, T, input) to (N, T, width).</summary>
    public override Tensor forward(Tensor x)
    {
        Tensor h = lstm.call(x).Item1; // (N, T, d)
        Tensor alpha = weight.call(attention.call(h).tanh()).softmax(1); // (N, T, 1)
        Tensor r = (h * alpha).sum(1, keepdim: true); // (N, 1, d)
        return (context.call(r) + step.call(h)).tanh();
    }
}
