namespace CFNSR.Repro.Models;

/// <summary>
/// Everything that decides a network's layers. The defaults are the paper's CFNSR-MSAFNet on 30 frames of 224 pixels and
/// 13 x 212 MFCC; every deviation of the published code is a <see cref="Fidelity"/> switch that is off.
/// </summary>
public sealed record ModelOptions
{
    /// <summary>Name of the system, one of <see cref="ModelZoo.Systems"/>. Default cfnsr-msafnet.</summary>
    public string System { get; init; } = "cfnsr-msafnet";

    /// <summary>Number of classes. Default 8 emotions.</summary>
    public int Classes { get; init; } = 8;

    /// <summary>What the video stream reads. Default frames.</summary>
    public VideoInput VideoInput { get; init; } = VideoInput.Frames;

    /// <summary>Action units where it reads face tracking. Default OpenFace's 35.</summary>
    public int Units { get; init; } = 35;

    /// <summary>The video encoder on frames.</summary>
    public VideoOptions Video { get; init; } = new();

    /// <summary>The audio encoder.</summary>
    public AudioOptions Audio { get; init; } = new();

    /// <summary>The Transformer over the audio steps, where a system has one.</summary>
    public AudioTransformerOptions AudioTransformer { get; init; } = new();

    /// <summary>Steps T to which both streams are brought where a system aligns them in time (mfn, mctn, multi-attention). Default 26, the audio map's own.</summary>
    public int SequenceSteps { get; init; } = 26;

    /// <summary>System averaging.</summary>
    public AveragingOptions Averaging { get; init; } = new();

    /// <summary>System multiplicative.</summary>
    public MultiplicativeOptions Multiplicative { get; init; } = new();

    /// <summary>System multiplication.</summary>
    public MultiplicationOptions Multiplication { get; init; } = new();

    /// <summary>System concat-fc.</summary>
    public ConcatFcOptions ConcatFc { get; init; } = new();

    /// <summary>System mcbp.</summary>
    public McbOptions Mcb { get; init; } = new();

    /// <summary>System mmtm.</summary>
    public MmtmOptions Mmtm { get; init; } = new();

    /// <summary>System msaf.</summary>
    public MsafOptions Msaf { get; init; } = new();

    /// <summary>System erann.</summary>
    public ErannOptions Erann { get; init; } = new();

    /// <summary>System cfn-sr, and the additive block of cfnsr-msafnet without multi-head attention.</summary>
    public CfnSrOptions CfnSr { get; init; } = new();

    /// <summary>System cfnsr-msafnet.</summary>
    public CfnsrMsafOptions CfnsrMsaf { get; init; } = new();

    /// <summary>System mfn.</summary>
    public MfnOptions Mfn { get; init; } = new();

    /// <summary>System mctn.</summary>
    public MctnOptions Mctn { get; init; } = new();

    /// <summary>System dcca.</summary>
    public DccaOptions Dcca { get; init; } = new();

    /// <summary>System multi-attention.</summary>
    public MultiAttentionOptions MultiAttention { get; init; } = new();

    /// <summary>System chumachenko.</summary>
    public ChumachenkoOptions Chumachenko { get; init; } = new();

    /// <summary>Modality dropout.</summary>
    public ModalityDropoutOptions ModalityDropout { get; init; } = new();

    /// <summary>Checks every value.</summary>
    /// <exception cref="KitException">A value is out of range, or no system has the name <see cref="System"/>.</exception>
    public void Validate()
    {
        Require.That(ModelZoo.Systems.Contains(System), "system", System, "one of " + string.Join(", ", ModelZoo.Systems));
        Require.AtLeast(Classes, 2, "classes");
        Video.Validate();
        Audio.Validate();
        Require.AtLeast(SequenceSteps, 1, "sequence steps");
        Multiplicative.Validate();
        ConcatFc.Validate();
        Mcb.Validate();
        Mmtm.Validate();
        Msaf.Validate();
        Erann.Validate();
        CfnSr.Validate();
        CfnsrMsaf.Validate();
        Mfn.Validate();
        Mctn.Validate();
        Dcca.Validate();
        MultiAttention.Validate();
        Chumachenko.Validate();
        ModalityDropout.Validate();
        bool transformer = System == "cfn-sr" ? CfnSr.Block && CfnSr.AudioTransformer : System == "cfnsr-msafnet" && CfnsrMsaf.AudioTransformer;
        if (transformer) AudioTransformer.Validate(Audio.Channels);
    }
}
