using System.Globalization;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

public class ClipStoreTests
{
    private static readonly StoreArray Frames = new("frames", "|u1", [2, 3, 4, 3], new Dictionary<string, string> { ["crop"] = "centre" });
    private static readonly StoreArray Mfcc = new("mfcc", "<f4", [3, 5], new Dictionary<string, string> { ["pad"] = "reflect", ["hop"] = "512" });
    private static readonly ClipName[] Clips = [.. ClipName.SpeechOf(1).Take(6)];

    [Fact]
    public void What_is_written_is_read()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Frames, Mfcc]);
        using var store = ClipStore.Open(folder.Path);
        Assert.Equal(Clips, store.Names);
        Assert.Equal(new FrameShape(2, 3, 4), store.FrameShape);
        Assert.Equal([3, 5], store.Shape("mfcc"));
        for (var clip = 0; clip < 6; clip++)
        {
            Assert.Equal(Bytes(Clips[clip], Frames), store.Frames(clip).ToArray());
            var copy = new byte[Bytes(Clips[clip], Frames).Length + 1]; // a rented buffer is longer than was asked for
            store.CopyFrames(clip, copy);
            Assert.Equal(Bytes(Clips[clip], Frames), copy[..^1]);
            Assert.Equal(Bytes(Clips[clip], Mfcc), System.Runtime.InteropServices.MemoryMarshal.AsBytes(store.Mfcc(clip)).ToArray());
        }

        Assert.Empty(store.Problems);
        Assert.Empty(store.FindDamage());
        Assert.False(store.Has("logmel"));
        var lacking = Assert.Throws<KitException>(() => store.Features("logmel", 0).Length);
        Assert.Equal("holds no logmel", lacking.What);
        Assert.Contains("cfnsr prepare --data DATA --store STORE system=erann", lacking.Cure, StringComparison.Ordinal);
        Assert.Equal(["frames.npy", "manifest.json", "mfcc.npy"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Where(name => name![0] != '.').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NumPy_reads_the_store()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Frames, Mfcc]);
        NpyTests.Run(folder, """
            import json, numpy as np
            m = json.load(open('manifest.json'))
            f = np.load('frames.npy', mmap_mode='r'); a = np.load('mfcc.npy')
            assert f.shape == (6, 2, 3, 4, 3) and f.dtype == np.uint8 and a.shape == (6, 3, 5) and a.dtype == np.float32
            assert [c['row'] for c in m['clips']] == list(range(6)) and m['clips'][5]['name'].startswith('01-01-02-01-')
            assert a.any() and f.any()
            """);
    }

    [Fact]
    public void A_second_run_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Frames, Mfcc]);
        var before = Snapshot(folder.Path, times: true);
        Assert.Equal(0, Fill(folder.Path, Clips, [Frames, Mfcc]));
        Assert.Equal(before, Snapshot(folder.Path, times: true));
    }

    [Fact]
    public void Only_what_changed_is_made_again()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Frames, Mfcc]);
        Assert.Equal(1, Fill(folder.Path, Clips, [Frames, Mfcc], changed: Clips[2], of: "frames")); // its source changed
        Assert.Equal(0, Fill(folder.Path, Clips, [Frames, Mfcc], changed: Clips[2], of: "frames"));
        var other = Mfcc with { Parameters = new Dictionary<string, string> { ["pad"] = "zeros", ["hop"] = "512" } };
        Assert.Equal(6, Fill(folder.Path, Clips, [Frames, other], changed: Clips[2], of: "frames")); // the MFCC only
        Assert.Equal(6, Fill(folder.Path, Clips, [Frames with { Shape = [1, 3, 4, 3] }, other], changed: Clips[2], of: "frames"));
        Assert.Equal(0, Fill(folder.Path, Clips, [other])); // the frames are kept though not asked for
        using var store = ClipStore.Open(folder.Path);
        Assert.Equal(new FrameShape(1, 3, 4), store.FrameShape);
    }

    [Fact]
    public void A_moved_or_touched_source_is_not_a_change()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Mfcc]);
        using var writer = ClipStoreWriter.Open(folder.Path, Clips, [Mfcc]);
        var known = writer.KnownSource(Clips[0], "mfcc")!;
        Assert.True(writer.IsCurrent(Clips[0], "mfcc", known with { File = "elsewhere.wav", Modified = "2000-01-01T00:00:00.0000000Z" }));
        Assert.Equal("elsewhere.wav", writer.KnownSource(Clips[0], "mfcc")!.File);
        Assert.False(writer.IsCurrent(Clips[0], "mfcc", known with { Sha256 = "00" }));
    }

    [Fact]
    public void Clips_come_and_go_without_the_others_being_made_again()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, [Clips[1], Clips[4]], [Mfcc]);
        Assert.Equal(4, Fill(folder.Path, Clips, [Mfcc]));
        using (var store = ClipStore.Open(folder.Path))
        {
            Assert.Equal(Clips, store.Names); // by trial, whatever the rows
            Assert.All(Enumerable.Range(0, 6), clip => Assert.Equal(Bytes(Clips[clip], Mfcc), System.Runtime.InteropServices.MemoryMarshal.AsBytes(store.Mfcc(clip)).ToArray()));
        }

        Assert.Equal(0, Fill(folder.Path, [Clips[0], Clips[5]], [Mfcc]));
        Assert.Equal(1, Fill(folder.Path, [Clips[0], Clips[3], Clips[5]], [Mfcc]));
        using var last = ClipStore.Open(folder.Path);
        Assert.Equal([Clips[0], Clips[3], Clips[5]], last.Names);
    }

    [Fact]
    public void The_hash_is_of_the_content_not_of_the_history()
    {
        using var one = new TemporaryFolder();
        using var other = new TemporaryFolder();
        Fill(one.Path, Clips, [Mfcc]);
        Fill(other.Path, [Clips[1], Clips[4]], [Mfcc]);
        Assert.NotEqual(Hash(one), Hash(other));
        Fill(other.Path, Clips, [Mfcc]);
        Assert.Equal(Hash(one), Hash(other));

        static string Hash(TemporaryFolder folder)
        {
            using var store = ClipStore.Open(folder.Path);
            return store.Hash;
        }
    }

    [Fact]
    public void A_failed_clip_is_absent_reported_and_tried_again()
    {
        using var folder = new TemporaryFolder();
        using (var writer = ClipStoreWriter.Open(folder.Path, Clips, [Mfcc]))
        {
            foreach (var clip in Clips[..4]) writer.Write(clip, "mfcc", Stamp(clip), Bytes(clip, Mfcc));
            writer.Fail(Clips[4], "mfcc", Stamp(Clips[4]), "is cut off");
            writer.Complete();
        }

        using (var store = ClipStore.Open(folder.Path))
        {
            Assert.Equal(Clips[..4], store.Names);
            Assert.Equal([(Stamp(Clips[4]).File, "is cut off"), (Clips[5].ToString(), "mfcc are not prepared yet")], store.Problems.Select(problem => (problem.File, problem.What)));
        }

        Assert.Equal(2, Fill(folder.Path, Clips, [Mfcc]));
    }

    [Fact]
    public void A_run_that_ends_at_any_moment_loses_at_most_the_part_at_hand()
    {
        using var whole = new TemporaryFolder();
        Fill(whole.Path, Clips, [Frames, Mfcc]);
        var expected = Snapshot(whole.Path);
        for (var parts = 0; parts <= 12; parts++)
        {
            using var folder = new TemporaryFolder();
            Fill(folder.Path, Clips, [Frames, Mfcc], stopAfter: parts);
            if (parts > 6)
            {
                using var half = ClipStore.Open(folder.Path); // readable half done
                Assert.Equal(parts / 2, half.Count);
            }

            Assert.Equal(12 - parts, Fill(folder.Path, Clips, [Frames, Mfcc]));
            Assert.Equal(expected, Snapshot(folder.Path));
        }
    }

    [Fact]
    public void A_journal_cut_off_anywhere_costs_at_most_what_is_behind_the_cut()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Mfcc], stopAfter: 6);
        var journal = File.ReadAllBytes(folder["manifest.journal"]);
        var last = 0;
        foreach (var cut in Enumerable.Range(0, journal.Length / 7).Select(step => 7 * step).Append(journal.Length))
        {
            File.WriteAllBytes(folder["manifest.journal"], journal[..cut]);
            var clips = journal[..cut].Count(b => b == '\n') - 1;
            Assert.InRange(clips, Math.Max(last - 1, -1), 6);
            if (clips <= 0)
            {
                Assert.Throws<KitException>(() => ClipStore.Open(folder.Path));
                continue;
            }

            using var store = ClipStore.Open(folder.Path);
            Assert.Equal(clips, store.Count);
            last = clips;
        }

        Assert.Equal(6, last);
    }

    [Fact]
    public void Data_lost_behind_the_journal_are_made_again()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Mfcc], stopAfter: 6);
        var bytes = File.ReadAllBytes(folder["mfcc.npy"]);
        Array.Clear(bytes, 128 + 2 * 60, 60); // as after a power cut: the journal reached the disk, row 2 did not
        File.WriteAllBytes(folder["mfcc.npy"], bytes);
        Assert.Equal(1, Fill(folder.Path, Clips, [Mfcc]));
        File.Delete(folder["mfcc.npy"]);
        Assert.Equal(6, Fill(folder.Path, Clips, [Mfcc]));
    }

    [Fact]
    public void A_journal_of_another_manifest_is_ignored()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Mfcc], stopAfter: 6);
        var journal = File.ReadAllBytes(folder["manifest.journal"]);
        Fill(folder.Path, Clips, [Mfcc with { Parameters = new Dictionary<string, string>() }], stopAfter: 0);
        File.WriteAllBytes(folder["manifest.journal"], journal); // as if the kill came between the manifest and the end of the old journal
        Assert.Equal(6, Fill(folder.Path, Clips, [Mfcc with { Parameters = new Dictionary<string, string>() }]));
    }

    [Fact]
    public void A_part_that_was_being_overwritten_counts_as_missing()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Mfcc]);
        var manifest = File.ReadAllBytes(folder["manifest.json"]);
        File.WriteAllBytes(folder["manifest.journal"], [.. StoreManifest.JournalStart(manifest), .. StoreManifest.JournalEntry(Clips[2].ToString(), "mfcc", null)]);
        using (var store = ClipStore.Open(folder.Path)) Assert.Equal([.. Clips[..2], .. Clips[3..]], store.Names);
        Assert.Equal(1, Fill(folder.Path, Clips, [Mfcc]));
    }

    [Fact]
    public void A_second_writer_is_refused_and_a_reader_is_not()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Mfcc]);
        using (ClipStoreWriter.Open(folder.Path, Clips, [Mfcc]))
        {
            Assert.Contains("is being written by another process", Assert.Throws<KitException>(() => ClipStoreWriter.Open(folder.Path, Clips, [Mfcc])).Message, StringComparison.Ordinal);
            using var store = ClipStore.Open(folder.Path);
            Assert.Equal(6, store.Count);
        }

        ClipStoreWriter.Open(folder.Path, Clips, [Mfcc]).Dispose();
    }

    [Fact]
    public void Damage_is_found_by_name()
    {
        using var folder = new TemporaryFolder();
        Fill(folder.Path, Clips, [Frames, Mfcc]);
        var bytes = File.ReadAllBytes(folder["frames.npy"]);
        bytes[128 + 3 * 72 + 5] ^= 1;
        File.WriteAllBytes(folder["frames.npy"], bytes);
        using var store = ClipStore.Open(folder.Path);
        Assert.Equal($"row 3 ({Clips[3]}) is damaged", Assert.Single(store.FindDamage()).What);
    }

    [Theory]
    [InlineData("", "is damaged")]
    [InlineData("{", "is damaged")]
    [InlineData("null", "is damaged")]
    [InlineData("""{"format":2,"rows":0,"arrays":[],"clips":[]}""", "has format 2")]
    [InlineData("""{"format":1,"rows":1,"arrays":[],"clips":[{"name":"x","row":0,"arrays":{}}]}""", "does not describe a clip store")]
    [InlineData("""{"format":1,"rows":1,"arrays":[],"clips":[{"name":"01-01-01-01-01-01-01","row":1,"arrays":{}}]}""", "does not describe a clip store")]
    [InlineData("""{"format":1,"rows":0,"arrays":[],"clips":[]}""", "holds no clip that is ready")]
    public void A_bad_manifest_is_an_error_with_a_cure(string manifest, string what)
    {
        using var folder = new TemporaryFolder();
        folder.Write("manifest.json", manifest);
        var error = Assert.Throws<KitException>(() => ClipStore.Open(folder.Path));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Cure);
    }

    [Fact]
    public void A_folder_that_is_no_store_or_has_lost_its_arrays_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("holds no clip store", Assert.Throws<KitException>(() => ClipStore.Open(folder["none"])).Message, StringComparison.Ordinal);
        Fill(folder.Path, Clips, [Mfcc]);
        Npy.Write<float>(folder["mfcc.npy"], new float[5 * 15], 5, 3, 5);
        Assert.Contains("has shape (5, 3, 5); expected (6, 3, 5)", Assert.Throws<KitException>(() => ClipStore.Open(folder.Path)).Message, StringComparison.Ordinal);
        File.Delete(folder["mfcc.npy"]);
        Assert.Throws<KitException>(() => ClipStore.Open(folder.Path));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void The_bytes_are_the_same_in_every_country(string culture)
    {
        using var here = new TemporaryFolder();
        using var there = new TemporaryFolder();
        Fill(here.Path, Clips, [Frames, Mfcc]);
        TestData.InCulture(culture, () => Fill(there.Path, Clips, [Frames, Mfcc]));
        Assert.Equal(Snapshot(here.Path), Snapshot(there.Path));
    }

    [Fact]
    public void A_full_disk_is_an_error_that_says_how_to_go_on()
    {
        using var disk = new SmallDisk("256k");
        var large = Frames with { Shape = [30, 32, 32, 3] }; // 92 KB a clip
        using (var writer = ClipStoreWriter.Open(disk.Path, Clips, [large]))
        {
            var error = Assert.Throws<KitException>(() =>
            {
                foreach (var clip in Clips) writer.Write(clip, "frames", Stamp(clip), Bytes(clip, large));
            });
            Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
            Assert.Contains("goes on where it stopped", error.Cure, StringComparison.Ordinal);
        }

        using var store = ClipStore.Open(disk.Path);
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(folder.Write("file"), Assert.Throws<KitException>(() => ClipStoreWriter.Open(folder["file"], Clips, [Mfcc])).File);
        Assert.Contains("cannot be written", Assert.Throws<KitException>(() => ClipStoreWriter.Open("/proc/store", Clips, [Mfcc])).Message, StringComparison.Ordinal);
    }

    /// <summary>Makes a store as the preparer does; returns how many parts were made.</summary>
    internal static int Fill(string directory, ClipName[] clips, StoreArray[] arrays, ClipName? changed = null, string of = "", int stopAfter = int.MaxValue)
    {
        var made = 0;
        using var writer = ClipStoreWriter.Open(directory, clips, arrays);
        foreach (var clip in clips)
        {
            foreach (var array in arrays)
            {
                var stamp = Stamp(clip) with { Sha256 = clip == changed && array.Name == of ? "changed" : Stamp(clip).Sha256 };
                if (writer.IsCurrent(clip, array.Name, stamp)) continue;
                if (made == stopAfter) return made;
                writer.Write(clip, array.Name, stamp, Bytes(clip, array));
                made++;
            }
        }

        if (stopAfter == int.MaxValue) writer.Complete();
        return made;
    }

    internal static SourceStamp Stamp(ClipName clip) => new($"Actor_{clip.Actor:D2}/{clip}.mp4", 1000 + clip.Label, "2026-01-02T03:04:05.0000000Z", $"hash of {clip}");

    internal static byte[] Bytes(ClipName clip, StoreArray array)
    {
        var random = KeyedRandom.For(clip.Actor, clip.Label, clip.Repetition + 10 * clip.Statement + 100 * clip.Intensity, array.Name);
        var bytes = new byte[array.Shape.Aggregate(array.Type == "|u1" ? 1 : 4, (product, axis) => product * axis)];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)random.NextInt(64); // small exponents: no NaN among the floats
        return bytes;
    }

    /// <summary>Name and content of every file, and perhaps the time of its last change.</summary>
    internal static List<string> Snapshot(string directory, bool times = false) =>
    [
        .. Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal).Select(file => string.Join('|',
            Path.GetFileName(file),
            Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))),
            times ? File.GetLastWriteTimeUtc(file).ToString("O", CultureInfo.InvariantCulture) : "")),
    ];
}
