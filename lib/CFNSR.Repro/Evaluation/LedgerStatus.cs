using System.Text.Json.Serialization;

namespace CFNSR.Repro.Evaluation;

/// <summary>What the kit has to say to a number or claim of the paper.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LedgerStatus>))]
public enum LedgerStatus
{
    /// <summary>Ours is the same, and the evidence shows it.</summary>
    [JsonStringEnumMemberName("matched")]
    Matched,

    /// <summary>We measured or do something else, and the reason says why.</summary>
    [JsonStringEnumMemberName("differs")]
    Differs,

    /// <summary>No run is committed; the line says what one needs.</summary>
    [JsonStringEnumMemberName("not attempted")]
    NotAttempted,

    /// <summary>The paper does not say enough, or it cannot be tested.</summary>
    [JsonStringEnumMemberName("undeterminable")]
    Undeterminable,

    /// <summary>The paper itself, arithmetic, its sources or the literature say otherwise.</summary>
    [JsonStringEnumMemberName("contradicted")]
    Contradicted,
}
