using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>
/// The audio stream: "a series of convolutional layers and pooling operations" over MFCC (paper, section 2.3); MSAF's 1-D CNN
/// (data/paper/models.md §1.2), where batch normalisation follows the ReLU. MFCC (N, 13, 212) to map (N, 64, 26). Taught in notebook 03.
/// </summary>
public sealed class MfccCnn : nn.Module<Tensor, Tensor>
{
    private readonly AudioOptions options;
    private readonly Conv1d conv1;
    private readonly BatchNorm1d bn1;
    private readonly Conv1d conv2;
    private readonly BatchNorm1d bn2;
    private readonly Dropout dropout1;
    private readonly Conv1d conv3;
    private readonly BatchNorm1d bn3;
    private readonly Dropout dropout2;
    private readonly Linear? fc1;

    /// <summary>Builds the encoder with the framework's default initial weights.</summary>
    /// <param name="options">Input size, width and dropout rates.</param>
    /// <param name="classes">Classes of the linear head, or null for no head.</param>
    public MfccCnn(AudioOptions options, int? classes = null) : base(nameof(MfccCnn))
    {
        options.Validate();
        this.options = options;
        long width = options.Width;
        conv1 = nn.Conv1d(options.Coefficients, width, 7, padding: 2);
        bn1 = nn.BatchNorm1d(width);
        conv2 = nn.Conv1d(width, width, 7, padding: 2);
        bn2 = nn.BatchNorm1d(width);
        dropout1 = nn.Dropout(options.FeatureDropout);
        conv3 = nn.Conv1d(width, options.Channels, 5, padding: 2);
        bn3 = nn.BatchNorm1d(options.Channels);
        dropout2 = nn.Dropout(options.VectorDropout);
        if (classes is int count) fc1 = nn.Linear(options.Flattened, count);
        RegisterComponents();
    }

    /// <summary>The map after the third convolution.</summary>
    /// <param name="audio">MFCC (N, 13, 212).</param>
    /// <returns>(N, 64, 26).</returns>
    public override Tensor forward(Tensor audio) => Late(Early(audio));

    /// <summary>Up to the second ReLU; MSAF and MMTM hook in behind it.</summary>
    /// <param name="audio">MFCC (N, 13, 212).</param>
    /// <returns>(N, 32, 208).</returns>
    public Tensor Early(Tensor audio)
    {
        Require.Shape(audio, "audio", -1, options.Coefficients, options.Frames);
        Tensor x = bn1.call(conv1.call(audio).relu_()); // (N, 32, 210)
        return conv2.call(x).relu_(); // (N, 32, 208)
    }

    /// <summary>From the max-pool to the third batch normalisation.</summary>
    /// <param name="early">What <see cref="Early"/> gave, (N, 32, 208).</param>
    /// <returns>(N, 64, 26).</returns>
    public Tensor Late(Tensor early)
    {
        Tensor x = bn2.call(nn.functional.max_pool1d(early, 8, 8)); // (N, 32, 26)
        return bn3.call(conv3.call(dropout1.call(x)).relu_()); // (N, 64, 26)
    }

    /// <summary>The audio vector, channel-major, with dropout.</summary>
    /// <param name="map">(N, 64, 26).</param>
    /// <returns>(N, 1664).</returns>
    public Tensor Flatten(Tensor map) => dropout2.call(map.flatten(1));

    /// <summary>The audio vector that fusions join, with dropout: flattened, or the mean over time.</summary>
    /// <param name="map">(N, 64, 26).</param>
    /// <returns>(N, 1664), or (N, 64).</returns>
    public Tensor Vector(Tensor map) => options.Pooling == Pooling.Mean ? dropout2.call(map.mean([2])) : Flatten(map);

    /// <summary>The unimodal head.</summary>
    /// <param name="map">(N, 64, 26).</param>
    /// <returns>Logits (N, classes).</returns>
    /// <exception cref="InvalidOperationException">The encoder was built without a head.</exception>
    public Tensor Classify(Tensor map) =>
        (fc1 ?? throw new InvalidOperationException("This encoder was built without a head.")).call(Flatten(map));
}
