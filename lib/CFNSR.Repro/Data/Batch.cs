using TorchSharp;

namespace CFNSR.Repro.Data;

/// <summary>
/// Some clips, ready for the network. Whoever takes a batch from a loader owns it and disposes it; its tensors belong to no dispose scope.
/// </summary>
/// <param name="Video">Floats (N, 3, T, H, W), or null.</param>
/// <param name="Audio">Floats (N, 13, 212), or null.</param>
/// <param name="Labels">Class indices (N), int64.</param>
/// <param name="Clips">Clip numbers in the store, in the order of the batch.</param>
public sealed record Batch(torch.Tensor? Video, torch.Tensor? Audio, torch.Tensor Labels, int[] Clips) : IDisposable
{
    /// <summary>Number of clips.</summary>
    public int Count => Clips.Length;

    /// <summary>Frees the tensors. May be called twice.</summary>
    public void Dispose()
    {
        Video?.Dispose();
        Audio?.Dispose();
        Labels.Dispose();
    }
}
