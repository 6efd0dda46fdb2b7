using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Encoders;

/// <summary>
/// ERANN (Verbitskiy et al. 2022; data/paper/models.md §2.8): five stages of residual blocks over a log-mel spectrogram, average plus
/// maximum over the last map, two dense layers. Taught in notebook 09.
/// </summary>
public sealed class Erann : nn.Module<Tensor, Tensor>
{
    private readonly ErannOptions options;
    private readonly Sequential stages;
    private readonly Linear fc1;
    private readonly Linear fc2;

    /// <summary>Builds the network with the framework's default initial weights.</summary>
    /// <param name="options">Strides, width and depth.</param>
    /// <param name="classes">Classes of the head.</param>
    public Erann(ErannOptions options, int classes) : base(nameof(Erann))
    {
        options.Validate();
        this.options = options;
        var blocks = new List<nn.Module<Tensor, Tensor>>();
        long input = 1;
        for (int stage = 0; stage < 5; stage++)
            for (int i = 0; i < options.Blocks; i++)
            {
                long output = 8L * options.Width << stage;
                bool first = i == 0 && stage > 0;
                blocks.Add(new ErannBlock(input, output, first ? 2 : 1, first ? options.TimeStride(stage) : 1));
                input = output;
            }
        stages = nn.Sequential(blocks.ToArray());
        fc1 = nn.Linear(options.Channels, options.Channels);
        fc2 = nn.Linear(options.Channels, classes);
        RegisterComponents();
    }

    /// <summary>The last map.</summary>
    /// <param name="spectrogram">Log-mel (N, mels, frames), about 0 to 1; padded with zeros at the end.</param>
    /// <returns>(N, 128W, mels / 16, frames / total stride).</returns>
    public override Tensor forward(Tensor spectrogram)
    {
        Require.Shape(spectrogram, "log-mel spectrogram", -1, options.Mels, -1);
        long frames = spectrogram.shape[2], stride = options.TotalTimeStride, missing = (stride - frames % stride) % stride;
        if (missing > 0)
            spectrogram = cat([spectrogram, spectrogram.new_zeros(spectrogram.shape[0], options.Mels, missing)], 2);
        return stages.call(spectrogram.unsqueeze(1));
    }

    /// <summary>The head.</summary>
    /// <param name="map">(N, 128W, mels / 16, steps).</param>
    /// <returns>Logits (N, classes).</returns>
    public Tensor Classify(Tensor map)
    {
        Tensor flat = map.flatten(2);
        return fc2.call(fc1.call(flat.mean([2]) + flat.amax(2L)).leaky_relu(0.01));
    }
}
