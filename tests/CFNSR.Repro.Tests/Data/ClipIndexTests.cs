using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

public class ClipIndexTests
{
    [Fact]
    public void Picture_and_sound_of_one_performance_make_one_clip()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Actor_01/01-01-03-01-01-01-01.mp4");
        folder.Write("Actor_01/02-01-03-01-01-01-01.mp4");
        folder.Write("audio/Actor_01/03-01-03-01-01-01-01.wav");
        var clip = Assert.Single(ClipIndex.Scan(folder.Path).Clips);
        Assert.Equal("01-01-03-01-01-01-01", clip.Name.ToString());
        Assert.Equal(folder["Actor_01", "01-01-03-01-01-01-01.mp4"], clip.VideoFile);
        Assert.Equal(folder["audio", "Actor_01", "03-01-03-01-01-01-01.wav"], clip.AudioFile);
        Assert.Equal(clip.AudioFile, clip.SoundFile);
    }

    [Theory]
    [InlineData("01", true, true)]
    [InlineData("02", true, false)]
    [InlineData("03", false, true)]
    public void Each_kind_of_tree_stands_alone(string modality, bool video, bool sound)
    {
        using var folder = new TemporaryFolder();
        Fill(folder, "", modality, 1, 2);
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal(120, index.Clips.Count);
        Assert.Equal([1, 2], index.Actors);
        Assert.Empty(index.Problems);
        Assert.All(index.Clips, clip => Assert.Equal((video, sound), (clip.VideoFile is not null, clip.SoundFile is not null)));
        Assert.Equal(index.Clips.OrderBy(clip => clip.Name.Trial, StringComparer.Ordinal), index.Clips);
    }

    [Fact]
    public void A_nested_second_copy_is_left_out_and_reported_once_a_folder()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, "", "03", 1, 2);
        Fill(folder, "audio_speech_actors_01-24", "03", 1, 2);
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal(120, index.Clips.Count);
        Assert.All(index.Clips, clip => Assert.DoesNotContain("audio_speech", clip.AudioFile, StringComparison.Ordinal));
        Assert.Equal([folder["audio_speech_actors_01-24", "Actor_01"], folder["audio_speech_actors_01-24", "Actor_02"]], index.Problems.Select(problem => problem.File));
        Assert.All(index.Problems, problem => Assert.Contains("60 second copies, of the same size", problem.What, StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_of_another_size_says_so_and_an_empty_file_never_wins()
    {
        using var folder = new TemporaryFolder();
        folder.Write("03-01-03-01-01-01-01.wav", "");
        folder.Write("a/03-01-03-01-01-01-01.wav", "one");
        folder.Write("b/03-01-03-01-01-01-01.wav", "longer");
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal(folder["a", "03-01-03-01-01-01-01.wav"], Assert.Single(index.Clips).AudioFile);
        Assert.Contains(index.Problems, problem => problem.File == folder["03-01-03-01-01-01-01.wav"] && problem.What == "is empty (0 bytes)");
        Assert.Contains(index.Problems, problem => problem.File == folder["b", "03-01-03-01-01-01-01.wav"]
            && problem.What.StartsWith("is a second copy, of another size, of ", StringComparison.Ordinal));
    }

    [Fact]
    public void Odd_files_are_reported_by_name_and_others_passed_over()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, "", "01", 3);
        folder.Write("Actor_03/01-01-03-01-01-01-3.mp4");
        folder.Write("Actor_03/03-01-03-01-01-01-03.mp4");
        folder.Write("Actor_03/01-01-03-01-01-01-03.wav");
        folder.Write("Actor_03/01-02-03-01-01-01-03.mp4");
        folder.Write("Actor_03/._01-01-03-01-01-01-03.mp4");
        folder.Write("__MACOSX/Actor_03/01-01-03-01-01-01-03.mp4");
        folder.Write("readme.txt");
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal(60, index.Clips.Count);
        Assert.Equal(
        [
            (folder.Path, "1 song files were skipped"),
            (folder["Actor_03", "01-01-03-01-01-01-03.wav"], "is a sound file under a video name"),
            (folder["Actor_03", "01-01-03-01-01-01-3.mp4"], "is not a RAVDESS name: '01-01-03-01-01-01-3' has 19 characters, not 20"),
            (folder["Actor_03", "03-01-03-01-01-01-03.mp4"], "is a video file under an audio name"),
        ], index.Problems.Select(problem => (problem.File, problem.What)));
    }

    [Fact]
    public void Missing_recordings_are_reported_by_actor()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, "", "01", 4, 14, 24);
        File.Delete(folder["Actor_14", "01-01-08-02-02-02-14.mp4"]);
        foreach (var actor in new[] { "04", "24" }) File.Delete(folder["Actor_" + actor, $"01-01-01-01-01-01-{actor}.mp4"]);
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal([4, 14, 24], index.Actors);
        Assert.Equal(
        [
            ("Actor 04, 24", "1 of 60 recordings are missing: 01-01-01-01-01"),
            ("Actor 14", "1 of 60 recordings are missing: 01-08-02-02-02"),
        ], index.Problems.Select(problem => (problem.File, problem.What)));
    }

    [Fact]
    public void Sound_without_picture_is_reported_where_the_actor_has_pictures()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, "sound", "03", 1, 2);
        Fill(folder, "picture", "01", 1);
        File.Delete(folder["picture", "Actor_01", "01-01-05-01-01-01-01.mp4"]);
        var problem = Assert.Single(ClipIndex.Scan(folder.Path).Problems);
        Assert.Equal(("Actor 01", "1 of 60 recordings have sound but no video file: 01-05-01-01-01"), (problem.File, problem.What));
    }

    [Fact]
    public void Silent_files_are_left_out_when_sound_is_required()
    {
        using var folder = new TemporaryFolder();
        folder.Write("01-01-03-01-01-01-01.mp4");
        folder.Write("02-01-03-01-01-02-01.mp4");
        Assert.Equal(2, ClipIndex.Scan(folder.Path).Clips.Count);
        var index = ClipIndex.Scan(folder.Path, requireAudio: true);
        Assert.Equal("01-01-03-01-01-01-01", Assert.Single(index.Clips).Name.ToString());
        Assert.Contains(index.Problems, problem => problem.What.StartsWith("is a silent 02 file", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_are_followed_and_loops_end()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, "real", "03", 7);
        Directory.CreateDirectory(folder["data"]);
        Directory.CreateSymbolicLink(folder["data", "Actor_07"], folder["real", "Actor_07"]);
        Directory.CreateSymbolicLink(folder["real", "Actor_07", "loop"], folder["data"]);
        File.CreateSymbolicLink(folder["data", "03-01-03-01-01-01-08.wav"], folder["nowhere.wav"]);
        var index = ClipIndex.Scan(folder["data"]);
        Assert.Equal(60, index.Clips.Count);
        Assert.Equal("is a link to nothing", Assert.Single(index.Problems).What);
    }

    [Fact]
    public void A_folder_without_clips_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(folder["none"], Assert.Throws<KitException>(() => ClipIndex.Scan(folder["none"])).File);
        Assert.Equal(folder.Path, Assert.Throws<KitException>(() => ClipIndex.Scan(folder.Path)).File);
        folder.Write("03-02-03-01-01-01-01.wav");
        Assert.Contains("song files were skipped", Assert.Throws<KitException>(() => ClipIndex.Scan(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_formats_are_data_and_the_published_one_wins()
    {
        using var folder = new TemporaryFolder();
        var names = ClipName.SpeechOf(1, Modality.AudioOnly);
        foreach (var name in names.Take(9))
        {
            folder.Write($"Actor_01/{name}.flac");
            folder.Write($"Actor_01/{name with { Modality = Modality.AudioVisual }}.MOV");
        }

        folder.Write($"Actor_01/{names[0]}.wav");
        var index = ClipIndex.Scan(folder.Path);
        Assert.Equal(9, index.Clips.Count);
        Assert.Equal(folder["Actor_01", $"{names[0]}.wav"], index.Clips[0].AudioFile);
        Assert.Equal(folder["Actor_01", $"{names[1]}.flac"], index.Clips[1].AudioFile);
        Assert.All(index.Clips, clip => Assert.EndsWith(".MOV", clip.VideoFile, StringComparison.Ordinal));
        Assert.Contains(index.Problems, problem => problem.File == folder["Actor_01", $"{names[0]}.flac"]
            && problem.What.StartsWith("is a second copy", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_a_preprocessing_script_wrote_beside_the_originals_share_a_line()
    {
        using var folder = new TemporaryFolder();
        Fill(folder, "", "03", 1, 2);
        foreach (var file in Directory.GetFiles(folder.Path, "*.wav", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.ChangeExtension(file, null) + "_croppad.wav");
        }

        for (var i = 0; i < 5; i++) folder.Write($"Actor_01/holiday {i}.mp4");
        var index = ClipIndex.Scan(folder.Path);
        string first = folder["Actor_01", "03-01-01-01-01-01-01_croppad.wav"];
        Assert.Equal(120, index.Clips.Count);
        Assert.Equal(
        [
            (folder.Path, $"holds 120 files with _croppad.wav behind a RAVDESS name (the first: {first})"),
            (folder["Actor_01"], "holds 5 files without a RAVDESS name (the first: holiday 0.mp4)"),
        ], index.Problems.Select(problem => (problem.File, problem.What)));
    }

    [Fact]
    public void Published_recordings_are_found()
    {
        var index = ClipIndex.Scan(TestData.Shared("ravdess", "original-wav"));
        Assert.Equal(9, index.Clips.Count);
        Assert.All(index.Clips, clip => Assert.Equal(Modality.AudioOnly, clip.Name.Modality));
    }

    private static void Fill(TemporaryFolder folder, string below, string modality, params int[] actors)
    {
        foreach (var actor in actors)
        {
            foreach (var name in ClipName.SpeechOf(actor, (Modality)(modality[1] - '0')))
            {
                folder.Write(Path.Combine(below, $"Actor_{actor:D2}", name + (modality == "03" ? ".wav" : ".mp4")));
            }
        }
    }
}
