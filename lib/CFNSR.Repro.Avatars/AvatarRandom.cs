using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars;

/// <summary>
/// The draws of one actor or one clip: a pure function of seed, purpose and keys, so that any clip can be made alone, in any order.
/// A mutable struct: pass it by reference.
/// </summary>
internal struct AvatarRandom
{
    private KeyedRandom source;

    /// <summary>The draws that belong to an actor.</summary>
    public AvatarRandom(int seed, string purpose, int actor) => source = KeyedRandom.For(seed, 0, actor, "avatar " + purpose);

    /// <summary>The draws that belong to a clip; its modality does not matter.</summary>
    public AvatarRandom(int seed, string purpose, ClipName name)
    {
        var trial = (((((name.Actor * 8) + name.Label) * 4) + name.Intensity) * 4 + name.Statement) * 4 + name.Repetition;
        source = KeyedRandom.For(seed, 1, trial, "avatar " + purpose);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => source.NextDouble();

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => source.NextDouble(low, high);

    /// <summary>Standard normal, cut at ±2.5 so that no clip is a freak.</summary>
    public double Normal() => Math.Clamp(source.NextNormal(), -2.5, 2.5);
}
