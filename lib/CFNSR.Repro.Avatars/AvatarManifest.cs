using System.Text.Json;

namespace CFNSR.Repro.Avatars;

/// <summary>The file <c>avatars.json</c> beside the clips: what they were made with.</summary>
/// <param name="Note">Says to whoever finds the folder that these are no people.</param>
/// <param name="Version">Version of the drawing and of the voices.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Width">Width of the picture.</param>
/// <param name="Height">Height of the picture.</param>
/// <param name="PictureAmbiguity">Ambiguity of the picture.</param>
/// <param name="SoundAmbiguity">Ambiguity of the sound; null with real sound.</param>
/// <param name="Sound">"espeak-ng" or "RAVDESS".</param>
internal sealed record AvatarManifest(
    string Note, int Version, int Seed, int Width, int Height, double PictureAmbiguity, double? SoundAmbiguity, string Sound)
{
    public const string FileName = "avatars.json";

    /// <summary><see cref="Sound"/> of avatars over real voices.</summary>
    public const string RealSound = "RAVDESS";

    private const int CurrentVersion = 1;

    public static AvatarManifest Of(AvatarOptions options) => new(
        options.Units is not null
            ? "Synthetic faces that do what real faces did: "
                + "drawn by CFNSR.Repro from the real action units of RAVDESS (face tracking, frame by frame). No person is shown. Action units and sound are RAVDESS's (CC BY-NC-SA 4.0)."
            : options.Audio is null
            ? "Synthetic faces and synthetic voices in RAVDESS's naming, made by CFNSR.Repro for teaching. No person is shown or heard."
            : "Synthetic faces over RAVDESS's real voices, made by CFNSR.Repro for teaching. The sound is RAVDESS's (CC BY-NC-SA 4.0).",
        CurrentVersion,
        options.Seed,
        options.Width,
        options.Height,
        options.Units is null ? options.PictureAmbiguity : 0,
        options.HasMadeVoices ? options.SoundAmbiguity : null,
        options.HasMadeVoices ? "espeak-ng" : RealSound);

    /// <summary>Writes the manifest, or checks that the one that is there says the same.</summary>
    /// <exception cref="KitException">The folder holds avatars made with other settings.</exception>
    public void Claim(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file))
        {
            AvatarManifest? found;
            try
            {
                found = JsonSerializer.Deserialize<AvatarManifest>(File.ReadAllBytes(file), Json.Options);
            }
            catch (JsonException e)
            {
                throw new KitException("the manifest of the avatars cannot be read", file, cure: "Delete the folder and make the avatars again.", inner: e);
            }

            if (found != this)
            {
                throw new KitException(
                    $"the folder holds avatars made with other settings ({found})", file, $"{this}", "Choose another folder, or delete this one.");
            }

            return;
        }

        AtomicFile.WriteText(file, JsonSerializer.Serialize(this, Json.Options) + "\n");
    }
}
