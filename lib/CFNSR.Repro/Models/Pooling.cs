namespace CFNSR.Repro.Models;

/// <summary>How a stream's tokens become one vector.</summary>
public enum Pooling
{
    /// <summary>The mean over the tokens.</summary>
    Mean,

    /// <summary>All tokens side by side, channel-major (channel, then position).</summary>
    Flatten,
}
