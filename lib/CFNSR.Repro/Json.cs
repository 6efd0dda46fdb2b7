using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CFNSR.Repro;

/// <summary>How every JSON file of the kit is written: snake_case keys, indented, unknown keys refused, NaN spelled out.</summary>
internal static class Json
{
    /// <summary>The one set of options.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a JSON file of the kit.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="file">The file.</param>
    /// <param name="what">What it should be, for the error message.</param>
    /// <exception cref="KitException">It cannot be read.</exception>
    public static T ReadFile<T>(string file, string what)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), Options) ?? throw new JsonException("null");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new KitException($"cannot be read as {what}: {error.Message}", file, inner: error);
        }
    }
}
