namespace CFNSR.Repro.Features;

/// <summary>How a video becomes T square pictures. Defaults are the corrected ones; upstream's are named beside each. Source: data/paper/models.md §10, 12.</summary>
public sealed record FrameOptions
{
    /// <summary>T, frames of a clip. Default 30. Source: the paper, 2.2.</summary>
    public int Frames { get; init; } = 30;

    /// <summary>H = W, side of a picture; pixels. Default 224. Source: the paper, 2.2.</summary>
    public int Size { get; init; } = 224;

    /// <summary>Part of the clip. Default the whole clip, as upstream.</summary>
    public FrameWindow Window { get; init; } = FrameWindow.Whole;

    /// <summary>What is cut out. Default the detected face; upstream the landmarks' box.</summary>
    public FaceBoxKind FaceBox { get; init; } = FaceBoxKind.Haar;

    /// <summary>Cut at full size, then resize. Default true; upstream (false) squeezes the whole frame into the small picture first and enlarges what it cuts out of that, so that a face has 40 to 60 pixels.</summary>
    public bool CropBeforeResize { get; init; } = true;

    /// <summary>Order of the bytes. Default RGB; upstream BGR.</summary>
    public ChannelOrder ChannelOrder { get; init; } = ChannelOrder.Rgb;
}
