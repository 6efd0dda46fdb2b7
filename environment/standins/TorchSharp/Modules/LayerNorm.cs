using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    internal LayerNorm(long[] normalizedShape, double eps, bool elementwiseAffine, bool bias, Device? device, ScalarType? dtype) : base(nameof(LayerNorm))
    {
        (normalized_shape, this.eps, elementwise_affine) = (normalizedShape, eps, elementwiseAffine);
        if (elementwiseAffine) weight = new Parameter(empty(normalizedShape, dtype, device));
        if (elementwiseAffine && bias) this.bias = new Parameter(empty(normalizedShape, dtype, device));
        reset_parameters();
    }

    public long[] normalized_shape { get; set; }
    public double eps { get; set; }
    public bool elementwise_affine { get; set; }

    public Parameter weight { get => Held(nameof(weight))!; set => Hold(nameof(weight), value); }

    public Parameter? bias { get => Held(nameof(bias)); set => Hold(nameof(bias), value); }

    public void reset_parameters()
    {
        if (elementwise_affine) nn.init.ones_(weight);
        if (bias is not null) nn.init.zeros_(bias);
    }

    public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
}

public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    internal GroupNorm(long groups, long channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
    {
        (num_groups, this.eps, this.affine) = (groups, eps, affine);
        if (!affine) return;
        weight = new Parameter(ones([channels], dtype, device));
        bias = new Parameter(zeros([channels], dtype, device));
    }

    public long num_groups { get; set; }
    public double eps { get; set; }
    public bool affine { get; set; }

    public Parameter weight { get => Held(nameof(weight))!; set => Hold(nameof(weight), value); }

    public Parameter? bias { get => Held(nameof(bias)); set => Hold(nameof(bias), value); }

    public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
}
