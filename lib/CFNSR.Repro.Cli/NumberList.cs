using System.Globalization;

namespace CFNSR.Repro.Cli;

/// <summary>Lists of whole numbers on the command line: "0,1,2", "1-5", "1-3,6".</summary>
internal static class NumberList
{
    public static IReadOnlyList<int> Parse(string text, string option)
    {
        var numbers = new List<int>();
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length is < 1 or > 2 || !TryNumber(ends[0], out int first) || !TryNumber(ends[^1], out int last) || last < first || last - first > 1000)
                throw new KitException($"{option} {text} is not a list of numbers", expected: "such as 0,1,2 or 1-5");
            for (int n = first; n <= last; n++) if (!numbers.Contains(n)) numbers.Add(n);
        }
        return numbers;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
