namespace CFNSR.Repro.Tests.Features;

/// <summary>The formula signals of tests/golden/audio/make.py.</summary>
internal static class GoldenSignals
{
    public static float[] Tones() =>
        [.. Enumerable.Range(0, 108045).Select(n => (float)((0.5 * Math.Sin(2 * Math.PI * 440 * n / 44100) + 0.25 * Math.Sin(2 * Math.PI * 1000 * n / 44100 + 0.3)) * (0.5 + 0.5 * n / 108045)))];

    public static float[] Voice(int rate, int count)
    {
        var samples = new float[count];
        uint state = 12345;
        for (int i = 0; i < count; i++)
        {
            double t = (double)i / rate;
            double phase = 2 * Math.PI * 120 * t - 30 / 1.3 * (Math.Cos(2 * Math.PI * 1.3 * t) - 1);
            double harmonics = 0;
            for (int k = 1; k <= 20; k++) harmonics += Math.Sin(k * phase) / k;
            state = unchecked(1664525 * state + 1013904223);
            double noise = state / 2147483648.0 - 1;
            samples[i] = (float)(harmonics * 0.2 * Math.Max(0, Math.Sin(2 * Math.PI * 0.9 * t)) + 0.003 * noise);
        }
        return samples;
    }
}
