using System.Globalization;
using NAudio.Wave;

namespace CFNSR.Repro.Data;

/// <summary>Reads WAV by NAudio; a header that NAudio refuses, or another format under WAV's name, by ffmpeg and with a note.</summary>
internal static class WavFile
{
    /// <summary>What to do about an <see cref="AudioSignal.Note"/>.</summary>
    public const string OddCure = "It is read all the same; check its sound. To mend it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav.";

    public static AudioSignal Read(SoundCut cut)
    {
        using FileStream stream = File.OpenRead(cut.File);
        WavHeader header = WavHeader.Read(stream);
        if (header.Truncated) throw AudioFile.Truncated(cut.File); // NAudio and ffmpeg take what is there where a header claims more
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

    private static AudioSignal ReadSamples(SoundCut cut, WaveFileReader reader, ISampleProvider samples)
    {
        WaveFormat format = reader.WaveFormat;
        (long start, long count) = cut.Frames(format.SampleRate, reader.Length / format.BlockAlign);
        reader.Position = start * format.BlockAlign;
        var interleaved = new float[checked(count * format.Channels)];
        int block = 4096 * format.Channels; // whole frames, and small enough for NAudio's buffer to be cheap
        for (int done = 0; done < interleaved.Length;)
        {
            int got = samples.Read(interleaved.AsSpan(done, Math.Min(block, interleaved.Length - done)));
            if (got == 0) throw AudioFile.Truncated(cut.File);
            done += got;
        }
        return new AudioSignal(AudioFile.MeanOverChannels(interleaved, format.Channels), format.SampleRate);
    }

    /// <summary>Everything about the header that speaks against reading the file by NAudio, as an error.</summary>
    private static (WaveFileReader Reader, ISampleProvider Samples) OpenWav(FileStream stream)
    {
        WaveFileReader? reader = null;
        try
        {
            reader = new WaveFileReader(stream);
            WaveFormat format = reader.WaveFormat;
            AudioFile.CheckRate(stream.Name, format.SampleRate, format.Channels);
            int align = format.Channels * (format.BitsPerSample / 8);
            if (format.BlockAlign != align || align == 0) throw Unsupported(stream.Name, format);
            if (format.AverageBytesPerSecond != format.SampleRate * format.BlockAlign)
            {
                throw new KitException(string.Create(CultureInfo.InvariantCulture,
                    $"the header contradicts itself ({format.SampleRate} samples and {format.AverageBytesPerSecond} bytes a second)"),
                    stream.Name, string.Create(CultureInfo.InvariantCulture, $"{format.BlockAlign} bytes a sample"), AudioFile.FetchAgain);
            }
            return (reader, Samples(reader, stream.Name));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            reader?.Dispose();
            if (e is KitException) throw;
            // on a damaged header the reader may fail in any way (FormatException, EndOfStreamException, division by a zero block size …)
            throw new KitException("not a readable WAV file (" + e.Message.TrimEnd('.') + ")", stream.Name,
                "RIFF/WAVE with a fmt and a data chunk", AudioFile.FetchAgain, e);
        }
    }

    /// <summary>
    /// Another format under WAV's name, or a header that is wrong: what ffmpeg makes of it, with a note, or both refusals.
    /// </summary>
    private static AudioSignal ReadOddWav(SoundCut cut, KitException refused)
    {
        try
        {
            MediaInfo info = Ffmpeg.Probe(cut.File);
            AudioSignal signal = AudioFile.ReadByFfmpeg(cut, info);
            return signal with { Note = $"{refused.What}; ffmpeg reads it as {info.Format}, {info.Audio!.Codec}" };
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
        string.Create(CultureInfo.InvariantCulture,
            $"stored in an unusual way ({format.Encoding}, {format.BitsPerSample} bits x {format.Channels}, {format.BlockAlign} bytes a frame)"),
        file, "PCM of 8, 16, 24 or 32 bits, or float", "Convert it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav.", inner);
}
