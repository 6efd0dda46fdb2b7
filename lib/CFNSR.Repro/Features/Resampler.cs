using System.Globalization;
using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>
/// Changes the rate of a sound by any rational factor up/down, as polyphase windowed-sinc filtering (<see cref="KaiserLowPass"/>):
/// one strided convolution with one output channel per phase. Output j is
/// up · Σ_i x[i] · h[half + j·down − i·up]; with j = q·up + p the sum depends on q only through x, so p is the channel.
/// Safe for several threads at once. Taught in notebook 02.
/// </summary>
public sealed class Resampler : IDisposable
{
    private const int MaxFactor = 100000;

    private readonly int up, down, left;
    private readonly Tensor? kernels; // (up, 1, width)

    /// <summary>Prepares the filters.</summary>
    /// <param name="fromRate">Samples per second that come in.</param>
    /// <param name="toRate">Samples per second that go out.</param>
    /// <exception cref="KitException">The reduced ratio is too odd (for instance 44,100 to 767,999).</exception>
    public Resampler(int fromRate, int toRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toRate);
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(fromRate, toRate);
        (FromRate, ToRate, up, down) = (fromRate, toRate, toRate / divisor, fromRate / divisor);
        if (Math.Max(up, down) > MaxFactor)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"cannot resample from {fromRate} to {toRate} samples a second"),
                expected: "rates with a simple ratio", cure: "Convert the sound to 48000 or 44100 samples a second first: ffmpeg -i IN -ar 48000 OUT.wav.");
        }
        if (up == down) return;

        double[] taps = KaiserLowPass.Taps(up, down);
        int half = taps.Length / 2;
        left = half / up; // input samples before q·down that any phase needs
        int width = left + ((up - 1) * down + half) / up + 1;
        var phases = new float[up * width];
        for (int p = 0; p < up; p++)
        {
            for (int i = 0; i < width; i++)
            {
                long tap = half + (long)p * down - (long)(i - left) * up;
                if (tap >= 0 && tap < taps.Length) phases[p * width + i] = (float)(up * taps[tap]);
            }
        }
        kernels = tensor(phases, [up, 1, width]).DetachFromDisposeScope();
    }

    /// <summary>Samples per second that come in.</summary>
    public int FromRate { get; }

    /// <summary>Samples per second that go out.</summary>
    public int ToRate { get; }

    /// <summary>Number of samples that come out for so many that go in: ceil(n · up / down).</summary>
    /// <param name="inputSamples">Samples that go in.</param>
    public int OutputLength(int inputSamples) => (int)(((long)inputSamples * up + down - 1) / down);

    /// <summary>Resamples; beyond its ends the sound counts as silent.</summary>
    /// <param name="samples">At least one sample.</param>
    /// <returns>A tensor (<see cref="OutputLength"/>) of float32.</returns>
    public Tensor Apply(float[] samples)
    {
        if (kernels is null) return tensor(samples);
        using var scope = NewDisposeScope();
        int length = OutputLength(samples.Length);
        int groups = (length + up - 1) / up;
        int right = (groups - 1) * down + (int)kernels.shape[2] - left - samples.Length; // negative where the last samples reach no output
        Tensor padded = nn.functional.pad(tensor(samples, [1, 1, samples.Length]), (left, right)); // (1, 1, (groups − 1)·down + width)
        Tensor phases = nn.functional.conv1d(padded, kernels, stride: down); // (1, up, groups)
        return phases.transpose(1, 2).reshape(-1).narrow(0, 0, length).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => kernels?.Dispose();
}
