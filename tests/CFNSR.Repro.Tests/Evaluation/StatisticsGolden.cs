using System.Text.Json.Nodes;

namespace CFNSR.Repro.Tests.Evaluation;

/// <summary>SciPy's p values, with the script that made them beside the numbers.</summary>
internal static class StatisticsGolden
{
    public static JsonNode Read() => JsonNode.Parse(File.ReadAllText(TestData.Golden("statistics", "statistics.json")))!;

    public static double[] Numbers(JsonNode? array) => [.. array!.AsArray().Select(v => (double)v!)];
}
