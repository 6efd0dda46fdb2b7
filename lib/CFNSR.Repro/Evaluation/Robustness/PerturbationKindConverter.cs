using System.Text.Json;
using System.Text.Json.Serialization;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>A kind stands in files as its word.</summary>
internal sealed class PerturbationKindConverter : JsonConverter<PerturbationKind>
{
    /// <inheritdoc/>
    public override PerturbationKind Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PerturbationKinds.Find(reader.GetString()!) is { } kind ? kind
            : throw new JsonException("there is no such perturbation");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PerturbationKind value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Word);
}
