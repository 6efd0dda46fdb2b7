using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>
/// The video stream: "convolutional layers and maxpooling layers, followed by ResNeXt blocks" (paper, section 2.3);
/// Hara et al. 2018 with type-B shortcuts, no convolution has a bias. Video (N, 3, T, S, S) to map (N, 32w, ceil(T/16), ceil(S/32), ceil(S/32)):
/// (N, 2048, 2, 7, 7) at paper size. Taught in notebook 03.
/// </summary>
public sealed class ResNeXt3D : VideoEncoder
{
    private readonly VideoOptions options;
    private readonly Conv3d conv1;
    private readonly BatchNorm3d bn1;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly Sequential layer4;

    /// <summary>Builds the encoder; convolutions start from Kaiming normal (fan-out), batch normalisation from weight 1 and bias 0.</summary>
    /// <param name="options">Depth, width, groups and input size.</param>
    /// <param name="classes">Classes of the linear head, or null for no head.</param>
    public ResNeXt3D(VideoOptions options, int? classes = null)
        : base(nameof(ResNeXt3D), options.Channels, (options.MapFrames, options.MapSize, options.MapSize), classes)
    {
        options.Validate();
        this.options = options;
        conv1 = nn.Conv3d(3, options.Width, (7, 7, 7), stride: (1, 2, 2), padding: (3, 3, 3), bias: false);
        bn1 = nn.BatchNorm3d(options.Width);
        layer1 = MakeStage(options, 1);
        layer2 = MakeStage(options, 2);
        layer3 = MakeStage(options, 3);
        layer4 = MakeStage(options, 4);
        foreach (Conv3d conv in Convolutions())
            nn.init.kaiming_normal_(conv.weight, mode: nn.init.FanInOut.FanOut);
        RegisterComponents();
    }

    /// <summary>A residual stage: the first keeps the size, the others halve time, height and width. MSAF and MMTM hook in between.</summary>
    /// <param name="stage">1, 2, 3 or 4.</param>
    public nn.Module<Tensor, Tensor> Stage(int stage) => stage switch
    {
        1 => layer1,
        2 => layer2,
        3 => layer3,
        4 => layer4,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "There are four stages."),
    };

    /// <inheritdoc/>
    public override int StageChannels(int stage) => options.StageChannels(stage);

    /// <summary>First convolution, batch normalisation, ReLU (see <see cref="VideoOptions.StemRelu"/>) and max-pool.</summary>
    /// <param name="video">(N, 3, T, S, S), normalised.</param>
    /// <returns>(N, 64, 15, 56, 56) at paper size.</returns>
    public Tensor Stem(Tensor video)
    {
        Require.Shape(video, "video", -1, 3, options.Frames, options.Size, options.Size);
        using var scope = NewDisposeScope();
        Tensor x = bn1.call(conv1.call(video)); // (N, 64, 30, 112, 112)
        if (options.StemRelu == Fidelity.Corrected) x = x.relu_();
        return nn.functional.max_pool3d(x, [3, 3, 3], [2, 2, 2], [1, 1, 1]).MoveToOuterDisposeScope();
    }

    /// <summary>Everything before residual stage 4.</summary>
    /// <param name="video">(N, 3, T, S, S), normalised.</param>
    /// <returns>(N, 1024, 4, 14, 14) at paper size.</returns>
    public override Tensor Early(Tensor video)
    {
        using var scope = NewDisposeScope();
        return layer3.call(layer2.call(layer1.call(Stem(video)))).MoveToOuterDisposeScope();
    }

    /// <summary>Residual stage 4.</summary>
    /// <param name="map">(N, 1024, 4, 14, 14).</param>
    /// <returns>(N, 2048, 2, 7, 7) at paper size.</returns>
    public override Tensor Late(Tensor map) => layer4.call(map);

    /// <summary>Average pool over the whole map.</summary>
    /// <param name="map">(N, 2048, 2, 7, 7).</param>
    /// <returns>(N, 2048).</returns>
    public override Tensor Pool(Tensor map) =>
        nn.functional.avg_pool3d(map, [options.MapFrames, options.MapSize, options.MapSize], [1, 1, 1]).flatten(1);

    /// <inheritdoc/>
    public override Tensor UpTo(int stage, Tensor video)
    {
        Tensor x = Stem(video);
        for (int next = 1; next <= stage; next++) x = Stage(next).call(x);
        return x;
    }

    /// <inheritdoc/>
    public override Tensor Through(int stage, Tensor map) => Stage(stage).call(map);

    private static Sequential MakeStage(VideoOptions options, int stage)
    {
        long planes = options.StageChannels(stage) / 2;
        long input = stage == 1 ? options.Width : options.StageChannels(stage - 1);
        var blocks = new nn.Module<Tensor, Tensor>[options.Blocks[stage - 1]];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = new ResNeXtBlock(input, planes, options.Cardinality, i == 0 && stage > 1 ? 2 : 1);
            input = 2 * planes;
        }
        return nn.Sequential(blocks);
    }

    private IEnumerable<Conv3d> Convolutions() =>
        new nn.Module[] { layer1, layer2, layer3, layer4 }.SelectMany(m => m.modules()).OfType<Conv3d>().Prepend(conv1);
}
