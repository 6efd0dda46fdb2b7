using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// A split attention unit (data/paper/models.md §2.7): both maps are cut into blocks of b channels, all blocks share one joint vector,
/// and for each of the b channel positions a softmax over all blocks weights them.
/// </summary>
public sealed class MsafUnit : nn.Module
{
    private readonly MsafOptions options;
    private readonly int block;
    private readonly int videoBlocks;
    private readonly int audioBlocks;
    private readonly Linear joint;
    private readonly BatchNorm1d norm;
    private readonly Linear excite;

    /// <summary>Builds the joint layer and, as one matrix, the linear layers of all blocks.</summary>
    /// <param name="videoChannels">Channels of the video map.</param>
    /// <param name="audioChannels">Channels of the audio map.</param>
    /// <param name="block">Channels b of a block.</param>
    /// <param name="options">Reduction, block dropout and its switch.</param>
    public MsafUnit(int videoChannels, int audioChannels, int block, MsafOptions options) : base(nameof(MsafUnit))
    {
        this.options = options;
        this.block = block;
        videoBlocks = (videoChannels + block - 1) / block;
        audioBlocks = (audioChannels + block - 1) / block;
        int reduced = block / options.Reduction;
        joint = nn.Linear(block, reduced);
        norm = nn.BatchNorm1d(reduced);
        excite = nn.Linear(reduced, (videoBlocks + audioBlocks) * block);
        RegisterComponents();
    }

    /// <summary>Weights both maps.</summary>
    /// <param name="video">(N, C_v, T, H, W).</param>
    /// <param name="audio">(N, C_a, L).</param>
    /// <returns>Maps of the same shapes.</returns>
    public (Tensor Video, Tensor Audio) Pass(Tensor video, Tensor audio)
    {
        long n = video.shape[0];
        int blocks = videoBlocks + audioBlocks;
        Tensor v = Split(video, videoBlocks), a = Split(audio, audioBlocks); // (N, blocks, b, positions)
        Tensor? mask = null;
        if (training && options.BlockDropout > 0)
        {
            mask = nn.functional.dropout(ones(n, blocks, 1L, 1L, device: video.device), options.BlockDropout);
            (v, a) = (v * mask.narrow(1, 0, videoBlocks), a * mask.narrow(1, videoBlocks, audioBlocks));
        }
        Tensor g = v.sum(1L).mean([2]) + a.sum(1L).mean([2]); // (N, b)
        Tensor u = norm.call(joint.call(g)).relu();
        Tensor attention = excite.call(u).reshape(n, blocks, block, 1).softmax(1); // (N, blocks, b, 1)
        attention = attention * (1 - options.Lowest) + options.Lowest;
        if (mask is not null && options.BlockMask == Fidelity.AsPublished) attention = attention * mask;
        return (Join(v * attention.narrow(1, 0, videoBlocks), video), Join(a * attention.narrow(1, videoBlocks, audioBlocks), audio));
    }

    private Tensor Split(Tensor map, int blocks)
    {
        Tensor flat = map.flatten(2); // (N, C, positions)
        long missing = (long)blocks * block - flat.shape[1];
        if (missing > 0) flat = cat([flat, flat.new_zeros(flat.shape[0], missing, flat.shape[2])], 1);
        return flat.reshape(flat.shape[0], blocks, block, flat.shape[2]);
    }

    private static Tensor Join(Tensor blocks, Tensor like) => blocks.flatten(1, 2).narrow(1, 0, like.shape[1]).reshape(like.shape);
}
