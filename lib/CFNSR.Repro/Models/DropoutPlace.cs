namespace CFNSR.Repro.Models;

/// <summary>Where modality dropout zeroes a stream.</summary>
public enum DropoutPlace
{
    /// <summary>After the streams, before the attention (default).</summary>
    Tokens,

    /// <summary>The network's input, as equation (7) reads literally; batch statistics are frozen when a whole batch is zero.</summary>
    Input,

    /// <summary>Raw input, and batch normalisation counts the zeros in its running statistics, as it does where nobody prevents it.</summary>
    InputRunning,
}
