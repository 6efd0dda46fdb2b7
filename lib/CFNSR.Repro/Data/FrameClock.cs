using System.Globalization;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Data;

/// <summary>Takes the frames' times out of the log of ffmpeg's filter showinfo.</summary>
/// <param name="rate">Frames a second, for frames without a time.</param>
internal sealed partial class FrameClock(double rate)
{
    private readonly List<double> times = [];
    private double tick;

    /// <summary>Times of the frames so far; seconds, increasing.</summary>
    public IReadOnlyList<double> Times => times;

    /// <summary>Reads one line of the log.</summary>
    public void Read(string line)
    {
        if (TimeBase().Match(line) is { Success: true } unit)
        {
            tick = Number(unit.Groups[1]) / Number(unit.Groups[2]);
        }
        else if (Frame().Match(line) is { Success: true } frame)
        {
            double time = frame.Groups[1].Value == "NOPTS" ? double.NaN : Number(frame.Groups[1]) * tick;
            if (times.Count == 0) times.Add(double.IsNaN(time) ? 0 : time);
            else times.Add(time > times[^1] ? time : times[^1] + (times.Count > 1 ? times[^1] - times[^2] : 1 / rate));
        }
    }

    private static double Number(Group digits) => double.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"config in time_base: (\d+)/(\d+)")]
    private static partial Regex TimeBase();

    [GeneratedRegex(@" n: *\d+ pts: *(-?\d+|NOPTS) pts_time:")]
    private static partial Regex Frame();
}
