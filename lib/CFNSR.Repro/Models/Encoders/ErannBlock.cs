using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>An advanced residual block (data/paper/models.md §2.8): twice BN, LeakyReLU, convolution; the first one strides; a 1x1 shortcut where the shape changes.</summary>
internal sealed class ErannBlock : nn.Module<Tensor, Tensor>
{
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn2;
    private readonly Conv2d conv2;
    private readonly Conv2d? shortcut;

    public ErannBlock(long input, long output, long melStride, long timeStride) : base(nameof(ErannBlock))
    {
        bool wide = timeStride == 4; // kernel 6 then 5 along time, 3 and 3 otherwise
        bn1 = nn.BatchNorm2d(input);
        conv1 = nn.Conv2d(input, output, (3L, wide ? 6L : 3L), stride: (melStride, timeStride), padding: (1L, 1L), bias: false);
        bn2 = nn.BatchNorm2d(output);
        conv2 = nn.Conv2d(output, output, (3L, wide ? 5L : 3L), padding: (1L, wide ? 2L : 1L), bias: false);
        if (melStride != 1 || timeStride != 1 || input != output)
            shortcut = nn.Conv2d(input, output, (1L, 1L), stride: (melStride, timeStride), bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        Tensor y = conv1.call(bn1.call(x).leaky_relu(0.01));
        y = conv2.call(bn2.call(y).leaky_relu(0.01));
        return y + (shortcut is null ? x : shortcut.call(x));
    }
}
