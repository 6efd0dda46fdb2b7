using System.Globalization;
using System.Text.Json;

namespace CFNSR.Repro.Data;

/// <summary>Reads what ffprobe answers (JSON).</summary>
internal static class ProbeAnswer
{
    /// <summary>The tracks that count, on one clock.</summary>
    /// <param name="root">ffprobe's answer.</param>
    /// <param name="estimated">Whether ffprobe guessed the lengths from the file's size.</param>
    public static MediaInfo Describe(JsonElement root, bool estimated)
    {
        JsonElement[] streams = root.TryGetProperty("streams", out JsonElement list) ? [.. list.EnumerateArray()] : [];
        JsonElement? video = Track(streams, "video"), audio = Track(streams, "audio");
        JsonElement format = root.TryGetProperty("format", out JsonElement whole) ? whole : default;
        double zero = new[] { video, audio }.Min(track => track is { } t ? Number(t, "start_time") : double.MaxValue);
        double fileEnd = estimated ? 0 : Number(format, "duration");
        return new MediaInfo(Word(format, "format_long_name"),
            video is { } v ? Video(v, zero, fileEnd) : null, audio is { } a ? Audio(a, zero, fileEnd, estimated) : null);
    }

    private static JsonElement? Track(JsonElement[] streams, string kind) => streams
        .Where(stream => Word(stream, "codec_type") == kind && !Is(stream, "attached_pic"))
        .OrderByDescending(stream => Is(stream, "default")).Select(stream => (JsonElement?)stream).FirstOrDefault();

    private static VideoTrack Video(JsonElement v, double zero, double fileEnd)
    {
        int width = (int)Number(v, "width"), height = (int)Number(v, "height");
        double aspect = Ratio(v, "sample_aspect_ratio", ':');
        if (aspect is > 0.1 and < 10) width = (int)Math.Round(width * aspect);
        bool sided = v.TryGetProperty("side_data_list", out JsonElement sides);
        double turned = sided ? sides.EnumerateArray().Sum(side => Number(side, "rotation")) : 0;
        if (Math.Abs(turned) % 180 == 90) (width, height) = (height, width);
        double start = Number(v, "start_time") - zero, seconds = Number(v, "duration");
        return new VideoTrack((int)Number(v, "index"), Codec(v), width, height, Ratio(v, "avg_frame_rate", '/'),
            (int)Number(v, "nb_frames"), start, seconds > 0 ? start + seconds : fileEnd);
    }

    private static AudioTrack Audio(JsonElement a, double zero, double fileEnd, bool estimated)
    {
        double seconds = estimated ? 0 : Number(a, "duration");
        return new AudioTrack((int)Number(a, "index"), Codec(a), (int)Number(a, "sample_rate"), (int)Number(a, "channels"),
            seconds > 0 ? Number(a, "start_time") - zero + seconds : 0, fileEnd);
    }

    private static bool Is(JsonElement stream, string disposition) =>
        stream.TryGetProperty("disposition", out JsonElement all) && Number(all, disposition) == 1;

    private static string Codec(JsonElement stream) =>
        Word(stream, "codec_name") is { Length: > 0 } name and not "unknown" ? name : Word(stream, "codec_tag_string");

    private static string Word(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    // ffprobe writes some numbers as JSON numbers and some as strings; absent and "N/A" count as 0
    private static double Number(JsonElement element, string name) => Parse(Word(element, name));

    private static double Ratio(JsonElement element, string name, char sign)
    {
        string[] parts = Word(element, name).Split(sign);
        return parts.Length == 2 && Parse(parts[1]) is not 0 and var below ? Parse(parts[0]) / below : 0;
    }

    private static double Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0;
}
