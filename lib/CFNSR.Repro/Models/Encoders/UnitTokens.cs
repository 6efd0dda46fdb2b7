using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>
/// Mean action units (N, 35, 1) as 35 tokens: token_u = x_u w_u + b_u with two learnt vectors for each unit. An attention over the map then
/// has 35 keys with names ("AU12 lip corner puller"). Map (N, 64, 1, 35, 1); 4,480 parameters without a head.
/// </summary>
public sealed class UnitTokens : VideoEncoder
{
    private const int Width = 64;
    private const double InitialDeviation = 0.1;

    private readonly int units;
    private readonly Parameter scale;
    private readonly Parameter offset;

    /// <summary>Builds the two tables from a normal distribution of standard deviation 0.1.</summary>
    /// <param name="units">Action units, 35.</param>
    /// <param name="classes">Classes of the linear head, or null for no head.</param>
    public UnitTokens(int units, int? classes = null) : base(nameof(UnitTokens), Width, (1, units, 1), classes)
    {
        this.units = units;
        scale = nn.Parameter(randn(units, Width) * InitialDeviation);
        offset = nn.Parameter(randn(units, Width) * InitialDeviation);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int StageChannels(int stage) => Width;

    /// <summary>The tokens.</summary>
    /// <param name="video">(N, 35, 1).</param>
    /// <returns>(N, 64, 1, 35, 1).</returns>
    public override Tensor Early(Tensor video)
    {
        Require.Shape(video, "action units", -1, units, 1);
        Tensor tokens = video * scale + offset; // (N, 35, 1) (35, 64) -> (N, 35, 64)
        return tokens.transpose(1, 2).reshape(-1, Width, 1, units, 1);
    }

    /// <summary>The tokens as they are: what they mean to each other is the fusion's matter.</summary>
    /// <param name="map">(N, 64, 1, 35, 1).</param>
    /// <returns>The same.</returns>
    public override Tensor Late(Tensor map) => map.alias();
}
