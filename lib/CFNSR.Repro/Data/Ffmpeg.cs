using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CFNSR.Repro.Data;

/// <summary>
/// Runs Debian's ffmpeg and ffprobe: arguments one by one (no shell), sound and pictures through pipes,
/// errors as <see cref="KitException"/> with the last lines that the program wrote.
/// </summary>
public static class Ffmpeg
{
    /// <summary>Starts ffmpeg; <c>-hide_banner -nostdin -nostats</c> and a log level are added.</summary>
    /// <param name="arguments">
    /// ffmpeg's arguments; <c>pipe:0</c> is <see cref="FfmpegProcess.Write"/>, <c>pipe:1</c> is <see cref="FfmpegProcess.Output"/>.
    /// </param>
    /// <param name="file">The file to name in error messages.</param>
    /// <param name="log">Told every line of ffmpeg's log, not errors alone, on another thread.</param>
    /// <returns>The running process; dispose it.</returns>
    /// <exception cref="KitException">ffmpeg is not installed.</exception>
    public static FfmpegProcess Start(IEnumerable<string> arguments, string? file = null, Action<string>? log = null) =>
        new(Launch("ffmpeg", [.. Quiet(log is null ? "error" : "info"), "-nostdin", "-nostats", .. arguments]), "ffmpeg", file, log);

    /// <summary>Runs ffmpeg to its end.</summary>
    /// <param name="arguments">ffmpeg's arguments.</param>
    /// <param name="file">The file to name in error messages.</param>
    /// <exception cref="KitException">ffmpeg is not installed or reports a failure.</exception>
    public static void Run(IEnumerable<string> arguments, string? file = null)
    {
        using FfmpegProcess process = Start(arguments, file);
        process.Finish();
    }

    /// <summary>The arguments that open a local file for reading and nothing else (no network, whatever the file contains).</summary>
    /// <param name="file">The file.</param>
    public static string[] Input(string file) => ["-protocol_whitelist", "file,pipe", "-i", Path.GetFullPath(file)];

    /// <summary>
    /// The arguments that read one track of a file on the file's clock. The other track goes along and is thrown away, since ffmpeg
    /// starts the clock of a transport stream with the tracks that are used. Filters are not started again where a track changes: their
    /// clocks would be.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="track">Number of the stream that is read.</param>
    /// <param name="other">Number of the other stream, or null.</param>
    /// <param name="output">Filters, codec and format of what goes to <c>pipe:1</c>.</param>
    internal static string[] Track(string file, int track, int? other, params string[] output) =>
    [
        "-reinit_filter", "0", .. Input(file), "-map", Map(track), .. output, "pipe:1",
        .. other is { } along ? ["-map", Map(along), "-c", "copy", "-f", "null", "-"] : Array.Empty<string>(),
    ];

    /// <summary>Asks ffprobe which streams a file has.</summary>
    /// <param name="file">A media file.</param>
    /// <exception cref="KitException">The file is missing or no media file, or ffprobe is not installed.</exception>
    public static MediaInfo Probe(string file)
    {
        if (!File.Exists(file)) throw new KitException("there is no such file", file, cure: "Check the path.");
        const string entries = "stream=index,codec_type,codec_name,codec_tag_string,width,height,sample_aspect_ratio,avg_frame_rate,"
            + "nb_frames,sample_rate,channels,start_time,duration:stream_disposition=default,attached_pic:stream_side_data=rotation:"
            + "format=format_long_name,duration";
        bool estimated = false;
        string[] arguments = [.. Quiet("warning"), "-show_entries", entries, "-of", "json", .. Input(file)];
        using var process = new FfmpegProcess(Launch("ffprobe", arguments), "ffprobe", file,
            line => estimated |= line.Contains("Estimating duration", StringComparison.Ordinal));
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(process.Output);
        }
        catch (JsonException e)
        {
            process.Finish();
            throw new KitException("ffprobe's answer cannot be read", file, inner: e);
        }
        using (json)
        {
            process.Finish();
            return ProbeAnswer.Describe(json.RootElement, estimated);
        }
    }

    private static string[] Quiet(string level) => ["-hide_banner", "-loglevel", "level+" + level];

    private static string Map(int stream) => string.Create(CultureInfo.InvariantCulture, $"0:{stream}");

    private static Process Launch(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!; // null only with UseShellExecute
        }
        catch (Win32Exception e)
        {
            throw new KitException($"{program} cannot be started", expected: "it on the PATH",
                cure: "Run environment/setup.sh or install Debian's package ffmpeg.", inner: e);
        }
    }
}
