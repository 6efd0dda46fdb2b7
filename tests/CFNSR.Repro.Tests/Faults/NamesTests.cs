using System.Runtime.InteropServices;
using CFNSR.Repro.Data;
using CFNSR.Repro.Tests.Cli;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>Folders of any name, links, relative paths, and the user's umask.</summary>
public sealed partial class NamesTests : IDisposable
{
    private const string Odd = "- [red] 'q' \"d\" $(touch made) `touch made` ;&| <img src=x onerror=alert(1)> 100%02d #ü漢字";

    private readonly string before = Environment.CurrentDirectory;
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Dispose();
    }

    [Fact]
    public void Odd_and_long_names_relative_paths_and_links_change_nothing()
    {
        Devices.SetThreads(1); // products on more threads round differently in the last bit
        string data = KillTests.Clips(folder, movies: 1, sounds: 1);
        Assert.Equal(0, Prepare(data, folder["plain"]).Exit);

        string odd = Path.Combine([folder.Path, Odd, .. Enumerable.Repeat(new string('l', 200), 3)]);
        Directory.CreateDirectory(odd);
        Directory.Move(data, Path.Combine(odd, "data"));
        Directory.CreateSymbolicLink(folder["link"], odd);
        Environment.CurrentDirectory = folder.Path;
        CliRun relative = Prepare(Path.Combine("link", "data"), Path.Combine(Odd, "store"));
        Assert.True(relative.Exit == 0, relative.Error + relative.Out);
        Assert.Equal(FolderSnapshot.Of(folder["plain"]), FolderSnapshot.Of(folder[Odd, "store"]));

        string store = TinyStore.Make(Path.Combine(odd, "tiny"));
        foreach (string runs in (string[])[folder["runs"], Path.Combine("link", "runs")])
            Assert.Equal(0, CliRun.Of("train", "audio", "--store", store, "--runs", runs, "--preset", "smoke", "--folds", "1", "epochs=1").Exit);
        string run = Path.Combine("smoke-audio", "fold-1", "seed-0", "version_0");
        ResumeTests.AssertSameRun(folder["runs", run], Path.Combine(odd, "runs", run));
        Assert.Equal([], Directory.EnumerateFileSystemEntries(folder.Path, "made", SearchOption.AllDirectories)); // no shell read a name
    }

    [Fact]
    public void What_a_folder_is_called_stays_text_in_the_report()
    {
        string tiny = TinyStore.Make(folder["tiny"]);
        using (ClipStore open = ClipStore.Open(tiny))
        {
            var broken = new ClipName(Modality.AudioVisual, false, Emotion.Sad, 1, 1, 1, 11);
            using var writer = ClipStoreWriter.Open(tiny, [.. open.Names, broken], open.Arrays);
            writer.Fail(broken, StoreArray.Mfcc, new SourceStamp("Actor_01 <img src=x onerror=alert(1)>/03-01-04-01-01-01-11.wav", 0, "", ""), "is no sound");
            writer.Complete();
        }

        Assert.Equal(0, CliRun.Of("train", "audio", "--store", tiny, "--runs", folder["runs"], "--preset", "smoke", "--folds", "1", "epochs=1").Exit);
        Assert.Equal(0, CliRun.Of("report", "--runs", folder["runs"], "--store", tiny, "--out", folder["report"]).Exit);
        string html = File.ReadAllText(folder["report", "index.html"]);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.Contains("Actor_01 &lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0b000_111_111)] // umask 077
    [InlineData(0b000_010_010)] // umask 022
    public void The_umask_is_kept(int mask)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("umask");
            return;
        }

        string store = TinyStore.Make(folder["tiny"]), data = KillTests.Clips(folder, movies: 0, sounds: 1);
        int old = Umask(mask);
        try
        {
            Trainer.Start(TinyStore.Audio(store) with { Epochs = 1 }, folder["made", "runs"]);
            Assert.Equal(0, Prepare(data, folder["made", "store"], "audio").Exit);
        }
        finally
        {
            Umask(old);
        }

        string[] made = Directory.GetFileSystemEntries(folder["made"], "*", SearchOption.AllDirectories);
        Assert.True(made.Length > 15);
        foreach (string path in made)
        {
            int mode = (int)File.GetUnixFileMode(path);
            Assert.True((mode & mask) == 0, $"{path} has mode {Convert.ToString(mode, 8)}");
            Assert.True((mode & 0b110_000_000) == 0b110_000_000, $"{path} has mode {Convert.ToString(mode, 8)}"); // the owner reads and writes
        }
    }

    private static CliRun Prepare(string data, string store, string preset = "smoke") => CliRun.Of("prepare", "--data", data, "--store", store, "--preset", preset);

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial int Umask(int mask);
}
