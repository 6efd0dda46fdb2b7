using System.Globalization;
using System.Runtime.InteropServices;

namespace CFNSR.Repro.Data;

/// <summary>
/// Reads sound as librosa.load does without resampling: seek int(offset * rate) frames at the file's own rate, read
/// int(duration * rate) of them, mean over channels, 16-bit samples divided by 32768. The result is shorter where the file ends.
/// WAV is read by NAudio, everything else (mp4, FLAC, …, and WAV files with a header that NAudio refuses) by ffmpeg. Time 0 is the
/// beginning of the file's clock, which its picture shares (<see cref="MediaInfo"/>): sound that begins late, or has a hole, is silent
/// there, and what follows keeps its time. Taught in notebook 02.
/// </summary>
public static class AudioFile
{
    private const int MinRate = 4000, MaxRate = 768000, MaxChannels = 64;
    private const double AllowedMissingSeconds = 0.1; // codecs round a stream's length to whole packets
    private const float Loudest = 256;           // floats may exceed 1 a little; those that hold 16-bit numbers do so by far
    internal const string FetchAgain = "Fetch the file again.";

    /// <summary>Reads a stretch of sound.</summary>
    /// <param name="file">A WAV file, or any file with sound that ffmpeg reads.</param>
    /// <param name="offsetSeconds">Where to begin.</param>
    /// <param name="durationSeconds">How much to read; null reads to the end.</param>
    /// <returns>At least one sample.</returns>
    /// <exception cref="KitException">
    /// Missing, empty, truncated or unreadable file, no sound track, impossible rate, or the sound ends before the offset.
    /// </exception>
    public static AudioSignal Read(string file, double offsetSeconds = 0, double? durationSeconds = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offsetSeconds);
        if (durationSeconds is { } duration) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(duration, nameof(durationSeconds));
        if (!File.Exists(file)) throw new KitException("there is no such file", file, cure: "Check the path.");
        var cut = new SoundCut(file, offsetSeconds, durationSeconds);
        try
        {
            if (new FileInfo(file).Length == 0) throw new KitException("the file is empty", file, "sound", FetchAgain);
            bool wav = Path.GetExtension(file).ToUpperInvariant() is ".WAV" or ".WAVE";
            AudioSignal signal = wav ? WavFile.Read(cut) : ReadByFfmpeg(cut, Ffmpeg.Probe(file));
            if (Array.TrueForAll(signal.Samples, sample => Math.Abs(sample) <= Loudest)) return signal; // false for NaN
            throw new KitException("some samples are infinite, not numbers or far too large", file, "samples in [-1, 1]",
                "Divide by 32768 if they hold 16-bit numbers; else fetch the file again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KitException("the file cannot be read: " + e.Message, file, inner: e);
        }
    }

    internal static AudioSignal ReadByFfmpeg(SoundCut cut, MediaInfo info)
    {
        if (info.Audio is not { } track)
        {
            throw new KitException("there is no sound track", cut.File, "a file with sound",
                "RAVDESS's video-only files (02-) have none: use the 01- file or the 03- WAV of the same performance.");
        }
        CheckRate(cut.File, track.SampleRate, track.Channels);
        string[] decode = Ffmpeg.Track(cut.File, track.Stream, info.Video?.Stream,
            "-af", "aresample=async=1:first_pts=0", "-ar", Text(track.SampleRate), "-ac", Text(track.Channels),
            "-c:a", "pcm_f32le", "-f", "f32le");
        using FfmpegProcess ffmpeg = Ffmpeg.Start(decode, cut.File);
        long wanted = cut.End(track.SampleRate);
        float[] interleaved = ReadFloats(ffmpeg, Math.Min(wanted, int.MaxValue / track.Channels) * track.Channels, out bool ended);
        long frames = interleaved.Length / track.Channels;
        if (ended)
        {
            Finish(ffmpeg, cut.File);
            double promised = track.End > 0 ? track.End : ffmpeg.Complained ? track.FileEnd : 0;
            double seconds = Math.Min((double)wanted / track.SampleRate, promised);
            if ((double)frames / track.SampleRate < seconds - AllowedMissingSeconds) throw Truncated(cut.File);
        }
        (long start, long count) = cut.Frames(track.SampleRate, frames);
        float[] cutOut = interleaved.AsSpan((int)start * track.Channels, (int)count * track.Channels).ToArray();
        return new AudioSignal(MeanOverChannels(cutOut, track.Channels), track.SampleRate);
    }

    private static void Finish(FfmpegProcess ffmpeg, string file)
    {
        try
        {
            ffmpeg.Finish();
        }
        catch (KitException e) when (e.What.Contains("Changing audio frame properties", StringComparison.Ordinal))
        {
            throw new KitException("the sound changes its rate or its channels on the way", file, "one rate and one number of channels",
                "Convert it: ffmpeg -i IN -vn -c:a pcm_s16le OUT.wav.", e);
        }
    }

    private static float[] ReadFloats(FfmpegProcess ffmpeg, long most, out bool ended)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        ended = false;
        while (!ended && bytes.Length < 4 * most)
        {
            int got = ffmpeg.Output.Read(buffer, 0, (int)Math.Min(buffer.Length, 4 * most - bytes.Length));
            bytes.Write(buffer, 0, got);
            ended = got == 0;
        }
        return MemoryMarshal.Cast<byte, float>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).ToArray();
    }

    internal static float[] MeanOverChannels(float[] interleaved, int channels)
    {
        if (channels == 1) return interleaved;
        var mono = new float[interleaved.Length / channels];
        for (int i = 0; i < mono.Length; i++)
        {
            double sum = 0;
            foreach (float sample in interleaved.AsSpan(i * channels, channels)) sum += sample;
            mono[i] = (float)(sum / channels);
        }
        return mono;
    }

    internal static void CheckRate(string file, int rate, int channels)
    {
        if (rate is < MinRate or > MaxRate || channels is < 1 or > MaxChannels)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the header says {rate} samples a second and {channels} channels"),
                file, string.Create(CultureInfo.InvariantCulture, $"{MinRate} to {MaxRate} samples a second and 1 to {MaxChannels} channels"), FetchAgain);
        }
    }

    internal static KitException Truncated(string file) =>
        new("the sound is truncated: the file ends before the last sample that its header promises", file, "a complete file", FetchAgain);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
