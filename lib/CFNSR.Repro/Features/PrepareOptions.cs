using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Features;

/// <summary>What <see cref="ClipPreparer"/> makes of every clip. Changing a setting makes the arrays it concerns again, and only those.</summary>
public sealed record PrepareOptions
{
    /// <summary>How frames are taken; null prepares sound only. The store always holds RGB: the channel order is chosen when loading.</summary>
    public FrameOptions? Frames { get; init; } = new();

    /// <summary>How MFCC are made.</summary>
    public MfccOptions Mfcc { get; init; } = MfccOptions.Paper;

    /// <summary>How log-mel spectrograms are made; null makes none.</summary>
    public LogMelOptions? LogMel { get; init; }

    /// <summary>The face tracking to take mean action units from, and where it is frame by frame for every clip also their course; null takes none.</summary>
    public TrackingFiles? Tracking { get; init; }

    /// <summary>Which file the sound is read from.</summary>
    public SoundSource Sound { get; init; } = SoundSource.Any;

    /// <summary>
    /// Folder of landmark files named like the clips (01-...csv), for <see cref="FaceBoxKind.Landmarks"/>. A changed landmark file is not
    /// noticed when preparing again: then delete the store first.
    /// </summary>
    public string? Landmarks { get; init; }

    /// <summary>Clips prepared at the same time; does not change the result.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
