using CFNSR.Repro.Data;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>
/// Mixup (Zhang et al. 2018, arXiv 1710.09412; data/paper/models.md §2.8): each clip of a training batch is blended with another one of it, and the loss is the
/// same blend of the losses against both labels. A pure function of (seed, epoch, step).
/// </summary>
/// <param name="Share">Weight of the clip itself, 0.5 to 1; its partner has the rest.</param>
/// <param name="Partners">For each clip of the batch the position of its partner.</param>
public sealed record Mixup(double Share, IReadOnlyList<int> Partners)
{
    /// <summary>Draws the blend of one step: the greater of b and 1 - b with b from Beta(alpha, alpha), and a random order of the batch.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="step">Step in the epoch, from 0.</param>
    /// <param name="clips">Clips in the batch.</param>
    /// <param name="alpha">Above 0, at most 1.</param>
    /// <returns>The blend.</returns>
    public static Mixup Draw(long seed, int epoch, int step, int clips, double alpha)
    {
        var random = KeyedRandom.For(seed, epoch, step, "mixup");
        double share = Beta(ref random, alpha);
        int[] partners = [.. Enumerable.Range(0, clips)];
        random.Shuffle<int>(partners);
        return new Mixup(Math.Max(share, 1 - share), partners);
    }

    /// <summary>The blended batch. Its labels stay those of the clips themselves; its new tensors belong to the current dispose scope.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>The blend; the batch itself is left as it is.</returns>
    public Batch Apply(Batch batch)
    {
        Tensor partners = tensor(Partners.Select(p => (long)p).ToArray(), device: batch.Labels.device); // (N)
        return batch with { Video = Blend(batch.Video), Audio = Blend(batch.Audio) };

        Tensor? Blend(Tensor? x) => x is null ? null : (x * Share) + (x.index_select(0, partners) * (1 - Share));
    }

    /// <summary>The blended loss: Share times the loss against the clips' labels, plus the rest against their partners'.</summary>
    /// <param name="loss">The loss against labels (N).</param>
    /// <param name="labels">The clips' labels (N).</param>
    /// <returns>A scalar.</returns>
    public Tensor Loss(Func<Tensor, Tensor> loss, Tensor labels)
    {
        Tensor partners = tensor(Partners.Select(p => (long)p).ToArray(), device: labels.device); // (N)
        return (loss(labels) * Share) + (loss(labels.index_select(0, partners)) * (1 - Share));
    }

    /// <summary>A number from Beta(alpha, alpha): Jöhnk's method, in logarithms because a small alpha leaves the range of a double.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="alpha">Above 0; slow far above 1.</param>
    /// <returns>0 to 1.</returns>
    public static double Beta(ref KeyedRandom random, double alpha)
    {
        while (true)
        {
            double x = Math.Log(1 - random.NextDouble()) / alpha, y = Math.Log(1 - random.NextDouble()) / alpha;
            if (Math.Exp(x) + Math.Exp(y) <= 1) return 1 / (1 + Math.Exp(y - x));
        }
    }
}
