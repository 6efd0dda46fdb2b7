using CFNSR.Repro.Models.Encoders;
using CFNSR.Repro.Models.Fusion;

namespace CFNSR.Repro.Models;

/// <summary>All systems by name: the one place to add a row of Table 2. Taught in notebook 03.</summary>
public static class ModelZoo
{
    private static readonly (string Name, Func<ModelOptions, EmotionModel> Make)[] Makers =
    [
        ("video", o => new VideoSystem(o)),
        ("audio", o => new AudioSystem(o)),
        ("averaging", o => new Averaging(o)),
        ("multiplicative", o => new Multiplicative(o)),
        ("multiplication", o => new Multiplication(o)),
        ("concat-fc", o => new ConcatFc(o)),
        ("mcbp", o => new Mcbp(o)),
        ("mmtm", o => new Mmtm(o)),
        ("msaf", o => new Msaf(o)),
        ("erann", o => new ErannSystem(o)),
        ("cfn-sr", o => new CfnSr(o)),
        ("cfnsr-msafnet", o => new CfnsrMsafNet(o)),
        ("mfn", o => new Mfn(o)),
        ("mctn", o => new Mctn(o)),
        ("dcca", o => new Dcca(o)),
        ("multi-attention", o => new MultiAttention(o)),
        ("chumachenko", o => new Chumachenko(o)),
    ];

    /// <summary>The names of all systems, unimodal first, then in the order of Table 2, then the further ones (data/paper/models.md §11).</summary>
    public static IReadOnlyList<string> Systems { get; } = [.. Makers.Select(m => m.Name)];

    /// <summary>
    /// The encoder of a system where nothing else is asked for: on face tracking, tokens for the fusions that attend to places of the video map,
    /// the hidden layer for those that read it as one vector.
    /// </summary>
    /// <param name="system">Name of the system.</param>
    /// <param name="tracking">Whether the video is face tracking.</param>
    public static VideoInput InputOf(string system, bool tracking) => !tracking ? VideoInput.Frames
        : system is "cfn-sr" or "cfnsr-msafnet" or "chumachenko" ? VideoInput.UnitTokens : VideoInput.UnitMlp;

    internal static VideoEncoder CreateVideo(ModelOptions options, int? classes) => options.VideoInput switch
    {
        VideoInput.UnitMlp => new UnitMlp(options.Units, classes),
        VideoInput.UnitTokens => new UnitTokens(options.Units, classes),
        VideoInput.UnitSequence => new UnitSequence(options.Units, classes),
        _ => new ResNeXt3D(options.Video, classes),
    };

    /// <summary>Builds a system with freshly drawn weights from torch's default generator.</summary>
    /// <param name="options">Its layers.</param>
    /// <exception cref="KitException">An option is out of range or the system unknown.</exception>
    public static EmotionModel Create(ModelOptions options)
    {
        options.Validate();
        return Makers.First(m => m.Name == options.System).Make(options);
    }
}
