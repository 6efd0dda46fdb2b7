using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>
/// Action units frame by frame, (N, 35, 78) at three points for each of the sound's 26 tokens, through two 1-D convolutions, of which the
/// second has stride 3: token t of the map and token t of <see cref="MfccCnn"/> cover the same moment. As there, batch normalisation follows
/// the ReLU. Map (N, 64, 26, 1, 1); 32,064 parameters without a head.
/// </summary>
public sealed class UnitSequence : VideoEncoder
{
    /// <summary>Points in time of the input, three for each token.</summary>
    public const int Points = 3 * Steps;

    private const int Width = 64;
    private const int Steps = 26;

    private readonly int units;
    private readonly Conv1d conv1;
    private readonly BatchNorm1d bn1;
    private readonly Dropout dropout1;
    private readonly Conv1d conv2;
    private readonly BatchNorm1d bn2;

    /// <summary>Builds the network with the framework's default initial weights.</summary>
    /// <param name="units">Action units, 35.</param>
    /// <param name="classes">Classes of the linear head, or null for no head.</param>
    /// <param name="dropout">Rate between the convolutions; that of <see cref="MfccCnn"/> there.</param>
    public UnitSequence(int units, int? classes = null, double dropout = 0.2) : base(nameof(UnitSequence), Width, (Steps, 1, 1), classes)
    {
        this.units = units;
        conv1 = nn.Conv1d(units, Width, 5, padding: 2);
        bn1 = nn.BatchNorm1d(Width);
        dropout1 = nn.Dropout(dropout);
        conv2 = nn.Conv1d(Width, Width, 5, stride: 3, padding: 1);
        bn2 = nn.BatchNorm1d(Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override int StageChannels(int stage) => Width;

    /// <summary>The first convolution, at every point in time.</summary>
    /// <param name="video">(N, 35, 78).</param>
    /// <returns>(N, 64, 78, 1, 1).</returns>
    public override Tensor Early(Tensor video)
    {
        Require.Shape(video, "action units", -1, units, Points);
        return bn1.call(conv1.call(video).relu()).unsqueeze(3).unsqueeze(4);
    }

    /// <summary>The second, one token for three points.</summary>
    /// <param name="map">(N, 64, 78, 1, 1).</param>
    /// <returns>(N, 64, 26, 1, 1).</returns>
    public override Tensor Late(Tensor map) =>
        bn2.call(conv2.call(dropout1.call(map.flatten(2))).relu()).unsqueeze(3).unsqueeze(4);
}
