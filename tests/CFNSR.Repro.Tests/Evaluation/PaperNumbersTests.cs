using System.Globalization;
using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Tests.Evaluation;

public class PaperNumbersTests
{
    [Fact]
    public void Table_2_has_the_papers_ten_rows_in_its_order()
    {
        string[] expected =
        [
            "Averaging 68.82", "Multiplicative 70.35", "Multiplication 70.56", "Concat + FC 71.04", "MCBP 71.32", "MMTM 73.12",
            "MSAF 74.86", "ERANNs 74.8", "CFN-SR 75.76", "CFNSR-MSAFNet 78.3",
        ];
        Assert.Equal(expected, PaperNumbers.Default.Table2.Select(row => $"{row.Name} {row.Printed}"));
        Assert.Equal("cfn-sr", PaperNumbers.Default.Row("cfn-sr")?.System);
        Assert.Null(PaperNumbers.Default.Row("mfn"));
    }

    [Fact]
    public void Each_stated_fraction_of_clips_equals_the_printed_percentage()
    {
        foreach (var row in PaperNumbers.Default.Table2.Where(row => row.Clips is not null))
        {
            double[] parts = row.Clips!.Split('/').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(row.Accuracy, 100 * parts[0] / parts[1], 0.0051);
        }
    }

    [Fact]
    public void Ids_are_unique_and_looked_up_by_name()
    {
        Assert.Equal(PaperNumbers.Default.Numbers.Count, PaperNumbers.Default.Numbers.Select(number => number.Id).Distinct().Count());
        Assert.Equal(78.33, PaperNumbers.Default["best-test-accuracy"].Value);
        Assert.Equal(2.5261, PaperNumbers.Default["final-test-loss"].Value);
        Assert.Contains("no published number", Assert.Throws<KitException>(() => PaperNumbers.Default["nonsense"]).Message);
    }

    [Fact]
    public void The_classes_sum_to_all_clips() =>
        Assert.Equal(PaperNumbers.Default["clips"].Value, PaperNumbers.Default.Numbers.Where(n => n.Id.StartsWith("distribution-", StringComparison.Ordinal)).Sum(n => n.Value));
}
