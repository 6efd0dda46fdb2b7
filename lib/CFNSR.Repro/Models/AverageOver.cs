namespace CFNSR.Repro.Models;

/// <summary>What late fusion by averaging averages.</summary>
public enum AverageOver
{
    /// <summary>The two probability vectors (default; differs from the product rule).</summary>
    Probabilities,

    /// <summary>The two logit vectors, as MMTM's public code does (the product rule at half the scale).</summary>
    Logits,
}
