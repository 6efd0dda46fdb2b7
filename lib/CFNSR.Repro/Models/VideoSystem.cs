using CFNSR.Repro.Models.Encoders;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>Video alone: an encoder with its linear head; 25,882,056 parameters for <see cref="ResNeXt3D"/> at paper size, 3,528 for <see cref="UnitMlp"/>.</summary>
public sealed class VideoSystem : EmotionModel
{
    private readonly VideoEncoder video;

    /// <summary>Builds the system.</summary>
    /// <param name="options">Uses the video encoder's options and the classes.</param>
    public VideoSystem(ModelOptions options) : base("video")
    {
        video = ModelZoo.CreateVideo(options, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override bool UsesAudio => false;

    /// <inheritdoc/>
    public override IReadOnlyList<nn.Module> Encoders => [video];

    /// <inheritdoc/>
    public override (Tensor Video, Tensor Audio) Encode(Tensor video, Tensor audio) =>
        (this.video.call(video), zeros(video.shape[0], 0L, device: video.device));

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio) =>
        this.video.Classify(Missing == MissingModality.Video ? video * 0 : video);
}
