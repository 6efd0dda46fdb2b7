namespace CFNSR.Repro.Features;

/// <summary>What is cut out of a frame. Source: data/paper/models.md §10, 12.</summary>
public enum FaceBoxKind
{
    /// <summary>The whole frame, squeezed into a square.</summary>
    None,

    /// <summary>The largest square in the middle.</summary>
    Centre,

    /// <summary>The largest face that OpenCV's Haar cascade finds, steadied over time.</summary>
    Haar,

    /// <summary>The box around the 68 landmarks of a CSV, as upstream.</summary>
    Landmarks,
}
