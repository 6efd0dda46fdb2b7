using System.Globalization;
using System.Text.Json.Nodes;

namespace CFNSR.Repro.Benchmarks;

/// <summary>What Linux says of this process's memory.</summary>
internal static class Memory
{
    /// <summary>Resident memory now and at most since the last reset, MB; of it mapped files.</summary>
    public static JsonObject Now(bool reset)
    {
        var lines = File.ReadLines("/proc/self/status").Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        if (reset) File.WriteAllText("/proc/self/clear_refs", "5");
        return new JsonObject { ["now"] = Megabytes("VmRSS"), ["peak"] = Megabytes("VmHWM"), ["files"] = Megabytes("RssFile") };

        double Megabytes(string key) => double.Parse(lines[key].Trim().Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
    }
}
