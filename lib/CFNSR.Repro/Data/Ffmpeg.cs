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
    private static readonly string[] Quiet = ["-hide_banner", "-loglevel", "error"];

    /// <summary>Starts ffmpeg; <c>-hide_banner -loglevel error -nostdin</c> are added.</summary>
    /// <param name="arguments">ffmpeg's arguments; <c>pipe:0</c> is <see cref="FfmpegProcess.Write"/>, <c>pipe:1</c> is <see cref="FfmpegProcess.Output"/>.</param>
    /// <param name="file">The file to name in error messages.</param>
    /// <returns>The running process; dispose it.</returns>
    /// <exception cref="KitException">ffmpeg is not installed.</exception>
    public static FfmpegProcess Start(IEnumerable<string> arguments, string? file = null) =>
        new(Launch("ffmpeg", [.. Quiet, "-nostdin", .. arguments]), "ffmpeg", file);

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

    /// <summary>Asks ffprobe which streams a file has.</summary>
    /// <param name="file">A media file.</param>
    /// <exception cref="KitException">The file is missing or no media file, or ffprobe is not installed.</exception>
    public static MediaInfo Probe(string file)
    {
        if (!File.Exists(file)) throw new KitException("there is no such file", file, cure: "Check the path.");
        string[] arguments = [.. Quiet, "-show_entries", "stream=codec_type,width,height,sample_rate,channels,duration:format=duration", "-of", "json", .. Input(file)];
        using var process = new FfmpegProcess(Launch("ffprobe", arguments), "ffprobe", file);
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
            return Describe(json.RootElement);
        }
    }

    private static MediaInfo Describe(JsonElement root)
    {
        JsonElement[] streams = root.TryGetProperty("streams", out JsonElement list) ? [.. list.EnumerateArray()] : [];
        JsonElement video = streams.FirstOrDefault(s => IsKind(s, "video"));
        JsonElement audio = streams.FirstOrDefault(s => IsKind(s, "audio"));
        double total = root.TryGetProperty("format", out JsonElement format) ? Number(format, "duration") : 0;
        return new MediaInfo(
            video.ValueKind != JsonValueKind.Undefined, audio.ValueKind != JsonValueKind.Undefined,
            (int)Number(video, "width"), (int)Number(video, "height"),
            (int)Number(audio, "sample_rate"), (int)Number(audio, "channels"), Number(audio, "duration"), total);
    }

    private static bool IsKind(JsonElement stream, string kind) =>
        stream.TryGetProperty("codec_type", out JsonElement value) && value.GetString() == kind;

    // ffprobe writes some numbers as JSON numbers and some as strings; absent and "N/A" count as 0
    private static double Number(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value)) return 0;
        return double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0;
    }

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
            throw new KitException($"{program} cannot be started", expected: "it on the PATH", cure: "Run environment/setup.sh or install Debian's package ffmpeg.", inner: e);
        }
    }
}
