namespace CFNSR.Repro.Features;

/// <summary>Order of a pixel's three bytes. Source: data/paper/models.md §10.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue: what ImageNet's statistics belong to.</summary>
    Rgb,

    /// <summary>Blue, green, red: what upstream's training sees, with the statistics of RGB. Only for upstream's weights.</summary>
    Bgr,
}
