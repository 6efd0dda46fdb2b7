namespace CFNSR.Repro.Avatars.Faces;

/// <summary>
/// Who is seen: everything about the picture that belongs to the actor and not to the emotion. Odd actors are male, even ones female,
/// as in RAVDESS.
/// </summary>
/// <param name="Actor">1-based actor.</param>
/// <param name="Female">Whether the actor is a woman.</param>
/// <param name="Shape">Shape of the face.</param>
/// <param name="Hair">Hair style.</param>
/// <param name="Beard">Facial hair.</param>
/// <param name="Skin">Skin colour in full light.</param>
/// <param name="HairColour">Hair colour.</param>
/// <param name="Iris">Eye colour.</param>
/// <param name="Shirt">Colour of the clothing.</param>
/// <param name="Backdrop">Colour of the background.</param>
/// <param name="LightFrom">Side of the key light: -1 left, +1 right.</param>
/// <param name="Expressiveness">How much of an expression this actor shows, about 0.6..1.1, before the ambiguity setting.</param>
public sealed record ActorIdentity(
    int Actor,
    bool Female,
    FaceShape Shape,
    HairStyle Hair,
    Beard Beard,
    Rgb Skin,
    Rgb HairColour,
    Rgb Iris,
    Rgb Shirt,
    Rgb Backdrop,
    int LightFrom,
    double Expressiveness)
{
    /// <summary>Number of actors, as in RAVDESS.</summary>
    public const int Count = 24;

    private static readonly Rgb[] Skins =
    [
        new(244, 213, 190), new(233, 193, 164), new(219, 172, 138), new(196, 146, 110), new(164, 116, 84), new(126, 86, 62), new(98, 66, 49),
    ];

    private static readonly Rgb[] Hairs =
    [
        new(38, 32, 30), new(66, 46, 35), new(104, 70, 46), new(150, 108, 66), new(205, 168, 108), new(148, 72, 40), new(150, 148, 148),
    ];

    private static readonly Rgb[] Irises = [new(84, 56, 36), new(112, 78, 44), new(84, 118, 72), new(82, 128, 164), new(106, 122, 130)];

    private static readonly Rgb[] Shirts =
    [
        new(44, 62, 92), new(120, 44, 52), new(56, 88, 70), new(66, 62, 72), new(196, 150, 70), new(92, 120, 158), new(140, 92, 128),
        new(224, 218, 206), new(60, 110, 122), new(172, 96, 70),
    ];

    private static readonly Rgb[] Backdrops =
    [
        new(214, 222, 228), new(226, 216, 204), new(204, 216, 206), new(216, 208, 222), new(230, 224, 208), new(196, 208, 220),
        new(222, 206, 200), new(206, 206, 206),
    ];

    // hair style, beard, skin, hair, iris, shirt, backdrop: picked by hand so that no two neighbours look alike
    private static readonly (HairStyle Hair, Beard Beard, int Skin, int HairColour, int Iris, int Shirt, int Backdrop)[] Looks =
    [
        (HairStyle.SidePart, Beard.None, 1, 1, 3, 0, 0), (HairStyle.LongStraight, Beard.None, 0, 4, 3, 1, 1),
        (HairStyle.Buzz, Beard.Full, 5, 0, 0, 7, 2), (HairStyle.BigCurls, Beard.None, 5, 0, 0, 4, 3),
        (HairStyle.Quiff, Beard.None, 0, 4, 3, 2, 4), (HairStyle.Bob, Beard.None, 2, 0, 0, 8, 5),
        (HairStyle.Curls, Beard.Stubble, 3, 0, 1, 5, 6), (HairStyle.Bun, Beard.None, 1, 2, 2, 6, 7),
        (HairStyle.Receding, Beard.None, 1, 6, 4, 3, 0), (HairStyle.LongWavy, Beard.None, 0, 5, 2, 0, 4),
        (HairStyle.Fringe, Beard.None, 2, 0, 0, 9, 5), (HairStyle.Pixie, Beard.None, 6, 0, 0, 1, 1),
        (HairStyle.SidePart, Beard.Full, 1, 2, 1, 8, 2), (HairStyle.LongStraight, Beard.None, 3, 0, 0, 7, 3),
        (HairStyle.Buzz, Beard.None, 6, 0, 0, 9, 7), (HairStyle.BigCurls, Beard.None, 1, 2, 1, 3, 6),
        (HairStyle.Fringe, Beard.Moustache, 0, 5, 2, 4, 0), (HairStyle.Bob, Beard.None, 0, 3, 4, 5, 4),
        (HairStyle.Quiff, Beard.Stubble, 4, 0, 0, 6, 1), (HairStyle.Bun, Beard.None, 4, 1, 0, 2, 5),
        (HairStyle.Curls, Beard.None, 0, 3, 3, 1, 2), (HairStyle.LongWavy, Beard.None, 4, 0, 1, 9, 0),
        (HairStyle.Receding, Beard.Full, 2, 1, 1, 0, 6), (HairStyle.Pixie, Beard.None, 1, 6, 3, 8, 3),
    ];

    /// <summary>The identity of an actor.</summary>
    /// <param name="actor">1 to 24.</param>
    /// <param name="seed">The data set's seed: varies the shape of the faces.</param>
    public static ActorIdentity Of(int actor, int seed)
    {
        if (actor is < 1 or > Count)
            throw new KitException($"there is no actor {actor}", expected: "1 to 24", cure: "RAVDESS has 24 actors, and so have the avatars.");
        var random = new AvatarRandom(seed, "face", actor);
        var female = actor % 2 == 0;
        double Vary(double man, double woman, double spread) => (female ? woman : man) + random.Between(-spread, spread);
        var shape = new FaceShape(
            Width: Vary(0.755, 0.725, 0.035),
            Jaw: Vary(0.625, 0.545, 0.045),
            Chin: Vary(0.275, 0.205, 0.04),
            Length: Vary(1.03, 0.97, 0.04),
            EyeSpacing: Vary(0.325, 0.325, 0.015),
            EyeSize: Vary(0.136, 0.150, 0.009),
            EyeTilt: Vary(0.004, 0.016, 0.014),
            BrowHeight: Vary(0.195, 0.225, 0.018),
            BrowThickness: Vary(0.066, 0.040, 0.010),
            NoseLength: Vary(0.385, 0.345, 0.03),
            NoseWidth: Vary(0.150, 0.122, 0.018),
            MouthY: Vary(0.625, 0.600, 0.02),
            MouthWidth: Vary(0.255, 0.235, 0.02),
            LipFullness: Vary(0.058, 0.080, 0.014));
        var look = Looks[actor - 1];
        return new ActorIdentity(
            actor,
            female,
            shape,
            look.Hair,
            look.Beard,
            Skins[look.Skin],
            Hairs[look.HairColour],
            Irises[look.Iris],
            Shirts[look.Shirt],
            Backdrops[look.Backdrop],
            random.Uniform() < 0.5 ? -1 : 1,
            random.Between(0.6, 1.1));
    }
}
