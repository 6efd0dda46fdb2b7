using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CFNSR.Repro.Features;

/// <summary>
/// Squared magnitudes of the Fourier transform of real frames. Several frames are transformed at a time, one in each lane of the processor's
/// vectors, so that every step is the same for all of them: a complex transform of half the length (even samples real, odd ones imaginary),
/// radix 4 in Stockham's order, then unpacked. Half the time of one transform after the other. Safe for several threads at once.
/// </summary>
internal sealed class FramePower
{
    private readonly int size, half;
    private readonly float[] window;
    private readonly float[] cosines, sines; // of -2 pi k / size

    /// <param name="window">What each frame is multiplied with; its length, a power of two from 4, is that of the transform.</param>
    public FramePower(float[] window)
    {
        if (!BitOperations.IsPow2(window.Length) || window.Length < 4)
            throw new KitException($"the Fourier transform has length {window.Length}", expected: "a power of two, at least 4");
        (this.window, size, half) = (window, window.Length, window.Length / 2);
        (cosines, sines) = (new float[size], new float[size]);
        for (int k = 0; k < size; k++) (sines[k], cosines[k]) = ((float)Math.Sin(-2 * Math.PI * k / size), (float)Math.Cos(-2 * Math.PI * k / size));
    }

    /// <summary>Transforms frame after frame.</summary>
    /// <param name="samples">At least (frames - 1) * hop + size samples.</param>
    /// <param name="hop">Samples from frame to frame.</param>
    /// <param name="frames">How many frames.</param>
    /// <param name="power">Receives (size / 2 + 1, frames).</param>
    public void Compute(ReadOnlySpan<float> samples, int hop, int frames, Span<float> power)
    {
        int lanes = Vector<float>.Count, part = half * lanes;
        Span<int> starts = stackalloc int[lanes];
        float[] rented = ArrayPool<float>.Shared.Rent(4 * part + lanes);
        try
        {
            Span<float> re = rented.AsSpan(0, part), im = rented.AsSpan(part, part), re2 = rented.AsSpan(2 * part, part), im2 = rented.AsSpan(3 * part, part);
            for (int done = 0; done < frames; done += lanes)
            {
                int first = Math.Max(0, Math.Min(done, frames - lanes)); // the last group goes back to be full
                for (int lane = 0; lane < lanes; lane++) starts[lane] = Math.Min(first + lane, frames - 1) * hop;
                Load(samples[..(starts[lanes - 1] + size)], starts, re, im);
                bool swapped = Transform(Vectors(re), Vectors(im), Vectors(re2), Vectors(im2));
                Unpack(Vectors(swapped ? re2 : re), Vectors(swapped ? im2 : im), power[first..], frames, rented.AsSpan(4 * part, lanes));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static Span<Vector<float>> Vectors(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);

    // Without bounds checks, as it would be the slowest part with them: the samples reach to the last start plus the size.
    private void Load(ReadOnlySpan<float> samples, ReadOnlySpan<int> starts, Span<float> re, Span<float> im)
    {
        ref float from = ref MemoryMarshal.GetReference(samples), weights = ref MemoryMarshal.GetArrayDataReference(window);
        ref float even = ref MemoryMarshal.GetReference(re), odd = ref MemoryMarshal.GetReference(im);
        for (int n = 0, to = 0; n < size; n += 2)
        {
            float first = Unsafe.Add(ref weights, n), second = Unsafe.Add(ref weights, n + 1);
            for (int lane = 0; lane < starts.Length; lane++, to++)
            {
                ref float sample = ref Unsafe.Add(ref from, starts[lane] + n);
                Unsafe.Add(ref even, to) = sample * first;
                Unsafe.Add(ref odd, to) = Unsafe.Add(ref sample, 1) * second;
            }
        }
    }

    /// <summary>The complex transform of length half; true if the result is in the second pair.</summary>
    private bool Transform(Span<Vector<float>> re, Span<Vector<float>> im, Span<Vector<float>> re2, Span<Vector<float>> im2)
    {
        bool swapped = false;
        for (int length = half, stride = 1; length > 1; swapped = !swapped)
        {
            if (length % 4 == 0)
            {
                Radix4(re, im, re2, im2, length / 4, stride);
                (length, stride) = (length / 4, stride * 4);
            }
            else
            {
                for (int q = 0; q < stride; q++)
                {
                    (re2[q], im2[q]) = (re[q] + re[q + stride], im[q] + im[q + stride]);
                    (re2[q + stride], im2[q + stride]) = (re[q] - re[q + stride], im[q] - im[q + stride]);
                }

                length = 1;
            }

            Span<Vector<float>> r = re, i = im;
            re = re2;
            im = im2;
            re2 = r;
            im2 = i;
        }

        return swapped;
    }

    private void Radix4(Span<Vector<float>> re, Span<Vector<float>> im, Span<Vector<float>> re2, Span<Vector<float>> im2, int quarter, int stride)
    {
        int step = size / (4 * quarter), apart = stride * quarter;
        for (int p = 0; p < quarter; p++)
        {
            var (c1, s1) = (new Vector<float>(cosines[p * step]), new Vector<float>(sines[p * step]));
            var (c2, s2) = (new Vector<float>(cosines[2 * p * step]), new Vector<float>(sines[2 * p * step]));
            var (c3, s3) = (new Vector<float>(cosines[3 * p * step]), new Vector<float>(sines[3 * p * step]));
            Span<Vector<float>> aR = re.Slice(stride * p, stride), aI = im.Slice(stride * p, stride);
            Span<Vector<float>> bR = re.Slice(stride * p + apart, stride), bI = im.Slice(stride * p + apart, stride);
            Span<Vector<float>> cR = re.Slice(stride * p + 2 * apart, stride), cI = im.Slice(stride * p + 2 * apart, stride);
            Span<Vector<float>> dR = re.Slice(stride * p + 3 * apart, stride), dI = im.Slice(stride * p + 3 * apart, stride);
            Span<Vector<float>> toR = re2.Slice(4 * stride * p, 4 * stride), toI = im2.Slice(4 * stride * p, 4 * stride);
            for (int q = 0; q < stride; q++)
            {
                Vector<float> sumR = aR[q] + cR[q], sumI = aI[q] + cI[q], differenceR = aR[q] - cR[q], differenceI = aI[q] - cI[q];
                Vector<float> oddR = bR[q] + dR[q], oddI = bI[q] + dI[q], turnedR = bI[q] - dI[q], turnedI = dR[q] - bR[q]; // times -i
                (toR[q], toI[q]) = (sumR + oddR, sumI + oddI);
                Turn(differenceR + turnedR, differenceI + turnedI, c1, s1, out toR[q + stride], out toI[q + stride]);
                Turn(sumR - oddR, sumI - oddI, c2, s2, out toR[q + 2 * stride], out toI[q + 2 * stride]);
                Turn(differenceR - turnedR, differenceI - turnedI, c3, s3, out toR[q + 3 * stride], out toI[q + 3 * stride]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(Vector<float> re, Vector<float> im, Vector<float> cosine, Vector<float> sine, out Vector<float> outRe, out Vector<float> outIm)
    {
        outRe = re * cosine - im * sine;
        outIm = re * sine + im * cosine;
    }

    /// <summary>From the half-length transform Z to |X[k]|^2: X[k] = E + wO, X[half - k] = conj(E - wO).</summary>
    private void Unpack(Span<Vector<float>> re, Span<Vector<float>> im, Span<float> power, int frames, Span<float> lanes)
    {
        var oneHalf = new Vector<float>(0.5f);
        for (int k = 0; k <= half / 2; k++)
        {
            int other = (half - k) % half;
            Vector<float> evenR = (re[k] + re[other]) * oneHalf, evenI = (im[k] - im[other]) * oneHalf;
            Vector<float> oddR = (im[k] + im[other]) * oneHalf, oddI = (re[other] - re[k]) * oneHalf;
            Turn(oddR, oddI, new Vector<float>(cosines[k]), new Vector<float>(sines[k]), out Vector<float> r, out Vector<float> i);
            Store((evenR + r) * (evenR + r) + (evenI + i) * (evenI + i), power, k * frames, frames, lanes);
            Store((evenR - r) * (evenR - r) + (evenI - i) * (evenI - i), power, (half - k) * frames, frames, lanes);
        }
    }

    private static void Store(Vector<float> values, Span<float> power, int at, int frames, Span<float> lanes)
    {
        if (frames >= Vector<float>.Count)
        {
            values.CopyTo(power[at..]);
            return;
        }

        values.CopyTo(lanes);
        lanes[..frames].CopyTo(power[at..]);
    }
}
