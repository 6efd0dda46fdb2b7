namespace CFNSR.Repro.Features;

/// <summary>Which part of a clip its frames come from. Source: data/paper/models.md §5.14.</summary>
public enum FrameWindow
{
    /// <summary>The whole clip, as upstream.</summary>
    Whole,

    /// <summary>0.5 s to 2.95 s, the part that the MFCC cover.</summary>
    Audio,
}
