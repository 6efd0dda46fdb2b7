using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>
/// Squared magnitude of the centred short-time Fourier transform under a periodic Hann window, without scaling:
/// n samples give 1 + n / hop frames.
/// </summary>
internal sealed class PowerSpectrogram : IDisposable
{
    private readonly int fftSize, hop;
    private readonly PaddingModes padding;
    private readonly Tensor window; // (fftSize)

    public PowerSpectrogram(int fftSize, int windowSize, int hop, FramePadding padding)
    {
        this.fftSize = fftSize;
        this.hop = hop;
        this.padding = padding == FramePadding.Reflect ? PaddingModes.Reflect : PaddingModes.Constant;
        var hann = new float[fftSize]; // a shorter window stands in the frame's middle
        int start = (fftSize - windowSize) / 2;
        for (int i = 0; i < windowSize; i++) hann[start + i] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / windowSize));
        window = tensor(hann).DetachFromDisposeScope();
    }

    /// <param name="samples">(n), n above fftSize / 2.</param>
    /// <returns>(frames, fftSize / 2 + 1)</returns>
    public Tensor Compute(Tensor samples)
    {
        using var scope = NewDisposeScope();
        Tensor padded = nn.functional.pad(samples.reshape(1, -1), (fftSize / 2, fftSize / 2), padding).reshape(-1);
        Tensor frames = padded.unfold(0, fftSize, hop).mul(window); // (frames, fftSize)
        Tensor spectrum = fft.rfft(frames); // (frames, bins), complex
        Tensor real = spectrum.real, imaginary = spectrum.imag;
        return real.mul(real).addcmul_(imaginary, imaginary, 1).MoveToOuterDisposeScope();
    }

    public void Dispose() => window.Dispose();
}
