namespace CFNSR.Repro.Models;

/// <summary>What a system expects as its audio argument.</summary>
public enum AudioFeature
{
    /// <summary>MFCC, (N, 13, 212) at published size.</summary>
    Mfcc,

    /// <summary>A log-mel spectrogram, (N, 128, frames).</summary>
    LogMel,
}
