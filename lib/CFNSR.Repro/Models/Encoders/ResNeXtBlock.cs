using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>One residual block: 1x1x1, grouped 3x3x3 with the stride, 1x1x1 to twice the planes; ReLU after the sum (data/paper/models.md §1.1). Taught in notebook 03.</summary>
internal sealed class ResNeXtBlock : nn.Module<Tensor, Tensor>
{
    private readonly Conv3d conv1;
    private readonly BatchNorm3d bn1;
    private readonly Conv3d conv2;
    private readonly BatchNorm3d bn2;
    private readonly Conv3d conv3;
    private readonly BatchNorm3d bn3;
    private readonly Sequential? downsample;

    /// <param name="input">Channels that come in.</param>
    /// <param name="planes">Channels of the two inner convolutions; half of what goes out.</param>
    /// <param name="cardinality">Groups of the 3x3x3 convolution.</param>
    /// <param name="stride">Stride of the 3x3x3 convolution on all three axes.</param>
    public ResNeXtBlock(long input, long planes, long cardinality, long stride) : base(nameof(ResNeXtBlock))
    {
        long output = 2 * planes;
        conv1 = nn.Conv3d(input, planes, 1, bias: false);
        bn1 = nn.BatchNorm3d(planes);
        conv2 = nn.Conv3d(planes, planes, 3, stride: stride, padding: 1, groups: cardinality, bias: false);
        bn2 = nn.BatchNorm3d(planes);
        conv3 = nn.Conv3d(planes, output, 1, bias: false);
        bn3 = nn.BatchNorm3d(output);
        if (stride != 1 || input != output)
            downsample = nn.Sequential(nn.Conv3d(input, output, 1, stride: stride, bias: false), nn.BatchNorm3d(output));
        RegisterComponents();
    }

    /// <remarks>
    /// In place wherever autograd allows it, and nothing outlives the block but its result: at paper size a clip's maps take 1.3 GB,
    /// and every copy kept for nothing would cost as much again.
    /// </remarks>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        Tensor y = bn1.call(conv1.call(x)).relu_();
        y = bn2.call(conv2.call(y)).relu_();
        y = bn3.call(conv3.call(y)).add_(downsample is null ? x : downsample.call(x)).relu_();
        return y.MoveToOuterDisposeScope();
    }
}
