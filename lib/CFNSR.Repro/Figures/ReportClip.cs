using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Figures;

/// <summary>The clip that the report shows as an example of what the network gets.</summary>
/// <param name="Name">The clip's name.</param>
/// <param name="Mfcc">(13, frames), coefficient-major, before standardisation.</param>
/// <param name="SecondsPerFrame">Hop of the analysis in seconds.</param>
/// <param name="FrameStrip">The frames as a data URI (<see cref="Figures.FrameStrip"/>); null for sound only.</param>
/// <param name="Frames">Number of frames in the strip.</param>
/// <param name="Face">The face tracking, which stands in the place of the frames (<see cref="UnitFigure"/>); null without.</param>
public sealed record ReportClip(
    string Name, IReadOnlyList<float> Mfcc, double SecondsPerFrame = 512.0 / 44100, string? FrameStrip = null, int Frames = 0,
    FaceTracking? Face = null);
