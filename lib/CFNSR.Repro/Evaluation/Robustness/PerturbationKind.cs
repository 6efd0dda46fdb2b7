using System.Text.Json.Serialization;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>How a test clip is spoilt. Each kind has levels of its own (<see cref="Perturbation.Level"/>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PerturbationKind>))]
public enum PerturbationKind
{
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The sound's stream is zero after its encoder, as in modality dropout. Level 1.</summary>
    [JsonStringEnumMemberName("missing-audio")]
    MissingAudio,

    /// <summary>The picture's stream is zero after its encoder, as in modality dropout. Level 1.</summary>
    [JsonStringEnumMemberName("missing-video")]
    MissingVideo,

    /// <summary>White Gaussian noise. Level: signal to noise in dB.</summary>
    [JsonStringEnumMemberName("white")]
    White,

    /// <summary>Five other actors' clips of the same test fold at once. Level: signal to noise in dB.</summary>
    [JsonStringEnumMemberName("babble")]
    Babble,

    /// <summary>The picture out of focus. Level: sigma of a Gaussian in pixels of the stored frame.</summary>
    [JsonStringEnumMemberName("blur")]
    Blur,

    /// <summary>The picture darker. Level: the factor of every stored value, 1 as it was, 0 black.</summary>
    [JsonStringEnumMemberName("dark")]
    Dark,

    /// <summary>The picture stands still from a random frame on. Level: for which share of the clip's frames.</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen,

    /// <summary>Frames are lost; the one shown before stays. Level: which share of the frames.</summary>
    [JsonStringEnumMemberName("dropped")]
    Dropped,

    /// <summary>Sound and picture are not in time. Level: by how many milliseconds the sound is late.</summary>
    [JsonStringEnumMemberName("shift")]
    Shift,
}
