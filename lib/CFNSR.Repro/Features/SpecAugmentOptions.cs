namespace CFNSR.Repro.Features;

/// <summary>How training spectrograms are altered (<see cref="SpecAugment"/>); every number is a largest size, 0 leaves that part out.</summary>
public sealed record SpecAugmentOptions
{
    /// <summary>Largest width of each of the two masks in time, in frames. ERANN: 8 a second of clip.</summary>
    public int TimeMask { get; init; }

    /// <summary>Largest width of each of the two masks in frequency, in bands. ERANN: 16 of 128.</summary>
    public int MelMask { get; init; }

    /// <summary>Largest shift in time, in frames, either way; what leaves at one end comes in at the other. ERANN crops at random.</summary>
    public int TimeShift { get; init; }

    /// <summary>Largest shift in frequency, in bands, either way; the edge band is repeated. Stands for ERANN's shift of the pitch.</summary>
    public int MelShift { get; init; }

    /// <summary>Whether nothing is altered.</summary>
    public bool IsOff => this is { TimeMask: 0, MelMask: 0, TimeShift: 0, MelShift: 0 };
}
