using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars;

/// <summary>How loud the speech is in every frame of the picture.</summary>
public static class SoundEnvelope
{
    private const double FloorDb = 30;

    /// <summary>
    /// The root mean square of the sound around every frame, 0 = 30 dB or more below the loudest frames of the clip, 1 = the loudest:
    /// the mouth of a quiet speaker opens as far as that of a loud one.
    /// </summary>
    /// <param name="sound">The sound.</param>
    /// <returns>One value for each frame; as many frames as cover the sound.</returns>
    public static double[] Of(AudioSignal sound)
    {
        var step = sound.SampleRate / AvatarOptions.FramesPerSecond;
        var frames = Math.Max(1, (int)Math.Ceiling(sound.Samples.Length / step));
        var result = new double[frames];
        for (var i = 0; i < frames; i++)
        {
            var from = Math.Max(0, (int)((i - 0.25) * step));
            var to = Math.Min(sound.Samples.Length, (int)((i + 1.25) * step));
            var energy = 0.0;
            for (var k = from; k < to; k++) energy += (double)sound.Samples[k] * sound.Samples[k];
            result[i] = Math.Sqrt(energy / Math.Max(1, to - from));
        }

        var sorted = (double[])result.Clone();
        Array.Sort(sorted);
        var loud = Math.Max(1e-5, sorted[(int)(0.97 * (frames - 1))]);
        for (var i = 0; i < frames; i++)
        {
            var decibels = 20 * Math.Log10(Math.Max(1e-9, result[i] / loud));
            var open = Math.Clamp((decibels + FloorDb) / FloorDb, 0, 1);
            result[i] = open * open;
        }

        return result;
    }
}
