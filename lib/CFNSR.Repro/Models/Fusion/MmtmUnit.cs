using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// A multimodal transfer module (data/paper/models.md §2.6): both maps are squeezed to their channel means, a joint vector
/// z = ReLU(W s + b) gates the channels of each, sigmoid(W_v z + b_v) and sigmoid(W_a z + b_a).
/// </summary>
public sealed class MmtmUnit : nn.Module
{
    private readonly double scale;
    private readonly Linear squeeze;
    private readonly Linear video_gate;
    private readonly Linear audio_gate;

    /// <summary>Builds the three projections with the framework's default initial weights.</summary>
    /// <param name="videoChannels">C_v.</param>
    /// <param name="audioChannels">C_a.</param>
    /// <param name="options">Reduction and gate scale.</param>
    public MmtmUnit(int videoChannels, int audioChannels, MmtmOptions options) : base(nameof(MmtmUnit))
    {
        scale = options.GateScale;
        int joint = Math.Max(1, 2 * (videoChannels + audioChannels) / options.Ratio);
        squeeze = nn.Linear(videoChannels + audioChannels, joint);
        video_gate = nn.Linear(joint, videoChannels);
        audio_gate = nn.Linear(joint, audioChannels);
        RegisterComponents();
    }

    /// <summary>Gates both maps.</summary>
    /// <param name="video">(N, C_v, T, H, W).</param>
    /// <param name="audio">(N, C_a, L).</param>
    /// <returns>Maps of the same shapes.</returns>
    public (Tensor Video, Tensor Audio) Pass(Tensor video, Tensor audio)
    {
        Tensor z = squeeze.call(cat([video.flatten(2).mean([2]), audio.mean([2])], 1)).relu();
        return (video * Gate(video_gate, z).reshape(-1, video.shape[1], 1, 1, 1), audio * Gate(audio_gate, z).unsqueeze(2));
    }

    private Tensor Gate(Linear gate, Tensor z) => gate.call(z).sigmoid() * scale;
}
