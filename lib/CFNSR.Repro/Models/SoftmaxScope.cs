namespace CFNSR.Repro.Models;

/// <summary>The positions over which CFN-SR's attention sums to one.</summary>
public enum SoftmaxScope
{
    /// <summary>The positions of each time step by themselves (49 at paper size), as in the published code.</summary>
    TimeStep,

    /// <summary>All positions of the clip (98 at paper size).</summary>
    Clip,
}
