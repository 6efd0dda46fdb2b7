namespace CFNSR.Repro.Models;

/// <summary>What a video stream reads, and with which encoder.</summary>
public enum VideoInput
{
    /// <summary>Frames (N, 3, T, S, S), by ResNeXt3D.</summary>
    Frames,

    /// <summary>Mean action units (N, 35, 1), by UnitMlp.</summary>
    UnitMlp,

    /// <summary>Mean action units (N, 35, 1), by UnitTokens.</summary>
    UnitTokens,

    /// <summary>Action units over time (N, 35, 78), by UnitSequence.</summary>
    UnitSequence,
}
