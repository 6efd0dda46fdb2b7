using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long? padding;
    private readonly bool scaleGradByFrequency;
    private readonly bool sparse;

    internal Embedding(Tensor weight, bool freeze, long? padding, bool scaleGradByFrequency, bool sparse) : base(nameof(Embedding))
    {
        (this.padding, this.scaleGradByFrequency, this.sparse) = (padding, scaleGradByFrequency, sparse);
        this.weight = weight as Parameter ?? new Parameter(weight, !freeze);
    }

    public Parameter? weight { get => Held(nameof(weight)); set => Hold(nameof(weight), value); }

    public override Tensor forward(Tensor input) => Aten.One("embedding", weight, input, padding ?? -1, scaleGradByFrequency, sparse);

    internal static Tensor Drawn(long count, long dims, long? padding, Device? device, ScalarType? dtype)
    {
        var w = randn([count, dims], dtype, device);
        if (padding is not { } p) return w;
        using var row = w[p];
        row.zero_();
        return w;
    }
}
