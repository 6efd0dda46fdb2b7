using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using NAudio.Wave;

namespace CFNSR.Repro.Data;

/// <summary>
/// Reads sound as librosa.load does without resampling: seek int(offset * rate) frames at the file's own rate, read
/// int(duration * rate) of them, mean over channels, 16-bit samples divided by 32768. The result is shorter where the file ends.
/// WAV is read by NAudio, everything else (mp4, FLAC, …) by ffmpeg. Taught in notebook 02.
/// </summary>
public static class AudioFile
{
    private const int AuHeader = 24;   // ".snd", offset of the data, its size, encoding, rate, channels: big-endian
    private const int MinRate = 4000, MaxRate = 768000, MaxChannels = 64;
    private const double AllowedMissingSeconds = 0.1; // codecs round a stream's length to whole packets
    private const uint Placeholder = 2000000000; // and above: old sox; 0x7FFFF000 sox; 0x80000000 arecord; 0xFFFFFFFF ffmpeg
    private const float Loudest = 256;           // floats may exceed 1 a little; those that hold 16-bit numbers do so by far
    private const string FetchAgain = "Fetch the file again.";

    /// <summary>Reads a stretch of sound.</summary>
    /// <param name="file">A WAV file, or any file with sound that ffmpeg reads.</param>
    /// <param name="offsetSeconds">Where to begin.</param>
    /// <param name="durationSeconds">How much to read; null reads to the end.</param>
    /// <returns>At least one sample.</returns>
    /// <exception cref="KitException">Missing, empty, truncated or unreadable file, no sound track, impossible rate, or the sound ends before the offset.</exception>
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
            AudioSignal signal = wav ? ReadWav(cut) : ReadByFfmpeg(cut);
            if (Array.TrueForAll(signal.Samples, sample => Math.Abs(sample) <= Loudest)) return signal; // false for NaN
            throw new KitException("some samples are infinite, not numbers or far too large", file, "samples in [-1, 1]",
                "Divide by 32768 if they hold 16-bit numbers; else fetch the file again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KitException("the file cannot be read: " + e.Message, file, inner: e);
        }
    }

    private static AudioSignal ReadWav(Cut cut)
    {
        using FileStream stream = File.OpenRead(cut.File);
        using WaveFileReader reader = OpenWav(stream);
        WaveFormat format = reader.WaveFormat;
        CheckRate(cut.File, format.SampleRate, format.Channels);
        if (format.BlockAlign != format.Channels * (format.BitsPerSample / 8) || format.BlockAlign == 0)
        {
            throw Unsupported(cut.File, format);
        }
        if (format.AverageBytesPerSecond != format.SampleRate * format.BlockAlign)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"the header contradicts itself: {format.SampleRate} samples and {format.AverageBytesPerSecond} bytes a second"),
                cut.File, string.Create(CultureInfo.InvariantCulture, $"{format.BlockAlign} bytes a sample"), FetchAgain);
        }
        CheckComplete(reader, stream);
        (long start, long count) = cut.Frames(format.SampleRate, reader.Length / format.BlockAlign);
        reader.Position = start * format.BlockAlign;
        ISampleProvider samples = Samples(reader, cut.File);
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

    // On a damaged header the reader may fail in any way (FormatException, EndOfStreamException, division by a zero block size …).
    private static WaveFileReader OpenWav(FileStream stream)
    {
        try
        {
            return new WaveFileReader(stream);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new KitException("not a readable WAV file (" + e.Message + ")", stream.Name, "RIFF/WAVE with a fmt and a data chunk", FetchAgain, e);
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
        string.Create(CultureInfo.InvariantCulture, $"the samples are stored in a way that is not read ({format.Encoding}, {format.BitsPerSample} bits, {format.Channels} channels, {format.BlockAlign} bytes a frame)"),
        file, "PCM of 8, 16, 24 or 32 bits, or float", "Convert it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav.", inner);

    /// <summary>
    /// NAudio takes what is there where a header claims more. The length stands in the four bytes before the samples; programs that write to a pipe do
    /// not know it and put a placeholder there.
    /// </summary>
    private static void CheckComplete(WaveFileReader reader, FileStream stream)
    {
        reader.Position = 0;   // the stream stands at the first sample now
        long first = stream.Position;
        Span<byte> length = stackalloc byte[4];
        stream.Position = first - length.Length;
        stream.ReadExactly(length);
        uint claimed = BinaryPrimitives.ReadUInt32LittleEndian(length);
        long promised = claimed >= Placeholder ? reader.Length : claimed;   // RF64 has its length elsewhere, and 0xFFFFFFFF here
        if (first + promised > stream.Length) throw Truncated(stream.Name);
    }

    private static AudioSignal ReadByFfmpeg(Cut cut) => ReadStretch(cut) ?? ReadProbed(cut);

    /// <summary>
    /// The usual case in one process (starting one costs more than decoding a clip): ffmpeg writes an AU stream, whose header has rate and
    /// channels. Null when the file cannot be read or is cut off; then <see cref="ReadProbed"/> finds out why.
    /// </summary>
    private static AudioSignal? ReadStretch(Cut cut)
    {
        if (cut.Duration is null) return null;
        using FfmpegProcess ffmpeg = Ffmpeg.Start([.. Ffmpeg.Input(cut.File), "-map", "0:a:0", "-c:a", "pcm_f32be", "-f", "au", "pipe:1"], cut.File);
        Span<byte> header = stackalloc byte[AuHeader];
        if (ffmpeg.Output.ReadAtLeast(header, AuHeader, throwOnEndOfStream: false) < AuHeader) return null;
        int data = BinaryPrimitives.ReadInt32BigEndian(header[4..]), rate = BinaryPrimitives.ReadInt32BigEndian(header[16..]), channels = BinaryPrimitives.ReadInt32BigEndian(header[20..]);
        if (data is < AuHeader or > 4096 || rate is < MinRate or > MaxRate || channels is < 1 or > MaxChannels) return null;
        ffmpeg.Output.ReadExactly(new byte[data - AuHeader]);
        long wanted = cut.End(rate) * channels;
        if (wanted > int.MaxValue) return null;
        float[] interleaved = ReadFloats(ffmpeg, wanted, out bool ended);
        if (ended && !EndsWhereItShould(ffmpeg, cut, rate, interleaved.Length / channels)) return null;
        Span<int> bits = MemoryMarshal.Cast<float, int>(interleaved.AsSpan());
        BinaryPrimitives.ReverseEndianness(bits, bits);
        (long start, long count) = cut.Frames(rate, interleaved.Length / channels);
        return new AudioSignal(MeanOverChannels(interleaved.AsSpan((int)start * channels, (int)count * channels).ToArray(), channels), rate);
    }

    /// <summary>Whether a stream that ended before the stretch did is as long as its file says: then nothing is missing, and it need not be decoded again.</summary>
    private static bool EndsWhereItShould(FfmpegProcess ffmpeg, Cut cut, int rate, long frames)
    {
        try
        {
            ffmpeg.Finish();
            MediaInfo info = Ffmpeg.Probe(cut.File);
            return frames > 0 && info.HasAudio && info.SampleRate == rate && (double)frames / rate >= Math.Min((double)cut.End(rate) / rate, info.AudioSeconds) - AllowedMissingSeconds;
        }
        catch (KitException)
        {
            return false; // ReadProbed meets it again and says what it is
        }
    }

    private static AudioSignal ReadProbed(Cut cut)
    {
        MediaInfo info = Ffmpeg.Probe(cut.File);
        if (!info.HasAudio)
        {
            throw new KitException("there is no sound track", cut.File, "a file with sound", "RAVDESS's video-only files (02-) have none: use the 01- file or the 03- WAV of the same performance.");
        }
        CheckRate(cut.File, info.SampleRate, info.Channels);
        string[] decode = [.. Ffmpeg.Input(cut.File), "-map", "0:a:0", "-c:a", "pcm_f32le", "-ar", Text(info.SampleRate), "-ac", Text(info.Channels), "-f", "f32le", "pipe:1"];
        using FfmpegProcess ffmpeg = Ffmpeg.Start(decode, cut.File);
        long wanted = cut.End(info.SampleRate);
        float[] interleaved = ReadFloats(ffmpeg, wanted > int.MaxValue / info.Channels ? int.MaxValue : wanted * info.Channels, out bool ended);
        long frames = interleaved.Length / info.Channels;
        if (ended)
        {
            ffmpeg.Finish();
            double promised = Math.Min((double)wanted / info.SampleRate, info.AudioSeconds);
            if ((double)frames / info.SampleRate < promised - AllowedMissingSeconds) throw Truncated(cut.File);
        }
        (long start, long count) = cut.Frames(info.SampleRate, frames);
        float[] cutOut = interleaved.AsSpan((int)start * info.Channels, (int)count * info.Channels).ToArray();
        return new AudioSignal(MeanOverChannels(cutOut, info.Channels), info.SampleRate);
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
