namespace CFNSR.Repro.Avatars.Faces;

/// <summary>The colours of one actor under one light.</summary>
internal sealed class Palette
{
    public Palette(ActorIdentity actor, Lighting light)
    {
        Rgb Lit(Rgb colour) => colour.Under(light.Tint);
        Skin = Lit(actor.Skin);
        Contrast = light.Contrast;
        Shadow = Skin.Under(new Rgb(0.80, 0.74, 0.72)).Mix(Skin, 0.55 * (1 - light.Contrast));
        Outline = Skin.Under(new Rgb(0.66, 0.58, 0.56));
        Line = Skin.Under(new Rgb(0.52, 0.42, 0.40));
        Light = Skin.Mix(Lit(new Rgb(255, 244, 230)), 0.28);
        Blush = Skin.Under(actor.Female ? new Rgb(1.0, 0.82, 0.82) : new Rgb(1.0, 0.88, 0.88));
        Socket = Skin.Under(new Rgb(0.76, 0.68, 0.68));
        Lid = Skin.Under(actor.Female ? new Rgb(0.84, 0.72, 0.76) : new Rgb(0.88, 0.80, 0.79));
        Hair = Lit(actor.HairColour);
        HairLight = Lit(actor.HairColour.Mix(new Rgb(255, 236, 210), 0.12));
        HairDark = Lit(actor.HairColour.Times(0.72));
        Brow = Lit(actor.HairColour.Times(0.80).Mix(actor.Skin, 0.10).Mix(new Rgb(40, 28, 24), actor.HairColour.R > 120 ? 0.35 : 0));
        EyeWhite = Lit(new Rgb(246, 244, 240));
        Iris = Lit(actor.Iris);
        IrisRim = Lit(actor.Iris.Times(0.55));
        Pupil = Lit(new Rgb(18, 15, 16));
        Lash = Lit(new Rgb(38, 27, 26)).Mix(Skin, actor.Female ? 0 : 0.22);
        UpperLip = Skin.Mix(Lit(new Rgb(164, 54, 62)), actor.Female ? 0.66 : 0.42);
        LowerLip = Skin.Mix(Lit(new Rgb(196, 82, 86)), actor.Female ? 0.62 : 0.40);
        LipLine = Skin.Mix(Lit(new Rgb(92, 26, 32)), 0.82);
        Mouth = Lit(new Rgb(72, 20, 26));
        Teeth = Lit(new Rgb(247, 243, 234));
        Tongue = Lit(new Rgb(186, 84, 86));
        Shirt = Lit(actor.Shirt);
        ShirtDark = Shirt.Times(0.80);
        Backdrop = Lit(actor.Backdrop);
    }

    public double Contrast { get; }

    public Rgb Skin { get; }

    public Rgb Shadow { get; }

    public Rgb Outline { get; }

    public Rgb Line { get; }

    public Rgb Light { get; }

    public Rgb Blush { get; }

    public Rgb Socket { get; }

    public Rgb Lid { get; }

    public Rgb Hair { get; }

    public Rgb HairLight { get; }

    public Rgb HairDark { get; }

    public Rgb Brow { get; }

    public Rgb EyeWhite { get; }

    public Rgb Iris { get; }

    public Rgb IrisRim { get; }

    public Rgb Pupil { get; }

    public Rgb Lash { get; }

    public Rgb UpperLip { get; }

    public Rgb LowerLip { get; }

    public Rgb LipLine { get; }

    public Rgb Mouth { get; }

    public Rgb Teeth { get; }

    public Rgb Tongue { get; }

    public Rgb Shirt { get; }

    public Rgb ShirtDark { get; }

    public Rgb Backdrop { get; }
}
