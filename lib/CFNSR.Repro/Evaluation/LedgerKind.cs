using System.Text.Json.Serialization;

namespace CFNSR.Repro.Evaluation;

/// <summary>What a line of the ledger is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LedgerKind>))]
public enum LedgerKind
{
    /// <summary>A printed number.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>A figure.</summary>
    [JsonStringEnumMemberName("figure")]
    Figure,

    /// <summary>A table, or a row of it.</summary>
    [JsonStringEnumMemberName("table")]
    Table,

    /// <summary>An equation.</summary>
    [JsonStringEnumMemberName("equation")]
    Equation,

    /// <summary>A statement in words.</summary>
    [JsonStringEnumMemberName("claim")]
    Claim,
}
