namespace CFNSR.Repro.Features;

/// <summary>How log-mel spectrograms are made; three presets.</summary>
public sealed record LogMelOptions
{
    /// <summary>
    /// ERANN's front end (data/paper/models.md §2.8): 44.1 kHz, window 1380, hop 345 (128 frames a second), 128 mels, 80 dB below the maximum
    /// scaled to [0, 1]. The stretch (3 s from 0.5 s, 384 frames) and the transform's length are the kit's choice.
    /// </summary>
    public static LogMelOptions Erann { get; } = new()
    {
        SampleRate = 44100,
        OffsetSeconds = 0.5,
        DurationSeconds = 3,
        FftSize = 2048,
        WindowSize = 1380,
        Hop = 345,
        Mels = 128,
        LowHertz = 0,
        HighHertz = 22050,
        Frames = 384,
        UnitInterval = true,
    };

    /// <summary>The front end of the small 2-D CNN in the Python reference: 3 s from 0.4 s at 24 kHz, 64 mels, 64 × 150 values in decibels.</summary>
    public static LogMelOptions Small { get; } = new();

    /// <summary>The same stretch in 64 × 64 values, one every 47 ms: a network's first layers cost 2.5 times less (the kit's choice).</summary>
    public static LogMelOptions Coarse { get; } = new() { FftSize = 2048, WindowSize = 2048, Hop = 1125, Frames = 64 };

    /// <summary>Samples per second to which the sound is resampled.</summary>
    public int SampleRate { get; init; } = 24000;

    /// <summary>Seconds skipped at the beginning of the clip.</summary>
    public double OffsetSeconds { get; init; } = 0.4;

    /// <summary>Seconds used; a shorter sound is filled up with silence.</summary>
    public double DurationSeconds { get; init; } = 3;

    /// <summary>Length of the Fourier transform in samples.</summary>
    public int FftSize { get; init; } = 1024;

    /// <summary>Length of the Hann window in samples, at most <see cref="FftSize"/>.</summary>
    public int WindowSize { get; init; } = 1024;

    /// <summary>Samples from frame to frame.</summary>
    public int Hop { get; init; } = 480;

    /// <summary>Number of mel filters.</summary>
    public int Mels { get; init; } = 64;

    /// <summary>Lower edge of the first filter in Hz.</summary>
    public double LowHertz { get; init; } = 40;

    /// <summary>Upper edge of the last filter in Hz.</summary>
    public double HighHertz { get; init; } = 12000;

    /// <summary>Frames kept of the 1 + samples / hop there are.</summary>
    public int Frames { get; init; } = 150;

    /// <summary>What lies around the sound.</summary>
    public FramePadding Padding { get; init; } = FramePadding.Constant;

    /// <summary>Values further than this below the loudest are raised to that floor.</summary>
    public double TopDb { get; init; } = 80;

    /// <summary>Whether floor and maximum are mapped to 0 and 1; otherwise the values are decibels.</summary>
    public bool UnitInterval { get; init; }

    /// <summary>Samples of one clip.</summary>
    public int Samples => (int)Math.Round(DurationSeconds * SampleRate);
}
