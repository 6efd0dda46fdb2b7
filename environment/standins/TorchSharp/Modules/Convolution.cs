using static TorchSharp.torch;

namespace TorchSharp.Modules;

public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    protected long[] _reversed_padding_repeated_twice = [];

    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        if (transposed && padding_mode != PaddingModes.Zeros) throw new ArgumentException("Only PaddingModes.Zeros is supported for ConvTransposeND", nameof(padding_mode));
        (this.in_channels, this.out_channels, this.kernel_size, this.stride) = (in_channels, out_channels, kernel_size, stride);
        (this.dilation, this.transposed, this.output_padding, this.groups, this.padding_mode) = (dilation, transposed, output_padding, groups, padding_mode);
        if (padding_type is { } p) SetPadding(p);
        else SetPadding(padding ?? new long[kernel_size.Length]);
        long[] sizes = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
        weight = new Parameter(empty(sizes, dtype, device));
        if (bias) this.bias = new Parameter(empty([out_channels], dtype, device));
        reset_parameters();
    }

    public long in_channels { get; }
    public long out_channels { get; }
    public long[] kernel_size { get; set; }
    public long[] stride { get; set; }
    public long[]? padding { get; private set; }
    public Padding? padding_type { get; private set; }
    public long[] dilation { get; set; }
    public bool transposed { get; }
    public long[] output_padding { get; set; }
    public long groups { get; set; }
    public PaddingModes padding_mode { get; set; }

    public Parameter weight { get => Held(nameof(weight))!; set => Hold(nameof(weight), value); }

    public Parameter? bias { get => Held(nameof(bias)); set => Hold(nameof(bias), value); }

    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null) return;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        if (fanIn == 0) return;
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    public void SetPadding(long[] padding)
    {
        (padding_type, this.padding) = (null, padding);
        _reversed_padding_repeated_twice = padding.Reverse().SelectMany(p => new[] { p, p }).ToArray();
    }

    public void SetPadding(Padding padding)
    {
        if (transposed) throw new ArgumentException("Cannot set padding type on ConvTransposeND");
        (padding_type, this.padding) = (padding, null);
        // "same": what is left over goes to the end
        _reversed_padding_repeated_twice = kernel_size.Zip(dilation).Reverse().SelectMany(k =>
        {
            var total = padding == Padding.Same ? k.Second * (k.First - 1) : 0;
            return new[] { total / 2, total - total / 2 };
        }).ToArray();
    }

    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var shape = input.shape;
        var rank = shape.Length;
        return (rank == dimensions + 1 || rank == dimensions + 2) && shape[rank - dimensions - 1] == in_channels;
    }

    private protected void Demand(Tensor input, int dimensions)
    {
        if (!ValidateShape(input, dimensions))
            throw new ArgumentException($"Expected {dimensions + 1}D (unbatched) or {dimensions + 2}D (batched) input with {in_channels} channels to Conv{dimensions}d.");
    }

    private protected Tensor Padded(Tensor input) => nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
}

public sealed class Conv1d : Convolution
{
    internal Conv1d(long inChannels, long outChannels, long kernel, long stride, long? padding, Padding? paddingType, long dilation, PaddingModes mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv1d), inChannels, outChannels, [kernel], [stride], padding is { } p ? [p] : null, paddingType, [dilation], false, [0], groups, bias, mode, device, dtype) { }

    public override Tensor forward(Tensor input)
    {
        Demand(input, 1);
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = Padded(input);
            return nn.functional.conv1d(padded, weight, bias, stride[0], 0, dilation[0], groups);
        }
        return padding_type is { } p
            ? nn.functional.conv1d_padding(input, weight, bias, stride[0], p, dilation[0], groups)
            : nn.functional.conv1d(input, weight, bias, stride[0], padding?[0], dilation[0], groups);
    }
}

public sealed class Conv2d : Convolution
{
    internal Conv2d(long inChannels, long outChannels, long[] kernel, long[] stride, long[]? padding, Padding? paddingType, long[] dilation, PaddingModes mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), inChannels, outChannels, kernel, stride, padding, paddingType, dilation, false, [0, 0], groups, bias, mode, device, dtype) { }

    public override Tensor forward(Tensor input)
    {
        Demand(input, 2);
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = Padded(input);
            return nn.functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
        }
        return padding_type is { } p
            ? nn.functional.conv2d_padding(input, weight, bias, stride, p, dilation, groups)
            : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }
}

public sealed class Conv3d : Convolution
{
    internal Conv3d(long inChannels, long outChannels, long[] kernel, long[] stride, long[]? padding, Padding? paddingType, long[] dilation, PaddingModes mode, long groups, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(Conv3d), inChannels, outChannels, kernel, stride, padding, paddingType, dilation, false, [0, 0, 0], groups, bias, mode, device, dtype) { }

    public override Tensor forward(Tensor input)
    {
        Demand(input, 3);
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = Padded(input);
            return nn.functional.conv3d(padded, weight, bias, stride, [0, 0, 0], dilation, groups);
        }
        return padding_type is { } p
            ? nn.functional.conv3d_padding(input, weight, bias, stride, p, dilation, groups)
            : nn.functional.conv3d(input, weight, bias, stride, padding, dilation, groups);
    }
}
