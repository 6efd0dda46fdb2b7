using CFNSR.Repro.Models.Encoders;

namespace CFNSR.Repro.Tests.Models.Encoders;

public sealed class SinusoidsTests
{
    /// <summary>The numbers of data/paper/models.md §3.2: row 1 of width 64.</summary>
    [Fact]
    public void FirstRowHasThePublishedNumbers()
    {
        double[] table = Sinusoids.Table(26, 64);
        double[] sines = [0.841471, 0.676474, 0.524387, 0.398713], cosines = [0.540302, 0.736467, 0.851480];
        for (int i = 0; i < sines.Length; i++) Assert.Equal(sines[i], table[i], 1e-6);
        for (int i = 0; i < cosines.Length; i++) Assert.Equal(cosines[i], table[32 + i], 1e-6);
        Assert.Equal(Math.Sin(26), table[25 * 64], 1e-12);
        Assert.Equal(Math.Sin(26 / 10000.0), table[25 * 64 + 31], 1e-12);
    }

    [Fact]
    public void EveryTokenOfAMapHasItsOwnRow()
    {
        double[] table = Sinusoids.Map(2, 3, 3, 16);
        var rows = table.Chunk(16).Select(r => string.Join(",", r)).ToList();
        Assert.Equal(18, rows.Distinct().Count());
        // tokens 0 and 9 differ in time only: rows and columns share their part
        Assert.Equal(table[4..16], table[(9 * 16 + 4)..(9 * 16 + 16)]);
    }

    [Fact]
    public void OddWidthIsRefused() => Assert.Throws<KitException>(() => Sinusoids.Table(3, 7));
}
