namespace CFNSR.Repro.Models;

/// <summary>What one draw of modality dropout covers.</summary>
public enum DropoutGranularity
{
    /// <summary>One draw for the whole batch (the paper's text; default).</summary>
    Batch,

    /// <summary>One draw per clip.</summary>
    Sample,
}
