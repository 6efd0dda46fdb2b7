using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars;

/// <summary>What to make. Everything but <see cref="Output"/>, <see cref="Actors"/>, <see cref="ClipsPerActor"/> and <see cref="Workers"/> decides what the clips look and sound like.</summary>
public sealed record AvatarOptions
{
    /// <summary>The folder that receives <c>Actor_01/01-01-…-01.mp4</c> and <c>avatars.json</c>.</summary>
    public required string Output { get; init; }

    /// <summary>How many actors, 1 to 24: the first ones. Default 24; each has <see cref="ClipsPerActor"/> clips.</summary>
    public int Actors { get; init; } = Faces.ActorIdentity.Count;

    /// <summary>How many of an actor's 60 clips, 1 to 60: one of each emotion in turn, so that 8 show all emotions. Default 60.</summary>
    public int ClipsPerActor { get; init; } = ClipName.SpeechClips;

    /// <summary>Seed of everything that varies. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Width of the picture in pixels; even. Default 320.</summary>
    public int Width { get; init; } = 320;

    /// <summary>Height of the picture in pixels; even. Default 180.</summary>
    public int Height { get; init; } = 180;

    /// <summary>
    /// How hard the emotion is to see, 0..1: 0 shows every expression in full; 1 mixes it with its neighbours, weakens it and varies the light.
    /// Default 0.3. An observer who knew where every feature is would be right about 98 % of the time at 0.3, 88 % at 0.5, 77 % at 0.7 and
    /// 63 % at 1 (a perceptron on <see cref="Faces.FaceGeometry"/> and head pose, unseen actors); a small network that sees pixels stays far below.
    /// </summary>
    public double PictureAmbiguity { get; init; } = 0.3;

    /// <summary>
    /// How hard the emotion is to hear in the made voices, 0..1. Not used with real sound. Default 0.5: a perceptron on statistics of the MFCC
    /// is right about 55 % of the time there, and 47 % on RAVDESS's own voices (actors 1 to 20, unseen actors).
    /// </summary>
    public double SoundAmbiguity { get; init; } = 0.5;

    /// <summary>A folder with RAVDESS's <c>03-…wav</c> files: then the sound is real and only the picture is synthetic. Null: espeak-ng speaks.</summary>
    public string? Audio { get; init; }

    /// <summary>
    /// A folder with face tracking of RAVDESS, frame by frame: each tracked clip of the first <see cref="Actors"/> is drawn with what its
    /// actor's face did, and with the real sound in <see cref="Audio"/>, else in this folder, else silent. Null: expressions are played.
    /// </summary>
    public string? Units { get; init; }

    /// <summary>Whether espeak-ng speaks.</summary>
    internal bool HasMadeVoices => Audio is null && Units is null;

    /// <summary>Clips made at the same time; 0 = one per processor.</summary>
    public int Workers { get; init; }

    /// <summary>Frames per second of RAVDESS's video: 30000/1001 = 29.97.</summary>
    public const double FramesPerSecond = 30000.0 / 1001;

    /// <summary>Checks every value.</summary>
    /// <exception cref="KitException">A value is out of its range.</exception>
    public void Validate()
    {
        static void Check(bool fine, string what, string expected)
        {
            if (!fine) throw new KitException(what, expected: expected);
        }

        Check(!string.IsNullOrWhiteSpace(Output), "no folder is given for the avatars", "a folder to write to");
        Check(Actors is >= 1 and <= Faces.ActorIdentity.Count, $"{Actors} actors were asked for", "1 to 24");
        Check(ClipsPerActor is >= 1 and <= ClipName.SpeechClips, $"{ClipsPerActor} clips an actor were asked for", "1 to 60");
        Check(Width is >= 64 and <= 3840 && Height is >= 64 and <= 2160 && Width % 2 == 0 && Height % 2 == 0 && Width >= Height, $"a picture of {Width}x{Height} cannot be made", "even numbers, landscape, at least 64x64, such as 320x180 or 1280x720");
        Check(PictureAmbiguity is >= 0 and <= 1, "the picture's ambiguity is out of range", "0 to 1");
        Check(SoundAmbiguity is >= 0 and <= 1, "the sound's ambiguity is out of range", "0 to 1");
        Check(Workers >= 0, "the number of workers is negative", "0 (one per processor) or more");
    }
}
