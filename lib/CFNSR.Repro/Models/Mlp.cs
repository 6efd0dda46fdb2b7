using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>Linear layers with ReLU and dropout between them; nothing behind the last.</summary>
internal sealed class Mlp : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers;
    private readonly Dropout dropout;

    public Mlp(int input, IEnumerable<int> hidden, int output, double dropoutRate = 0) : base(nameof(Mlp))
    {
        int[] widths = [input, .. hidden, output];
        layers = new ModuleList<Linear>([.. Enumerable.Range(0, widths.Length - 1).Select(i => nn.Linear(widths[i], widths[i + 1]))]);
        dropout = nn.Dropout(dropoutRate);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            x = layers[i].call(x);
            if (i < layers.Count - 1) x = dropout.call(x.relu());
        }
        return x;
    }
}
