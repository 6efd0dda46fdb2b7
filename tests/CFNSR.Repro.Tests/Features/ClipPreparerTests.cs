using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Tests.Data;

namespace CFNSR.Repro.Tests.Features;

public class ClipPreparerTests
{
    private const string ChildVariable = "CFNSR_TEST_PREPARE";
    private static readonly PrepareOptions SoundOnly = new() { Frames = null };
    private static readonly PrepareOptions Small = new() { Frames = new FrameOptions { Frames = 4, Size = 16, FaceBox = FaceBoxKind.Centre } };

    [Fact]
    public void Sound_alone_makes_a_store_of_mfcc()
    {
        using var folder = new TemporaryFolder();
        Wavs(folder, 4);
        var seen = new List<PrepareProgress>();
        var report = Prepare(folder, SoundOnly, new Listener(seen));
        Assert.Equal((4, 0), (report.Made, report.Kept));
        Assert.Empty(report.Failures);
        Assert.Equal([1, 2, 3, 4], seen.Select(step => step.Done).Order());
        Assert.All(seen, step => Assert.Equal(4, step.Total));
        using var store = ClipStore.Open(folder["store"]);
        Assert.Equal([13, 212], store.Shape("mfcc"));
        Assert.False(store.Has("frames"));
        using var audio = new AudioFeatures();
        Assert.Equal(audio.Mfcc(folder["data", $"{store.Names[2]}.wav"]), store.Mfcc(2).ToArray());
    }

    [Fact]
    public void A_clip_without_a_face_is_used_with_the_centre_box_and_named()
    {
        using var folder = new TemporaryFolder();
        var name = ClipName.SpeechOf(1, Modality.AudioVisual)[0];
        Directory.CreateDirectory(folder["data"]);
        TestVideo.Numbered(folder["data", $"{name}.mp4"], 90, "64x48", "-f", "lavfi", "-i", "sine=frequency=300:duration=3.6", "-c:a", "aac");
        var report = Prepare(folder, new PrepareOptions { Frames = new FrameOptions { Frames = 2, Size = 8, FaceBox = FaceBoxKind.Haar } });
        Assert.Equal((1, 0), Counts(report));
        var note = Assert.Single(report.Notes);
        Assert.EndsWith($"{name}.mp4", note.File, StringComparison.Ordinal);
        Assert.Equal("no face was found; the centre box is used", note.What);
        Assert.Empty(Prepare(folder, new PrepareOptions { Frames = new FrameOptions { Frames = 2, Size = 8, FaceBox = FaceBoxKind.Centre } }).Notes);
    }

    [Fact]
    public void A_second_run_does_nothing_and_a_changed_clip_alone_is_made_again()
    {
        using var folder = new TemporaryFolder();
        Wavs(folder, 4);
        Prepare(folder, SoundOnly);
        var before = ClipStoreTests.Snapshot(folder["store"], times: true);
        var report = Prepare(folder, SoundOnly);
        Assert.Equal((0, 4), (report.Made, report.Kept));
        Assert.Equal(before, ClipStoreTests.Snapshot(folder["store"], times: true));
        Wav(folder, ClipName.SpeechOf(1, Modality.AudioOnly)[1], seed: 99);
        Assert.Equal((1, 3), Counts(Prepare(folder, SoundOnly)));
        Assert.Equal((4, 0), Counts(Prepare(folder, SoundOnly with { Mfcc = MfccOptions.CurrentLibrosa })));
        Assert.Equal((4, 0), Counts(Prepare(folder, SoundOnly with { Mfcc = MfccOptions.CurrentLibrosa, LogMel = LogMelOptions.Small })));
        using var store = ClipStore.Open(folder["store"]);
        Assert.Equal([64, 150], store.Shape("logmel"));
    }

    [Fact]
    public void Changed_landmarks_change_the_clip()
    {
        using var folder = new TemporaryFolder();
        ClipName clip = ClipName.SpeechOf(1, Modality.AudioVisual)[0];
        Movie(folder, clip, sound: true);
        string landmarks = folder.Write($"landmarks/{clip}.csv", string.Join('\n', LandmarkFileTests.Csv(20)));
        var options = new PrepareOptions
        {
            Landmarks = Path.GetDirectoryName(landmarks), Frames = new FrameOptions { Frames = 2, Size = 8, FaceBox = FaceBoxKind.Landmarks },
        };
        Assert.Equal((1, 0), Counts(Prepare(folder, options)));
        Assert.Equal((0, 1), Counts(Prepare(folder, options)));
        File.WriteAllLines(landmarks, LandmarkFileTests.Csv(19));
        Assert.Equal((1, 0), Counts(Prepare(folder, options)));
    }

    [Fact]
    public void Bad_clips_are_reported_by_file_and_nothing_else_is_lost()
    {
        using var folder = new TemporaryFolder();
        Wavs(folder, 6);
        var names = ClipName.SpeechOf(1, Modality.AudioOnly);
        File.WriteAllText(folder["data", $"{names[1]}.wav"], "this is no sound");
        File.WriteAllBytes(folder["data", $"{names[3]}.wav"], File.ReadAllBytes(folder["data", $"{names[3]}.wav"])[..5000]);
        File.WriteAllBytes(folder["data", $"{names[4]}.wav"], WavBytes.Pcm16(48000, 1));
        var report = Prepare(folder, SoundOnly);
        Assert.Equal((3, 0), Counts(report));
        Assert.Equal(new[] { names[1], names[3], names[4] }.Select(name => folder["data", $"{name}.wav"]), report.Failures.Select(failure => failure.File));
        Assert.Contains("truncated", report.Failures[1].What, StringComparison.Ordinal);
        using (var store = ClipStore.Open(folder["store"]))
        {
            Assert.Equal([names[0], names[2], names[5]], store.Names);
            Assert.Equal(3, store.Problems.Count);
        }

        Wav(folder, names[3], seed: 3);
        Assert.Equal((1, 3), Counts(Prepare(folder, SoundOnly)));
    }

    [Fact]
    public void Picture_and_sound_come_from_the_mp4_or_the_wav()
    {
        using var folder = new TemporaryFolder();
        var names = ClipName.SpeechOf(1);
        Movie(folder, names[0], sound: true);
        Movie(folder, names[1] with { Modality = Modality.VideoOnly }, sound: false);
        Movie(folder, names[2], sound: false); // an 01 file should have sound
        Wav(folder, names[0] with { Modality = Modality.AudioOnly }, seed: 1);
        Wav(folder, names[1] with { Modality = Modality.AudioOnly }, seed: 2);
        Wav(folder, names[3] with { Modality = Modality.AudioOnly }, seed: 3);
        File.WriteAllBytes(folder["data", $"{names[4]}.mp4"], File.ReadAllBytes(folder["data", $"{names[0]}.mp4"])[..3000]);
        var report = Prepare(folder, Small);
        Assert.Equal((2, 0), Counts(report));
        Assert.Equal(3, report.Failures.Count);
        Assert.Contains("no sound track", report.Failures[0].What, StringComparison.Ordinal);
        Assert.Equal((names[3] with { Modality = Modality.AudioOnly }).ToString(), report.Failures[1].File);
        Assert.Contains("has no video file", report.Failures[1].What, StringComparison.Ordinal);
        Assert.Equal(folder["data", $"{names[4]}.mp4"], report.Failures[2].File);
        using (var store = ClipStore.Open(folder["store"]))
        {
            Assert.Equal([names[0], names[1] with { Modality = Modality.VideoOnly }], store.Names);
            Assert.Equal(new FrameShape(4, 16, 16), store.FrameShape);
            using var extractor = new FrameExtractor(Small.Frames!);
            Assert.Equal(extractor.Extract(folder["data", $"{names[0]}.mp4"]).Pixels, store.Frames(0).ToArray());
            using var audio = new AudioFeatures();
            Assert.Equal(audio.Mfcc(folder["data", $"{names[0] with { Modality = Modality.AudioOnly }}.wav"]), store.Mfcc(0).ToArray());
        }

        Assert.Equal((1, 0), Counts(Prepare(folder, Small with { Sound = SoundSource.Track }))); // the mp4's track is another sound
        using var track = ClipStore.Open(folder["store"]);
        Assert.Equal([names[0]], track.Names);
    }

    /// <summary>Sound and picture as before, changed or damaged, the picture perhaps missing: a clip fails, is made, or is kept.</summary>
    [Fact]
    public void Every_clip_is_counted_once_in_all_combinations()
    {
        using var folder = new TemporaryFolder();
        var names = ClipName.SpeechOf(1);
        Movie(folder, names[50], sound: false);
        Movie(folder, names[51], sound: true);
        byte[] whole = File.ReadAllBytes(folder["data", $"{names[50]}.mp4"]), other = File.ReadAllBytes(folder["data", $"{names[51]}.mp4"]);
        foreach (var spare in names.Skip(50).Take(2)) File.Delete(folder["data", $"{spare}.mp4"]);
        string[] sounds = ["same", "changed", "damaged"], pictures = ["same", "changed", "damaged", "missing"];
        var clips = sounds.SelectMany(sound => pictures.Select(picture => (sound, picture))).ToArray();
        for (int i = 0; i < clips.Length; i++)
        {
            Wav(folder, names[i] with { Modality = Modality.AudioOnly }, seed: i);
            File.WriteAllBytes(folder["data", $"{names[i]}.mp4"], whole);
        }

        Assert.Equal((12, 0, 0), All(Prepare(folder, Small)));
        for (int i = 0; i < clips.Length; i++)
        {
            var (wav, mp4) = (names[i] with { Modality = Modality.AudioOnly }, folder["data", $"{names[i]}.mp4"]);
            if (clips[i].sound == "changed") Wav(folder, wav, seed: 100 + i);
            if (clips[i].sound == "damaged") File.WriteAllText(folder["data", $"{wav}.wav"], "this is no sound");
            if (clips[i].picture == "changed") File.WriteAllBytes(mp4, other);
            if (clips[i].picture == "damaged") File.WriteAllBytes(mp4, whole[..3000]);
            if (clips[i].picture == "missing") File.Delete(mp4);
        }

        var seen = new List<PrepareProgress>();
        Assert.Equal((3, 1, 8), All(Prepare(folder, Small, new Listener(seen))));
        Assert.Equal(3, seen.Max(step => step.Made));
        Assert.Equal((0, 4, 8), All(Prepare(folder, Small)));
        static (int, int, int) All(PrepareReport report) => (report.Made, report.Kept, report.Failures.Count);
    }

    [Fact]
    public void Clips_of_the_same_content_are_named()
    {
        using var folder = new TemporaryFolder();
        Wavs(folder, 3);
        var names = ClipName.SpeechOf(1, Modality.AudioOnly);
        File.Copy(folder["data", $"{names[0]}.wav"], folder["data", $"{names[1]}.wav"], overwrite: true);
        var twin = Assert.Single(Prepare(folder, SoundOnly).Twins);
        Assert.Equal(($"{names[0]}.wav", $"has the same content as {names[1]}.wav"), (twin.File, twin.What));
    }

    [Fact]
    public void The_number_of_workers_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        Wavs(folder, 6);
        var snapshots = new[] { 1, 2, 5 }.Select(workers =>
        {
            var store = folder["store" + workers.ToString(CultureInfo.InvariantCulture)];
            ClipPreparer.Prepare(ClipIndex.Scan(folder["data"]), store, SoundOnly with { Workers = workers }, cancel: TestContext.Current.CancellationToken);
            return ClipStoreTests.Snapshot(store);
        }).ToList();
        Assert.Equal(snapshots[0], snapshots[1]);
        Assert.Equal(snapshots[0], snapshots[2]);
    }

    [Fact]
    public void A_cancelled_run_keeps_what_is_done()
    {
        using var folder = new TemporaryFolder();
        Wavs(folder, 6);
        using var cancel = new CancellationTokenSource();
        var seen = new List<PrepareProgress>();
        Assert.Throws<OperationCanceledException>(() => ClipPreparer.Prepare(ClipIndex.Scan(folder["data"]), folder["store"], SoundOnly with { Workers = 1 },
            new Listener(seen, cancel.Cancel, 2), cancel.Token));
        var done = seen.Count;
        Assert.InRange(done, 2, 5);
        Assert.Equal((6 - done, done), Counts(Prepare(folder, SoundOnly)));
    }

    [Fact]
    public void Killed_in_the_middle_and_run_again_it_ends_with_the_bytes_of_an_undisturbed_run()
    {
        using var folder = new TemporaryFolder();
        Wavs(folder, 30);
        Devices.SetThreads(1); // products on more threads round differently in the last bit
        ClipPreparer.Prepare(ClipIndex.Scan(folder["data"]), folder["whole"], SoundOnly, cancel: TestContext.Current.CancellationToken);
        var lines = 0;
        foreach (var wanted in new[] { 3, 8, 17 })
        {
            using var child = Child(folder);
            var clock = Stopwatch.StartNew();
            while (!child.HasExited && Done() < wanted && clock.Elapsed < TimeSpan.FromMinutes(3)) Thread.Sleep(1);
            child.Kill(); // SIGKILL
            child.WaitForExit();
            Assert.InRange(Done(), Math.Max(lines, wanted), 30); // nothing that was done is lost
            lines = Done();
        }

        var report = Prepare(folder, SoundOnly);
        Assert.Equal(30, report.Made + report.Kept);
        Assert.InRange(report.Kept, lines - 1, 29);
        Assert.Equal(ClipStoreTests.Snapshot(folder["whole"]), ClipStoreTests.Snapshot(folder["store"]));

        int Done()
        {
            try
            {
                using var store = ClipStore.Open(folder["store"]);
                return store.Count;
            }
            catch (KitException)
            {
                return 0; // not yet there
            }
        }
    }

    /// <summary>Not a test by itself: the process that the test above kills.</summary>
    [Fact]
    public void Child_process_of_the_test_that_kills()
    {
        var folder = Environment.GetEnvironmentVariable(ChildVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "runs as the child of another test");
        Devices.SetThreads(1);
        ClipPreparer.Prepare(ClipIndex.Scan(Path.Combine(folder!, "data")), Path.Combine(folder!, "store"), SoundOnly with { Workers = 2 },
            new Listener([], () => Thread.Sleep(30)), TestContext.Current.CancellationToken); // slow enough to be caught in the act
    }

    [Fact]
    public void Published_recordings_are_prepared()
    {
        using var folder = new TemporaryFolder();
        var index = ClipIndex.Scan(TestData.Shared("ravdess", "original-wav"));
        var report = ClipPreparer.Prepare(index, folder["store"], SoundOnly, cancel: TestContext.Current.CancellationToken);
        Assert.Equal((9, 0), Counts(report));
        Assert.Contains("03-01-03-01-02-02-07", Assert.Single(report.Twins).What, StringComparison.Ordinal); // the known pair of actor 07
        using var store = ClipStore.Open(folder["store"]);
        Assert.Contains(store.Names, name => name.ToString() == "03-01-02-01-02-02-13"); // the short one has 212 frames too
    }

    private static PrepareReport Prepare(TemporaryFolder folder, PrepareOptions options, IProgress<PrepareProgress>? progress = null) =>
        ClipPreparer.Prepare(ClipIndex.Scan(folder["data"]), folder["store"], options, progress, TestContext.Current.CancellationToken);

    private static (int Made, int Kept) Counts(PrepareReport report) => (report.Made, report.Kept);

    private static void Wavs(TemporaryFolder folder, int count)
    {
        var names = ClipName.SpeechOf(1, Modality.AudioOnly);
        for (var i = 0; i < count; i++) Wav(folder, names[i], i);
    }

    // Three seconds of falling noise.
    private static void Wav(TemporaryFolder folder, ClipName name, int seed)
    {
        var random = KeyedRandom.For(seed, 0, 0, "wav");
        folder.Write(Path.Combine("data", $"{name}.wav"), WavBytes.Pcm16(16000, 1, [.. Enumerable.Range(0, 48000).Select(i => (short)(3000 * random.NextNormal() * (1 - i / 48000.0)))]));
    }

    private static void Movie(TemporaryFolder folder, ClipName name, bool sound)
    {
        Directory.CreateDirectory(folder["data"]);
        string[] tone = ["-f", "lavfi", "-i", "sine=frequency=300:duration=3:sample_rate=48000", "-c:a", "aac", "-shortest"];
        TestVideo.Numbered(folder["data", $"{name}.mp4"], 75, "64x48", sound ? tone : []);
    }

    // xunit's test assembly is a program of its own that can run a single test.
    private static Process Child(TemporaryFolder folder)
    {
        var program = Path.ChangeExtension(typeof(ClipPreparerTests).Assembly.Location, null);
        var start = new ProcessStartInfo(program, ["-method", $"{typeof(ClipPreparerTests).FullName}.{nameof(Child_process_of_the_test_that_kills)}"]) { RedirectStandardOutput = true };
        start.Environment[ChildVariable] = folder.Path;
        var child = Process.Start(start)!;
        child.OutputDataReceived += (_, _) => { };
        child.BeginOutputReadLine();
        return child;
    }

    private sealed class Listener(List<PrepareProgress> seen, Action? also = null, int from = 0) : IProgress<PrepareProgress>
    {
        public void Report(PrepareProgress value)
        {
            lock (seen) seen.Add(value);
            if (value.Done >= from) also?.Invoke();
        }
    }
}
