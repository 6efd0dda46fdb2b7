namespace CFNSR.Repro.Features;

/// <summary>
/// How MFCC are made. The defaults are those of CFN-SR and MSAF: librosa 0.8's feature.mfcc on 2.45 s of sound
/// from 0.5 s at 44.1 kHz, which gives 13 × 212 values (data/paper/models.md §9). Taught in notebook 02.
/// </summary>
public sealed record MfccOptions
{
    /// <summary>The published features: reflecting padding.</summary>
    public static MfccOptions Paper { get; } = new();

    /// <summary>What librosa 0.9 and later gives for the same call: silent padding (frames 0, 1, 210 and 211 differ).</summary>
    public static MfccOptions CurrentLibrosa { get; } = new() { Padding = FramePadding.Constant };

    /// <summary>Samples per second to which the sound is resampled.</summary>
    public int SampleRate { get; init; } = 44100;

    /// <summary>Seconds skipped at the beginning of the clip.</summary>
    public double OffsetSeconds { get; init; } = 0.5;

    /// <summary>Seconds used; a shorter sound is filled up with silence.</summary>
    public double DurationSeconds { get; init; } = 2.45;

    /// <summary>Length of frame and Fourier transform in samples.</summary>
    public int FftSize { get; init; } = 2048;

    /// <summary>Samples from frame to frame.</summary>
    public int Hop { get; init; } = 512;

    /// <summary>Mel filters between 0 Hz and half the sample rate.</summary>
    public int Mels { get; init; } = 128;

    /// <summary>Cepstral coefficients kept, the zeroth included.</summary>
    public int Coefficients { get; init; } = 13;

    /// <summary>What lies around the sound.</summary>
    public FramePadding Padding { get; init; } = FramePadding.Reflect;

    /// <summary>Values further than this below the loudest are raised to that floor.</summary>
    public double TopDb { get; init; } = 80;

    /// <summary>Samples of one clip: 108,045 by default.</summary>
    public int Samples => (int)Math.Round(DurationSeconds * SampleRate);

    /// <summary>Frames of one clip: 212 by default.</summary>
    public int Frames => 1 + Samples / Hop;
}
