using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CFNSR.Repro.Benchmarks;

/// <summary>The kit's side of the paired measurements: one request a line, one answer a line, as in peer.py.</summary>
internal static class Server
{
    public static void Run(TextReader requests, TextWriter answers)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        using var work = new Work();
        while (requests.ReadLine() is { } line)
        {
            JsonObject answer;
            try
            {
                answer = Answer(work, JsonNode.Parse(line)!.AsObject());
            }
            catch (Exception e)
            {
                answer = new JsonObject { ["error"] = $"{e.GetType().Name}: {e.Message}" }; // told to the driver, which stops
            }

            answers.WriteLine(answer.ToJsonString());
            answers.Flush();
        }
    }

    private static JsonObject Answer(Work work, JsonObject r)
    {
        string Text(string key) => (string)r[key]!;
        int Number(string key) => (int)r[key]!;
        return Text("do") switch
        {
            "threads" => work.Threads(Number("count")),
            "open" => work.Open(Text("system"), Number("batch"), Number("frames"), Number("size"), Number("width"), Number("cardinality"), Text("blocks"), (bool?)r["dropout"] ?? true),
            "export" => work.Export(Text("weights")),
            "step" => work.Step(Number("count")),
            "mfcc" => work.Mfcc(Text("file"), Number("count"), (string?)r["out"]),
            "decode" => work.Decode(Text("file")),
            "prepare" => work.Prepare(Text("data"), Text("store"), Text("box"), Number("frames"), Number("size"), Number("workers")),
            "load" => work.Load(Text("store"), Number("workers"), Number("batch"), (bool)r["augment"]!, Number("epoch")),
            "memory" => Memory.Now((bool?)r["reset"] ?? false),
            var other => throw new JsonException($"no request '{other}'"),
        };
    }
}
