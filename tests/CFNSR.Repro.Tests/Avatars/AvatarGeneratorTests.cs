using CFNSR.Repro.Avatars;
using CFNSR.Repro.Avatars.Sound;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Tests.Features.Tracking;

namespace CFNSR.Repro.Tests.Avatars;

public sealed class AvatarGeneratorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private AvatarOptions Options => new() { Output = folder["out"], Actors = 1, Width = 160, Height = 90, Workers = 2 };

    private static readonly ClipName[] Few = [.. ClipName.SpeechOf(1).Where(name => name is { Statement: 1, Repetition: 1, Intensity: 1 }).Take(3)];

    private static AvatarReport Make(AvatarOptions options, IReadOnlyList<ClipName>? clips = null, IProgress<AvatarProgress>? progress = null, CancellationTokenSource? cancel = null)
    {
        Assert.SkipUnless(options.Audio is not null || File.Exists("/usr/bin/espeak-ng"), "needs espeak-ng");
        return AvatarGenerator.Generate(options, clips ?? Few, new EspeakNg(), progress, cancel?.Token ?? TestContext.Current.CancellationToken);
    }

    private string Clip(ClipName name) => folder["out", $"Actor_{name.Actor:00}", name + ".mp4"];

    private string[] Files() => [.. Directory.GetFiles(folder["out"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder["out"], file)).Order(StringComparer.Ordinal)];

    // a sound that swells three times, as RAVDESS would name it
    private string Sounds(params ReadOnlySpan<ClipName> names)
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(folder["wav", $"Actor_{name.Actor:00}"]);
            var samples = Enumerable.Range(0, 160000).Select(i => (float)(0.5 * Math.Sin(i * 0.03 * (1 + (i / 3e5))) * Math.Pow(Math.Sin(Math.PI * 3 * i / 160000), 2))).ToArray();
            WavWriter.Write(folder["wav", $"Actor_{name.Actor:00}", (name with { Modality = Modality.AudioOnly }) + ".wav"], new AudioSignal(samples, 48000));
        }

        return folder["wav"];
    }

    [Fact]
    public void A_data_set_has_RAVDESSs_names_and_counts()
    {
        var clips = AvatarGenerator.Clips(new AvatarOptions { Output = "." });
        Assert.Equal(1440, clips.Distinct().Count());
        Assert.Equal(96, clips.Count(name => name.Emotion == Emotion.Neutral));
        Assert.All(Emotions.All.Skip(1), emotion => Assert.Equal(192, clips.Count(name => name.Emotion == emotion)));
        Assert.Equal("01-01-01-01-01-01-01", clips[0].ToString());
        Assert.Equal("01-01-08-02-02-02-24", clips[^1].ToString());
        Assert.All(clips.GroupBy(name => name.Actor), actor => Assert.Equal(60, actor.Count()));
    }

    [Fact]
    public void Fewer_clips_take_the_emotions_in_turn()
    {
        var clips = AvatarGenerator.Clips(new AvatarOptions { Output = ".", Actors = 2, ClipsPerActor = 10 });
        Assert.Equal(20, clips.Count);
        Assert.Equal([2, 2, 1, 1, 1, 1, 1, 1], Emotions.All.Select(emotion => clips.Count(name => name.Actor == 1 && name.Emotion == emotion)));
        Assert.Equal("01-01-01-01-01-01-01 01-01-01-01-01-02-01 01-01-02-01-01-01-01", string.Join(' ', clips.Take(3)));
        Assert.Equal(36, AvatarGenerator.Clips(new AvatarOptions { Output = ".", Actors = 1, ClipsPerActor = 36 }).Count);
    }

    [Fact]
    public void A_clip_is_H264_at_29_97_frames_with_AAC_at_48_kHz()
    {
        Assert.Empty(Make(Options).Problems);
        Assert.Equal(["Actor_01/01-01-01-01-01-01-01.mp4", "Actor_01/01-01-02-01-01-01-01.mp4", "Actor_01/01-01-03-01-01-01-01.mp4", "avatars.json"], Files());
        var start = new System.Diagnostics.ProcessStartInfo("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name,width,height,r_frame_rate,sample_rate,pix_fmt", "-of", "csv=p=0", Clip(Few[1])]) { RedirectStandardOutput = true };
        using var probe = System.Diagnostics.Process.Start(start)!;
        Assert.Equal(["h264,160,90,yuv420p,30000/1001", "aac,48000,0/0"], probe.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var info = Ffmpeg.Probe(Clip(Few[1]));
        Assert.InRange(info.Video!.End, 3.0, 5.3);
        Assert.InRange(info.Audio!.End, info.Video.End - 0.05, info.Video.End + 0.05);
    }

    [Fact]
    public void The_same_options_give_the_same_bytes()
    {
        Make(Options, Few[..1]);
        var bytes = File.ReadAllBytes(Clip(Few[0]));
        Make(Options with { Output = folder["again"], Workers = 1 }, Few[..1]);
        Assert.Equal(bytes, File.ReadAllBytes(folder["again", "Actor_01", Few[0] + ".mp4"]));
    }

    [Fact]
    public void A_second_run_makes_only_what_is_missing_and_takes_no_unfinished_clip()
    {
        Assert.Equal((3, 0), Counts(Make(Options)));
        var before = Few.Select(name => File.GetLastWriteTimeUtc(Clip(name))).ToArray();
        Assert.Equal((0, 3), Counts(Make(Options)));

        File.Move(Clip(Few[1]), Clip(Few[1]) + ".part");
        File.WriteAllBytes(Clip(Few[2]), []);
        var seen = new List<AvatarProgress>();
        Assert.Equal((2, 1), Counts(Make(Options with { Workers = 1 }, progress: new Listener(seen))));
        Assert.Equal([new(1, 3, "", 0), new(2, 3, Few[1].ToString(), 1), new(3, 3, Few[2].ToString(), 2)], seen);
        Assert.Equal(before[0], File.GetLastWriteTimeUtc(Clip(Few[0])));
        Assert.True(new FileInfo(Clip(Few[1])).Length > 10000);
        Assert.Equal(4, Files().Length);
    }

    [Fact]
    public void A_folder_with_other_avatars_is_refused_and_left_alone()
    {
        Make(Options, Few[..1]);
        var files = Files();
        var error = Assert.Throws<KitException>(() => Make(Options with { Seed = 7 }, Few));
        Assert.Contains("other settings", error.Message, StringComparison.Ordinal);
        Assert.Equal(files, Files());
    }

    [Fact]
    public void With_real_sound_the_clip_keeps_it()
    {
        Make(Options with { Audio = Sounds(Few) });
        AudioSignal given = AudioFile.Read(folder["wav", "Actor_01", (Few[0] with { Modality = Modality.AudioOnly }) + ".wav"]), kept = AudioFile.Read(Clip(Few[0]));
        Assert.Equal(48000, kept.SampleRate);
        Assert.InRange(kept.Seconds, given.Seconds - 0.001, given.Seconds + 0.05);
        static double[] Doubles(float[] samples) => [.. samples.Take(159000).Select(sample => (double)sample)];
        Assert.True(PerformanceTests.Correlation(Doubles(given.Samples), Doubles(kept.Samples)) > 0.99);
        var info = Ffmpeg.Probe(Clip(Few[0]));
        Assert.InRange(info.Audio!.FileEnd, given.Seconds, given.Seconds + 0.04);
    }

    private void Track(ClipName name, int frames) =>
        folder.Write(Path.Combine("wav", name + ".csv"), TrackingCsv.Text(ActionUnits.Columns, frames));

    private AvatarReport Follow(AvatarOptions? options = null) =>
        AvatarGenerator.Generate(options ?? (Options with { Units = folder["wav"] }), cancel: TestContext.Current.CancellationToken);

    [Fact]
    public void Tracked_clips_have_the_frames_of_the_track_and_the_clips_sound()
    {
        Sounds(Few[0]);
        Track(Few[0], 100);
        Track(Few[1], 40);
        Track(Few[1] with { Actor = 2 }, 40); // of an actor who is not asked for
        Assert.Equal((2, 0), Counts(Follow()));
        Assert.Equal(["Actor_01/01-01-01-01-01-01-01.mp4", "Actor_01/01-01-02-01-01-01-01.mp4", "avatars.json"], Files());
        using (VideoFile video = VideoFile.Open(Clip(Few[0]))) Assert.Equal(100, video.FrameCount);
        AudioSignal given = AudioFile.Read(folder["wav", "Actor_01", (Few[0] with { Modality = Modality.AudioOnly }) + ".wav"]), kept = AudioFile.Read(Clip(Few[0]));
        static double[] Doubles(float[] samples) => [.. samples.Take(159000).Select(sample => (double)sample)];
        Assert.True(PerformanceTests.Correlation(Doubles(given.Samples), Doubles(kept.Samples)) > 0.99);
        MediaInfo silent = Ffmpeg.Probe(Clip(Few[1]));
        Assert.Null(silent.Audio);
        Assert.Equal(40 / AvatarOptions.FramesPerSecond, silent.Video!.End, 0.002);
        string mark = File.ReadAllText(folder["out", AvatarManifest.FileName]);
        Assert.Contains("drawn by CFNSR.Repro from the real action units of RAVDESS", mark, StringComparison.Ordinal);
        Assert.Contains("\"sound\": \"RAVDESS\"", mark, StringComparison.Ordinal);
    }

    [Fact]
    public void Means_alone_are_refused_by_name()
    {
        Directory.CreateDirectory(folder["wav"]);
        Assert.Equal("holds no face tracking", Assert.Throws<KitException>(() => Follow()).What);
        string table = $"clip,{string.Join(',', ActionUnits.Columns)}\n{Few[1]}{string.Concat(Enumerable.Repeat(",0", 35))}\n";
        string means = folder.Write(Path.Combine("wav", "means.csv"), table);
        Assert.Equal("holds means of action units alone", Assert.Throws<KitException>(() => Follow()).What);
        Assert.False(Directory.Exists(folder["out"]));
        Track(Few[0], 30);
        AvatarReport report = Follow();
        ClipProblem problem = Assert.Single(report.Problems);
        Assert.Equal((1, $"{means}/{Few[1]}", "has means alone"), (report.Made, problem.File, problem.What));
    }

    [Fact]
    public void A_trial_without_sound_is_reported_and_the_others_are_made()
    {
        var report = Make(Options with { Audio = Sounds(Few[0], Few[2]) });
        Assert.Equal(2, report.Made);
        var problem = Assert.Single(report.Problems);
        Assert.Equal(Clip(Few[1]), problem.File);
        Assert.Contains("03-01-02-01-01-01-01.wav", problem.What, StringComparison.Ordinal);
        Assert.False(File.Exists(Clip(Few[1])));
    }

    [Fact]
    public void A_damaged_WAV_is_reported_and_leaves_nothing_behind()
    {
        var sounds = Sounds(Few);
        File.WriteAllBytes(folder["wav", "Actor_01", (Few[1] with { Modality = Modality.AudioOnly }) + ".wav"], [1, 2, 3]);
        var report = Make(Options with { Audio = sounds });
        Assert.Equal((2, 1), (report.Made, report.Problems.Count));
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public void A_folder_without_RAVDESSs_sound_is_refused()
    {
        Directory.CreateDirectory(folder["wav"]);
        Assert.Contains("no speech sound", Assert.Throws<KitException>(() => Make(Options with { Audio = folder["wav"] })).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<KitException>(() => Make(Options with { Audio = folder["nowhere"] })).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void Cancelling_leaves_complete_clips_and_no_others()
    {
        using var cancel = new CancellationTokenSource();
        var seen = new Listener([], after: progress =>
        {
            if (progress.Done == 1) cancel.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Make(Options with { Workers = 1 }, progress: seen, cancel: cancel));
        Assert.Equal(["Actor_01/" + Few[0] + ".mp4", "avatars.json"], Files());
        Assert.Equal((2, 1), Counts(Make(Options)));
    }

    [Fact]
    public void Without_a_voice_nothing_is_written()
    {
        var error = Assert.Throws<KitException>(() => AvatarGenerator.Generate(Options, Few, new EspeakNg("espeak-ng-that-is-not-there"), cancel: TestContext.Current.CancellationToken));
        Assert.Contains("apt-get install espeak-ng", error.Cure, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        folder.Write("file");
        var error = Assert.Throws<KitException>(() => Make(Options with { Output = folder["file", "below"] }));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_and_settings_do_not_depend_on_the_country()
    {
        foreach (var culture in new[] { "tr-TR", "de-DE" })
            TestData.InCulture(culture, () => Assert.Empty(Make(Options with { PictureAmbiguity = 0.25 }, Few[..1]).Problems));
        Assert.Contains("\"picture_ambiguity\": 0.25", File.ReadAllText(folder["out", AvatarManifest.FileName]), StringComparison.Ordinal);
    }

    private static (int, int) Counts(AvatarReport report)
    {
        Assert.Empty(report.Problems);
        return (report.Made, report.Kept);
    }

    private sealed class Listener(List<AvatarProgress> seen, Action<AvatarProgress>? after = null) : IProgress<AvatarProgress>
    {
        public void Report(AvatarProgress value)
        {
            seen.Add(value);
            after?.Invoke(value);
        }
    }
}
