using CFNSR.Repro.Models.Encoders;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>Audio alone: <see cref="MfccCnn"/> with its linear head; 34,024 parameters at published size.</summary>
public sealed class AudioSystem : EmotionModel
{
    private readonly MfccCnn audio;

    /// <summary>Builds the system.</summary>
    /// <param name="options">Uses the audio encoder's options and the classes.</param>
    public AudioSystem(ModelOptions options) : base("audio")
    {
        audio = new MfccCnn(options.Audio, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override bool UsesVideo => false;

    /// <inheritdoc/>
    public override IReadOnlyList<nn.Module> Encoders => [audio];

    /// <inheritdoc/>
    public override (Tensor Video, Tensor Audio) Encode(Tensor video, Tensor audio) =>
        (zeros(audio.shape[0], 0L, device: audio.device), this.audio.call(audio));

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio) =>
        this.audio.Classify(Missing == MissingModality.Audio ? audio * 0 : audio);
}
