using System.Buffers;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>
/// Squared magnitude of the centred short-time Fourier transform under a periodic Hann window, without scaling:
/// n samples give 1 + n / hop frames.
/// </summary>
internal sealed class PowerSpectrogram
{
    private readonly int fftSize, hop;
    private readonly FramePadding padding;
    private readonly FramePower transform;

    public PowerSpectrogram(int fftSize, int windowSize, int hop, FramePadding padding)
    {
        (this.fftSize, this.hop, this.padding) = (fftSize, hop, padding);
        var hann = new float[fftSize]; // a shorter window stands in the frame's middle
        int start = (fftSize - windowSize) / 2;
        for (int i = 0; i < windowSize; i++) hann[start + i] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / windowSize));
        transform = new FramePower(hann);
    }

    /// <param name="samples">(n) float32, n above fftSize / 2.</param>
    /// <returns>(fftSize / 2 + 1, frames)</returns>
    public Tensor Compute(Tensor samples)
    {
        int count = (int)samples.numel(), frames = 1 + count / hop, side = fftSize / 2;
        if (padding == FramePadding.Reflect && count <= side) throw new ArgumentException($"{count} samples cannot be reflected over {side}", nameof(samples));
        float[] rented = ArrayPool<float>.Shared.Rent(count + fftSize); // half a megabyte a clip, which the collector need not see
        try
        {
            Span<float> padded = rented.AsSpan(0, count + fftSize), sound = padded.Slice(side, count);
            padded[..side].Clear();
            padded[(side + count)..].Clear();
            using (var values = samples.data<float>()) values.CopyTo(sound);
            for (int i = 1; padding == FramePadding.Reflect && i <= side; i++) (padded[side - i], padded[side + count - 1 + i]) = (sound[i], sound[^(i + 1)]);
            Tensor power = empty([side + 1, frames], ScalarType.Float32, CPU);
            transform.Compute(padded, hop, frames, MemoryMarshal.Cast<byte, float>(power.bytes));
            return power;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
