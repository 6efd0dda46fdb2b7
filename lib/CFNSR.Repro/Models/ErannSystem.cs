using CFNSR.Repro.Models.Encoders;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>Row 8 of Table 2: <see cref="Erann"/> alone; its audio is a log-mel spectrogram (N, 128, frames), not MFCC.</summary>
public sealed class ErannSystem : EmotionModel
{
    private readonly Erann audio;

    /// <summary>Builds the system.</summary>
    /// <param name="options">Uses <see cref="ModelOptions.Erann"/> and the classes.</param>
    public ErannSystem(ModelOptions options) : base("erann")
    {
        audio = new Erann(options.Erann, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override bool UsesVideo => false;

    /// <inheritdoc/>
    public override AudioFeature AudioInput => AudioFeature.LogMel;

    /// <inheritdoc/>
    public override IReadOnlyList<nn.Module> Encoders => [audio];

    /// <inheritdoc/>
    public override (Tensor Video, Tensor Audio) Encode(Tensor video, Tensor audio) =>
        (zeros(audio.shape[0], 0L, device: audio.device), this.audio.call(audio));

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio) =>
        this.audio.Classify(Missing == MissingModality.Audio ? audio * 0 : audio);
}
