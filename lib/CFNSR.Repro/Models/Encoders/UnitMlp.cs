using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>
/// Mean action units (N, 35, 1) through one hidden layer of 80 with ReLU: the published network on this data (Luna-Jimenez et al. 2022,
/// Applied Sciences 12(1) 327, table 2). Map (N, 80, 1, 1, 1); 3,528 parameters with its head.
/// </summary>
public sealed class UnitMlp : VideoEncoder
{
    private const int Hidden = 80;

    private readonly int units;
    private readonly Linear hidden;

    /// <summary>Builds the network with the framework's default initial weights.</summary>
    /// <param name="units">Action units, 35.</param>
    /// <param name="classes">Classes of the linear head, or null for no head.</param>
    public UnitMlp(int units, int? classes = null) : base(nameof(UnitMlp), Hidden, (1, 1, 1), classes)
    {
        this.units = units;
        hidden = nn.Linear(units, Hidden);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int StageChannels(int stage) => stage == 4 ? Hidden : units;

    /// <summary>The units themselves as channels.</summary>
    /// <param name="video">(N, 35, 1).</param>
    /// <returns>(N, 35, 1, 1, 1).</returns>
    public override Tensor Early(Tensor video)
    {
        Require.Shape(video, "action units", -1, units, 1);
        return video.reshape(-1, units, 1, 1, 1);
    }

    /// <summary>The hidden layer.</summary>
    /// <param name="map">(N, 35, 1, 1, 1).</param>
    /// <returns>(N, 80, 1, 1, 1).</returns>
    public override Tensor Late(Tensor map) => hidden.call(map.flatten(1)).relu().reshape(-1, Hidden, 1, 1, 1);
}
