using CFNSR.Repro.Features;

namespace CFNSR.Repro.Training;

/// <summary>
/// How a run scales what it hears and sees, measured on its training clips: <c>standardizer-audio.json</c> and
/// <c>standardizer-video.json</c> in its folder, written when it begins, so that it can be used without its clip store.
/// </summary>
/// <param name="Audio">Of sound features; null for a network that does not hear.</param>
/// <param name="Video">Of action units; null for a network that sees none.</param>
internal sealed record RunStandardizers(Standardizer? Audio, Standardizer? Video)
{
    private const string AudioFile = "standardizer-audio.json", VideoFile = "standardizer-video.json";

    /// <summary>Writes what there is; the same again when a run is resumed.</summary>
    /// <param name="run">The run's folder.</param>
    /// <exception cref="KitException">It cannot be written.</exception>
    public void Write(string run)
    {
        Audio?.Save(Path.Combine(run, AudioFile));
        Video?.Save(Path.Combine(run, VideoFile));
    }

    /// <summary>Reads what a network needs.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="sound">The store's array of sound features that it reads; null for none.</param>
    /// <param name="units">The store's array of action units; null for none.</param>
    /// <returns>Null for a run of a kit that did not keep them.</returns>
    /// <exception cref="KitException">A file is damaged, or belongs to other features.</exception>
    public static RunStandardizers? Read(string run, string? sound, string? units)
    {
        var (audio, video) = (Of(run, AudioFile, sound), Of(run, VideoFile, units));
        return (audio is null && sound is not null) || (video is null && units is not null) ? null : new(audio, video);
    }

    private static Standardizer? Of(string run, string name, string? array)
    {
        string file = Path.Combine(run, name);
        if (array is null || !File.Exists(file)) return null;
        var read = Standardizer.Load(file);
        return read.Array == array ? read
            : throw new KitException($"scales {read.Array}, and the run reads {array}", file,
                cure: "Restore the file, or delete it to measure it again from the store.");
    }
}
