using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Intermediate attention with modality dropout (Chumachenko et al. 2022, arXiv 2201.11095; data/paper/models.md §11): each stream's
/// attention on the other one, maps only, scales the other one's steps; then means, side by side into one linear layer. Training drops
/// modalities in mode soft-hard, whatever the mode of the settings; probability 0 turns it off.
/// Kept: the maps, how they scale, mean pooling, soft and hard dropout. Not kept: EfficientFace, 10 MFCC over 3.6 s, and the halves of
/// both streams behind the attention: here it stands on the last maps, 98 places of video and 26 steps of audio.
/// 26,173,608 parameters at paper size.
/// </summary>
public sealed class Chumachenko : TwoStreamModel
{
    private readonly StepGain video_gain;
    private readonly StepGain audio_gain;
    private readonly Linear classifier;

    /// <summary>Builds two streams without heads and both attentions.</summary>
    /// <param name="options">Encoders, classes, <see cref="ModelOptions.Chumachenko"/> and the probability of <see cref="ModelOptions.ModalityDropout"/>.</param>
    public Chumachenko(ModelOptions options)
        : base(options with { ModalityDropout = options.ModalityDropout with { Mode = ModalityDropoutMode.SoftHard } }, heads: false, dropsModalities: true)
    {
        options.Chumachenko.Validate();
        int videoWidth = video.Channels, audioWidth = options.Audio.Channels;
        video_gain = new StepGain(audioWidth, videoWidth, options.Chumachenko);
        audio_gain = new StepGain(videoWidth, audioWidth, options.Chumachenko);
        classifier = nn.Linear(videoWidth + audioWidth, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        Tensor v = videoMap.flatten(2).transpose(1, 2), a = audioMap.transpose(1, 2); // (N, 98, 2048), (N, 26, 64)
        Tensor videoGain = video_gain.call(a, v), audioGain = audio_gain.call(v, a); // (N, 98), (N, 26)
        return classifier.call(cat([Mean(v, videoGain), Mean(a, audioGain)], 1));
    }

    private static Tensor Mean(Tensor tokens, Tensor gain) => (tokens * gain.unsqueeze(2)).mean([1]);
}
