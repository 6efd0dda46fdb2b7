using CFNSR.Repro.Data;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>A clip store or cache that is damaged, or changes while a run trains on it.</summary>
public sealed class ChangedDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("mfcc.npy", "cut")]
    [InlineData("mfcc.npy", "deleted")]
    [InlineData("manifest.journal", "of other clips")]
    [InlineData("manifest.json", "deleted")]
    public void Data_that_change_under_a_run_end_it_by_name_and_put_back_it_goes_on_to_the_same_result(string name, string how)
    {
        var experiment = TinyStore.Audio(TinyStore.Make(folder["store"])) with { Epochs = 3 };
        Trainer.Start(experiment, folder["whole"]);
        string file = Path.Combine(experiment.Store, name);
        byte[] whole = File.ReadAllBytes(file);
        bool changed = false;
        var error = Assert.Throws<KitException>(() => Trainer.Start(experiment, folder["runs"], null, new ResumeTests.Direct(progress =>
        {
            if (changed || progress.Epoch < 2) return;
            changed = true;
            if (how == "deleted") File.Delete(file);
            else if (how == "cut") Cut(file, 800); // within the last page: reading beyond a page that is gone would end this process too
            else File.WriteAllText(file, File.ReadAllText(file).Replace("\"checksum\":\"", "\"checksum\":\"0", StringComparison.Ordinal));
        })));
        Assert.Contains(name.StartsWith("manifest", StringComparison.Ordinal) ? experiment.Store : file, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Cure);

        File.WriteAllBytes(file, whole);
        Trainer.Resume(folder["runs", "tiny", "version_0"]);
        ResumeTests.AssertSameRun(folder["whole", "tiny", "version_0"], folder["runs", "tiny", "version_0"]);
    }

    [Fact]
    public void A_damaged_clip_is_refused_by_name_before_the_network_sees_it()
    {
        string store = TinyStore.Make(folder["store"], video: true), file = Path.Combine(store, "frames.npy");
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        using (var open = ClipStore.Open(store))
        {
            Assert.Equal(TinyStore.Frames * TinyStore.Size * TinyStore.Size * 3, open.Frames(46).Length); // a whole one
            var refused = Assert.Throws<KitException>(() => open.Frames(47).Length);
            Assert.Equal((file, $"row 47 ({open.Names[47]}) is damaged"), (refused.File, refused.What));
        }

        var error = Assert.Throws<KitException>(() => Trainer.Start(TinyStore.Fusion(store), folder["runs"]));
        Assert.Contains("01-01-08-01-01-01-10: cannot be loaded", error.Message, StringComparison.Ordinal);
        Assert.Contains("run 'cfnsr prepare' again", error.Cure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-video.npy", "cut")]
    [InlineData("-video.npy", "altered")]
    [InlineData("-audio.npy", "deleted")]
    [InlineData(".sha256", "cut")]
    public void A_damaged_entry_among_the_kept_encodings_is_made_again(string end, string how)
    {
        string kept = folder["encodings"];
        var experiment = TinyStore.Fusion(TinyStore.Make(folder["store"], video: true)) with { FreezeEncoders = true, Epochs = 1, Encodings = kept };
        Trainer.Start(experiment, folder["runs"]);
        var whole = FolderSnapshot.Of(kept);
        string file = Directory.GetFiles(kept, "*" + end).Order(StringComparer.Ordinal).First();
        if (how == "deleted") File.Delete(file);
        else if (how == "cut") Cut(file, 5);
        else
        {
            byte[] bytes = File.ReadAllBytes(file);
            bytes[^2] ^= 0x40;
            File.WriteAllBytes(file, bytes);
        }

        Trainer.Start(experiment, folder["runs"]);
        Assert.Equal(whole, FolderSnapshot.Of(kept));
        ResumeTests.AssertSameRun(folder["runs", "tiny", "version_0"], folder["runs", "tiny", "version_1"]);
    }

    [Fact]
    public void Dates_of_files_decide_nothing()
    {
        // version folders and checkpoints are told apart by number and name, clips by content
        string store = TinyStore.Make(folder["store"]);
        var experiment = TinyStore.Audio(store) with { Epochs = 1 };
        Trainer.Start(experiment, folder["runs"]);
        Trainer.Start(experiment with { Seed = 1 }, folder["runs"]);
        var future = new DateTime(2105, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (string path in Directory.GetFileSystemEntries(folder["runs", "tiny", "version_0"], "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(path, future);
        foreach (string path in Directory.GetFileSystemEntries(folder["runs", "tiny", "version_1"], "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        Assert.Equal(1, RunReader.Open(folder["runs", "tiny"]).Experiment.Seed);

        string data = KillTests.Clips(folder, movies: 0, sounds: 2);
        string[] arguments = ["prepare", "--data", data, "--store", folder["made"], "--preset", "audio", "--json"];
        Assert.Contains("\"made\": 2", Cli.CliRun.Of(arguments).Out, StringComparison.Ordinal);
        string[] sounds = Directory.GetFiles(data);
        File.SetLastWriteTimeUtc(sounds[0], future);
        File.SetLastWriteTimeUtc(sounds[1], DateTime.UnixEpoch);
        Assert.Contains("\"made\": 0", Cli.CliRun.Of(arguments).Out, StringComparison.Ordinal); // only the dates differ
        File.Copy(sounds[0], sounds[1], overwrite: true);
        File.SetLastWriteTimeUtc(sounds[1], DateTime.UnixEpoch.AddDays(-1)); // new content, older than ever
        Assert.Contains("\"made\": 1", Cli.CliRun.Of(arguments).Out, StringComparison.Ordinal);
    }

    private static void Cut(string file, int bytes)
    {
        using var stream = File.Open(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.SetLength(stream.Length - bytes);
    }
}
