using CFNSR.Repro.Data;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>
/// Adds noise to a sound at a signal-to-noise ratio in dB. Powers are mean squares over the whole cut that the features are made of.
/// The sum is not clipped. A pure function of its arguments.
/// </summary>
public static class AudioPerturbation
{
    /// <summary>Clips that talk at once in <see cref="Babble"/>.</summary>
    public const int Talkers = 5;

    /// <summary>Mean square of a sound; 0 for no samples.</summary>
    /// <param name="sound">Samples.</param>
    public static double Power(ReadOnlySpan<float> sound)
    {
        double sum = 0;
        foreach (float sample in sound) sum += (double)sample * sample;
        return sound.Length == 0 ? 0 : sum / sound.Length;
    }

    /// <summary>Sound with noise. Where either is silent there is no such ratio, and the sound comes back as it is.</summary>
    /// <param name="sound">Samples.</param>
    /// <param name="noise">As many samples.</param>
    /// <param name="decibels">10 log10 of the sound's power over the noise's; infinite for no noise.</param>
    /// <returns>New samples.</returns>
    public static float[] Mix(ReadOnlySpan<float> sound, ReadOnlySpan<float> noise, double decibels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(noise.Length, sound.Length);
        double power = Power(noise);
        double gain = power > 0 ? Math.Sqrt(Power(sound) / power * Math.Pow(10, -decibels / 10)) : 0;
        var mixed = sound.ToArray();
        if (gain == 0) return mixed;
        for (int i = 0; i < mixed.Length; i++) mixed[i] = (float)(sound[i] + (gain * noise[i]));
        return mixed;
    }

    /// <summary>White Gaussian noise of power 1, the same at every level.</summary>
    /// <param name="seed">Decides the noise, with the clip.</param>
    /// <param name="clip">Clip number in the store.</param>
    /// <param name="samples">How many samples.</param>
    public static float[] White(int seed, int clip, int samples)
    {
        var random = KeyedRandom.For(seed, 0, clip, "white noise");
        var noise = new float[samples];
        for (int i = 0; i < noise.Length; i++) noise[i] = (float)random.NextNormal();
        return noise;
    }

    /// <summary>Several voices at once, each brought to power 1 first so that none stands out.</summary>
    /// <param name="voices">Sounds of one length, at least one.</param>
    public static float[] Babble(IReadOnlyList<float[]> voices)
    {
        var sum = new float[voices[0].Length];
        foreach (float[] voice in voices)
        {
            double power = Power(voice), gain = power > 0 ? 1 / Math.Sqrt(power) : 0;
            for (int i = 0; i < sum.Length; i++) sum[i] += (float)(gain * voice[i]);
        }

        return sum;
    }

    /// <summary>Who talks behind a clip: clips of other actors, drawn without repetition while there are enough.</summary>
    /// <param name="seed">Decides the choice, with the clip.</param>
    /// <param name="clip">Clip number in the store.</param>
    /// <param name="among">The clips of the test fold: the network has heard none of these voices in training.</param>
    /// <param name="names">The store's clip names.</param>
    /// <exception cref="KitException">No clip of the fold is of another actor.</exception>
    public static IReadOnlyList<int> Voices(int seed, int clip, IReadOnlyList<int> among, IReadOnlyList<ClipName> names)
    {
        int[] others = [.. among.Where(other => names[other].Actor != names[clip].Actor)];
        if (others.Length == 0)
        {
            throw new KitException("has no other actor beside it in the test fold, so nobody can babble", names[clip].ToString(),
                cure: "Use a split with at least two test actors a fold, or leave babble out (--test).");
        }

        KeyedRandom.For(seed, 0, clip, "babble").Shuffle<int>(others);
        return others.Take(Talkers).ToArray();
    }
}
