namespace CFNSR.Repro.Models;

/// <summary>How modality dropout (paper, section 2.6) decides what to zero. Taught in notebook 05.</summary>
public enum ModalityDropoutMode
{
    /// <summary>With probability p one modality is zeroed, never both: the paper's text ("either ... or"). Default.</summary>
    Exclusive,

    /// <summary>Two independent coins of probability p, as equation (6) is written; both may fall (p squared).</summary>
    Independent,

    /// <summary>As <see cref="Independent"/>, drawn again when both coins fall.</summary>
    IndependentNotBoth,

    /// <summary>Every batch loses exactly one modality: "for each batch, either the audio or video modality is randomly set to zero".</summary>
    AlwaysOne,

    /// <summary>Chumachenko et al. 2022: the batch four times over: whole, audio*c with video*(1-c), audio zero, video zero.</summary>
    SoftHard,
}
