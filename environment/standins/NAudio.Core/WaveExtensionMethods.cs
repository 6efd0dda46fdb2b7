using NAudio.Wave.SampleProviders;

namespace NAudio.Wave;

public static class WaveExtensionMethods
{
    public static ISampleProvider ToSampleProvider(this IWaveProvider waveProvider) => new BytesToSamples(waveProvider);

    public static ISampleProvider ToMono(this ISampleProvider source, float leftVol = 0.5f, float rightVol = 0.5f) =>
        source.WaveFormat.Channels == 1 ? source : new StereoToMonoSampleProvider(source) { LeftVolume = leftVol, RightVolume = rightVol };
}
