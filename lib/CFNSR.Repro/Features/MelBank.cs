using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>
/// Mel filters as products of matrices. Filters side by side cover few frequencies, so each sixteen are multiplied with their own stretch of
/// the spectrum alone: an eighth of the multiplications, as the rest are by zero.
/// </summary>
internal sealed class MelBank : IDisposable
{
    private const int Together = 16;
    private readonly List<(int First, int Count, Tensor Weights)> groups = []; // weights (16, count)

    /// <param name="filters">(mels, bins)</param>
    public MelBank(float[,] filters)
    {
        using var scope = NewDisposeScope();
        Tensor all = from_array(filters);
        for (int mel = 0; mel < filters.GetLength(0); mel += Together)
        {
            int end = Math.Min(mel + Together, filters.GetLength(0));
            int[] bins = [.. Enumerable.Range(0, filters.GetLength(1)).Where(bin => Enumerable.Range(mel, end - mel).Any(m => filters[m, bin] != 0)).DefaultIfEmpty(0)];
            int count = bins[^1] - bins[0] + 1;
            groups.Add((bins[0], count, all.narrow(0, mel, end - mel).narrow(1, bins[0], count).contiguous().DetachFromDisposeScope()));
        }
    }

    /// <summary>Sums the spectrum under each filter.</summary>
    /// <param name="power">(bins, frames)</param>
    /// <returns>(mels, frames)</returns>
    public Tensor Apply(Tensor power) => cat([.. groups.Select(group => group.Weights.mm(power.narrow(0, group.First, group.Count)))], 0);

    public void Dispose()
    {
        foreach (var group in groups) group.Weights.Dispose();
    }
}
