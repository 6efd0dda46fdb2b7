using System.Globalization;
using System.Runtime.InteropServices;
using NAudio.Wave;

namespace CFNSR.Repro.Data;

/// <summary>
/// Reads sound as librosa.load does without resampling: seek int(offset * rate) frames at the file's own rate, read
/// int(duration * rate) of them, mean over channels, 16-bit samples divided by 32768. The result is shorter where the file ends.
/// WAV is read by NAudio, everything else (mp4, FLAC, …, and WAV files with a header that NAudio refuses) by ffmpeg. Time 0 is the beginning of
/// the file's clock, which its picture shares (<see cref="MediaInfo"/>): sound that begins late, or has a hole, is silent there, and what follows
/// keeps its time. Taught in notebook 02.
/// </summary>
public static class AudioFile
{
    /// <summary>What to do about an <see cref="AudioSignal.Note"/>.</summary>
    internal const string OddCure = "It is read all the same; check that it sounds right. To mend it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav.";

    private const int MinRate = 4000, MaxRate = 768000, MaxChannels = 64;
    private const double AllowedMissingSeconds = 0.1; // codecs round a stream's length to whole packets
    private const string FetchAgain = "Fetch the file again.";

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
        var cut = new Cut(file, offsetSeconds, durationSeconds);
        try
        {
            if (new FileInfo(file).Length == 0) throw new KitException("the file is empty", file, "sound", FetchAgain);
            bool wav = Path.GetExtension(file).ToUpperInvariant() is ".WAV" or ".WAVE";
            AudioSignal signal = wav ? ReadWav(cut) : ReadByFfmpeg(cut, Ffmpeg.Probe(file));
            if (Array.Exists(signal.Samples, sample => !float.IsFinite(sample)))
            {
                throw new KitException("some samples are infinite or not numbers", file, "samples in [-1, 1]", FetchAgain);
            }
            return signal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KitException("the file cannot be read: " + e.Message, file, inner: e);
        }
    }

    private static AudioSignal ReadWav(Cut cut)
    {
        using FileStream stream = File.OpenRead(cut.File);
        WavHeader header = WavHeader.Read(stream);
        if (header.Truncated) throw Truncated(cut.File); // NAudio and ffmpeg take what is there where a header claims more
        if (header.BigEndian)
        {
            throw new KitException("a RIFX file: its samples are big-endian", cut.File, "RIFF/WAVE",
                "Convert it, naming the order of the bytes: ffmpeg -c:a pcm_s16be -i IN.wav -c:a pcm_s16le OUT.wav.");
        }
        WaveFileReader reader;
        ISampleProvider samples;
        try
        {
            (reader, samples) = OpenWav(stream);
        }
        catch (KitException refused)
        {
            return ReadOddWav(cut, refused);
        }
        using (reader) return ReadSamples(cut, reader, samples);
    }

    private static AudioSignal ReadSamples(Cut cut, WaveFileReader reader, ISampleProvider samples)
    {
        WaveFormat format = reader.WaveFormat;
        (long start, long count) = cut.Frames(format.SampleRate, reader.Length / format.BlockAlign);
        reader.Position = start * format.BlockAlign;
        var interleaved = new float[checked(count * format.Channels)];
        int block = 4096 * format.Channels; // whole frames, and small enough for NAudio's buffer to be cheap
        for (int done = 0; done < interleaved.Length;)
        {
            int got = samples.Read(interleaved.AsSpan(done, Math.Min(block, interleaved.Length - done)));
            if (got == 0) throw Truncated(cut.File);
            done += got;
        }
        return new AudioSignal(MeanOverChannels(interleaved, format.Channels), format.SampleRate);
    }

    /// <summary>Everything about the header that speaks against reading the file by NAudio, as an error.</summary>
    private static (WaveFileReader Reader, ISampleProvider Samples) OpenWav(FileStream stream)
    {
        WaveFileReader? reader = null;
        try
        {
            reader = new WaveFileReader(stream);
            WaveFormat format = reader.WaveFormat;
            CheckRate(stream.Name, format.SampleRate, format.Channels);
            if (format.BlockAlign != format.Channels * (format.BitsPerSample / 8) || format.BlockAlign == 0) throw Unsupported(stream.Name, format);
            if (format.AverageBytesPerSecond != format.SampleRate * format.BlockAlign)
            {
                throw new KitException(string.Create(CultureInfo.InvariantCulture,
                    $"the header contradicts itself ({format.SampleRate} samples and {format.AverageBytesPerSecond} bytes a second)"),
                    stream.Name, string.Create(CultureInfo.InvariantCulture, $"{format.BlockAlign} bytes a sample"), FetchAgain);
            }
            return (reader, Samples(reader, stream.Name));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            reader?.Dispose();
            if (e is KitException) throw;
            // on a damaged header the reader may fail in any way (FormatException, EndOfStreamException, division by a zero block size …)
            throw new KitException("not a readable WAV file (" + e.Message.TrimEnd('.') + ")", stream.Name, "RIFF/WAVE with a fmt and a data chunk", FetchAgain, e);
        }
    }

    /// <summary>Another format under WAV's name, or a header that is wrong: what ffmpeg makes of it, with a note, or both refusals.</summary>
    private static AudioSignal ReadOddWav(Cut cut, KitException refused)
    {
        try
        {
            MediaInfo info = Ffmpeg.Probe(cut.File);
            return ReadByFfmpeg(cut, info) with { Note = $"{refused.What}; ffmpeg reads it as {info.Format}, {info.Audio!.Codec}" };
        }
        catch (KitException e)
        {
            throw new KitException($"{refused.What}; by ffmpeg: {e.What}", cut.File, e.Expected ?? refused.Expected, refused.Cure, e);
        }
    }

    private static ISampleProvider Samples(WaveFileReader reader, string file)
    {
        try
        {
            return reader.ToSampleProvider();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw Unsupported(file, reader.WaveFormat, e);
        }
    }

    private static KitException Unsupported(string file, WaveFormat format, Exception? inner = null) => new(
        string.Create(CultureInfo.InvariantCulture, $"the samples are stored in an unusual way ({format.Encoding}, {format.BitsPerSample} bits, ")
        + string.Create(CultureInfo.InvariantCulture, $"{format.Channels} channels, {format.BlockAlign} bytes a frame)"),
        file, "PCM of 8, 16, 24 or 32 bits, or float", "Convert it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav.", inner);

    private static AudioSignal ReadByFfmpeg(Cut cut, MediaInfo info)
    {
        if (info.Audio is not { } track)
        {
            throw new KitException("there is no sound track", cut.File, "a file with sound",
                "RAVDESS's video-only files (02-) have none: use the 01- file or the 03- WAV of the same performance.");
        }
        CheckRate(cut.File, track.SampleRate, track.Channels);
        string[] decode = Ffmpeg.Track(cut.File, track.Stream, info.Video?.Stream,
            "-af", "aresample=async=1:first_pts=0", "-c:a", "pcm_f32le", "-ar", Text(track.SampleRate), "-ac", Text(track.Channels), "-f", "f32le");
        using FfmpegProcess ffmpeg = Ffmpeg.Start(decode, cut.File);
        long wanted = cut.End(track.SampleRate);
        float[] interleaved = ReadFloats(ffmpeg, wanted > int.MaxValue / track.Channels ? int.MaxValue : wanted * track.Channels, out bool ended);
        long frames = interleaved.Length / track.Channels;
        if (ended)
        {
            ffmpeg.Finish();
            double promised = track.End > 0 ? track.End : ffmpeg.Complained ? track.FileEnd : 0;
            double seconds = Math.Min((double)wanted / track.SampleRate, promised);
            if ((double)frames / track.SampleRate < seconds - AllowedMissingSeconds) throw Truncated(cut.File);
        }
        (long start, long count) = cut.Frames(track.SampleRate, frames);
        float[] cutOut = interleaved.AsSpan((int)start * track.Channels, (int)count * track.Channels).ToArray();
        return new AudioSignal(MeanOverChannels(cutOut, track.Channels), track.SampleRate);
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

    private static float[] MeanOverChannels(float[] interleaved, int channels)
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

    private static void CheckRate(string file, int rate, int channels)
    {
        if (rate is < MinRate or > MaxRate || channels is < 1 or > MaxChannels)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the header says {rate} samples a second and {channels} channels"),
                file, string.Create(CultureInfo.InvariantCulture, $"{MinRate} to {MaxRate} samples a second and 1 to {MaxChannels} channels"), FetchAgain);
        }
    }

    private static KitException Truncated(string file) =>
        new("the sound is truncated: the file ends before the last sample that its header promises", file, "a complete file", FetchAgain);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Which stretch of which file is wanted.</summary>
    private readonly record struct Cut(string File, double Offset, double? Duration)
    {
        private long Start(int rate) => (long)Math.Min(Offset * rate, int.MaxValue);

        /// <summary>Frames from the file's beginning to the end of the stretch, bounded.</summary>
        public long End(int rate) => Start(rate) + (Duration is { } seconds ? (long)Math.Min(seconds * rate, int.MaxValue) : int.MaxValue);

        /// <summary>First frame and number of frames of the stretch in a file of so many frames.</summary>
        public (long Start, long Count) Frames(int rate, long available)
        {
            if (available == 0) throw new KitException("there are no samples", File, "sound", FetchAgain);
            long start = Start(rate);
            if (start >= available)
            {
                throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the sound lasts {(double)available / rate:0.###} s"),
                    File, string.Create(CultureInfo.InvariantCulture, $"more than the offset of {Offset:0.###} s"), "Use a longer recording or a smaller offset.");
            }
            return (start, Math.Min(End(rate), available) - start);
        }
    }
}
