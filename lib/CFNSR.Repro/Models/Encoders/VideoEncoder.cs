using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>
/// A stream that sees: from frames (<see cref="ResNeXt3D"/>) or from face tracking (<see cref="UnitMlp"/>, <see cref="UnitTokens"/>,
/// <see cref="UnitSequence"/>) to a map (N, C, T, H, W). Fusions read the map and nothing else, so each runs on every encoder.
/// </summary>
public abstract class VideoEncoder : nn.Module<Tensor, Tensor>
{
    /// <summary>The unimodal head; null without one.</summary>
    protected readonly Linear? fc;

    /// <summary>Names the shape of the map and builds the head.</summary>
    /// <param name="name">Name of the module.</param>
    /// <param name="channels">Channels C of the map.</param>
    /// <param name="places">T, H and W of the map.</param>
    /// <param name="classes">Classes of the linear head, or null for no head.</param>
    protected VideoEncoder(string name, int channels, (int T, int H, int W) places, int? classes) : base(name)
    {
        (Channels, Places) = (channels, places);
        if (classes is int count) fc = nn.Linear(channels, count);
    }

    /// <summary>Channels C of the map.</summary>
    public int Channels { get; }

    /// <summary>T, H and W of the map.</summary>
    public (int T, int H, int W) Places { get; }

    /// <summary>Places of the map, T H W: 98 at paper size.</summary>
    public int Tokens => Places.T * Places.H * Places.W;

    /// <summary>Channels behind a stage; MMTM and MSAF hook in between the last two.</summary>
    /// <param name="stage">3 or 4; 1 to 4 for frames.</param>
    public abstract int StageChannels(int stage);

    /// <summary>Everything before the last stage.</summary>
    /// <param name="video">The raw input.</param>
    /// <returns>(N, channels of stage 3, t, h, w).</returns>
    public abstract Tensor Early(Tensor video);

    /// <summary>The last stage.</summary>
    /// <param name="map">What <see cref="Early"/> gave.</param>
    /// <returns>(N, C, T, H, W).</returns>
    public abstract Tensor Late(Tensor map);

    /// <summary>The map.</summary>
    /// <param name="video">The raw input.</param>
    /// <returns>(N, C, T, H, W).</returns>
    public override Tensor forward(Tensor video)
    {
        using var scope = NewDisposeScope();
        return Late(Early(video)).MoveToOuterDisposeScope();
    }

    /// <summary>From the raw input to behind a stage.</summary>
    /// <param name="stage">3; 1 to 3 for frames.</param>
    /// <param name="video">The raw input.</param>
    /// <exception cref="KitException">The encoder has no such stage.</exception>
    public virtual Tensor UpTo(int stage, Tensor video) => stage == 3 ? Early(video) : throw NoStage(stage);

    /// <summary>One stage alone.</summary>
    /// <param name="stage">4; 2 to 4 for frames.</param>
    /// <param name="map">The map behind the stage before.</param>
    /// <exception cref="KitException">The encoder has no such stage.</exception>
    public virtual Tensor Through(int stage, Tensor map) => stage == 4 ? Late(map) : throw NoStage(stage);

    /// <summary>Mean over the places of the map.</summary>
    /// <param name="map">(N, C, T, H, W).</param>
    /// <returns>(N, C).</returns>
    public virtual Tensor Pool(Tensor map) => map.flatten(2).mean([2]);

    /// <summary>The unimodal head.</summary>
    /// <param name="map">(N, C, T, H, W).</param>
    /// <returns>Logits (N, classes).</returns>
    /// <exception cref="InvalidOperationException">The encoder was built without a head.</exception>
    public Tensor Classify(Tensor map) =>
        (fc ?? throw new InvalidOperationException("This encoder was built without a head.")).call(Pool(map));

    private KitException NoStage(int stage) =>
        new($"{GetName()} has no stage {Require.Text(stage)}", expected: "stages 3 and 4", cure: "Set mmtm_units=2.");
}
