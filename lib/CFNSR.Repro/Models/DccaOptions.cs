namespace CFNSR.Repro.Models;

/// <summary>Deep canonical correlation analysis (Andrew et al. 2013; Liu et al. 2019; data/paper/models.md §11).</summary>
public sealed record DccaOptions
{
    /// <summary>Width o of the two projections. Default 8: at batch 16 no more can be estimated. At most half the batch.</summary>
    public int Width { get; init; } = 8;

    /// <summary>Width of the hidden layer of either projection. Default 128; the kit's choice.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Weight lambda of the summed correlation, which lies between 0 and <see cref="Width"/>. Default 0.1; the kit's choice.</summary>
    public double Weight { get; init; } = 0.1;

    /// <summary>r: what is added to the diagonal of both covariances. Default 1e-3.</summary>
    public double Ridge { get; init; } = 1e-3;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate()
    {
        Require.AtLeast(Width, 1, "dcca width");
        Require.AtLeast(Hidden, 1, "dcca hidden width");
        Require.That(Weight >= 0, "dcca weight", Weight, "at least 0");
        Require.That(Ridge > 0, "dcca ridge", Ridge, "more than 0");
    }
}
