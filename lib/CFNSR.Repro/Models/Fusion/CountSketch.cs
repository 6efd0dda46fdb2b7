using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// A count sketch: psi(x)[j] = sum of s(i) x(i) over all i with h(i) = j, where h and the signs s are drawn once and kept as buffers.
/// </summary>
public sealed class CountSketch : nn.Module<Tensor, Tensor>
{
    private readonly long length;
    private readonly Tensor index;
    private readonly Tensor sign;

    /// <summary>Draws h and s from torch's default generator.</summary>
    /// <param name="input">Length of x.</param>
    /// <param name="length">Length d of the sketch.</param>
    public CountSketch(int input, int length) : base(nameof(CountSketch))
    {
        this.length = length;
        index = randint(0L, length, new long[] { input }, dtype: int64);
        sign = randint(0L, 2L, new long[] { input }, dtype: float32) * 2 - 1;
        RegisterComponents();
    }

    /// <summary>Sketches each row.</summary>
    /// <param name="x">(N, input).</param>
    /// <returns>(N, d).</returns>
    public override Tensor forward(Tensor x)
    {
        Require.Shape(x, "vector to sketch", -1, index.shape[0]);
        return x.new_zeros(x.shape[0], length).index_add(1, index, x * sign, 1);
    }
}
