namespace NAudio.Wave.SampleProviders;

/// <summary>Mixes two channels into one, each by its own volume.</summary>
public class StereoToMonoSampleProvider : ISampleProvider
{
    private readonly ISampleProvider source;
    private float[] stereo = [];

    public StereoToMonoSampleProvider(ISampleProvider sourceProvider)
    {
        if (sourceProvider.WaveFormat.Channels != 2) throw new ArgumentException("Source must be stereo");
        source = sourceProvider;
        WaveFormat = WaveFormat.CreateIeeeFloatWaveFormat(sourceProvider.WaveFormat.SampleRate, 1);
    }

    public float LeftVolume { get; set; } = 0.5f;
    public float RightVolume { get; set; } = 0.5f;
    public WaveFormat WaveFormat { get; }

    public int Read(Span<float> buffer)
    {
        int needed = checked(2 * buffer.Length);
        if (stereo.Length < needed) stereo = new float[needed];
        int frames = source.Read(stereo.AsSpan(0, needed)) / 2;
        for (int i = 0; i < frames; i++) buffer[i] = stereo[2 * i] * LeftVolume + stereo[2 * i + 1] * RightVolume;
        return frames;
    }
}
