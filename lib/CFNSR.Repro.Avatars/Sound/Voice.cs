namespace CFNSR.Repro.Avatars.Sound;

/// <summary>The ordinary voice of an actor.</summary>
/// <param name="Variant">espeak-ng's voice with its variant.</param>
/// <param name="Semitones">Shift of the pitch.</param>
/// <param name="Level">Loudness in dB: RAVDESS's actors differ by 20 dB.</param>
internal sealed record Voice(string Variant, double Semitones, double Level)
{
    private static readonly string[] Men = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"];
    private static readonly string[] Women = ["f1", "f2", "f3", "f4", "f5", "aunty", "steph", "linda"];
    private static readonly string[] Accents = ["en-us", "en-gb", "en-us"];

    public static Voice Of(int actor, int seed)
    {
        var random = new AvatarRandom(seed, "voice", actor);
        var index = (actor - 1) / 2;
        var variant = (actor % 2 == 0 ? Women : Men)[index % 8];
        return new Voice(Accents[index % 3] + "+" + variant, random.Between(-1.5, 1.5), random.Between(-4, 4));
    }
}
