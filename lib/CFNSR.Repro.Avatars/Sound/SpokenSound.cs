using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars.Sound;

/// <summary>
/// The made sound of a clip: espeak-ng's sentence in the actor's voice, shaped by the emotion, with silence around it so that the paper's window
/// 0.5 to 2.95 s holds the speech. A pure function of the clip's name, the seed and the ambiguity.
/// </summary>
internal static class SpokenSound
{
    private const double ActiveDb = -27, RoomDb = -64, WindowEnd = 2.90;

    /// <summary>RAVDESS's two sentences.</summary>
    private static readonly string[] Statements = ["Kids are talking by the door", "Dogs are sitting by the door"];

    public static AudioSignal Make(ClipName name, AvatarOptions options, EspeakNg espeak, string scratch)
    {
        var random = new AvatarRandom(options.Seed, "sound", name);
        var (prosody, voice) = (Shape(name, options, ref random), Voice.Of(name.Actor, options.Seed));
        var ending = name.Emotion switch
        {
            Emotion.Surprised => "?",
            Emotion.Angry or Emotion.Happy or Emotion.Fearful when name.Intensity == 2 => "!",
            _ => ".",
        };
        var spoken = espeak.Speak(voice.Variant, Statements[name.Statement - 1] + ending, voice.Semitones + prosody.Semitones, prosody.Range, prosody.Rate, scratch);
        var rate = spoken.SampleRate;
        var speech = Trim(spoken.Samples, rate);
        Tremble(ref speech, rate, prosody.Tremor, random.Between(5.2, 7.0));
        Tilt(speech, rate, prosody.Tilt);
        Roughen(speech, rate, prosody, ref random);
        Level(speech, ActiveDb + voice.Level + prosody.Level);

        // silence around it: enough before, and the end inside the window if the sentence is short enough
        var seconds = (double)speech.Length / rate;
        var lead = Math.Clamp(random.Between(0.70, 1.00), 0.55, Math.Max(0.55, WindowEnd - seconds));
        var total = Math.Clamp(lead + seconds + random.Between(0.50, 1.00), 3.0, 5.2);
        var samples = new float[(int)(total * rate)];
        var at = (int)(lead * rate);
        speech.AsSpan(0, Math.Min(speech.Length, samples.Length - at)).CopyTo(samples.AsSpan(at));
        var room = Math.Pow(10, RoomDb / 20);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)Soft(samples[i] + (room * random.Normal()));
        return new AudioSignal(samples, rate);
    }

    /// <summary>The voice of one clip: the emotion's at the given intensity, mixed with a neighbour's and varied as far as the ambiguity says.</summary>
    internal static Prosody Shape(ClipName name, AvatarOptions options, ref AvatarRandom random)
    {
        var ambiguity = options.SoundAmbiguity;
        var neighbour = Prosody.Neighbours(name.Emotion)[random.Uniform() < 0.65 ? 0 : 1];
        var mixture = Math.Clamp(ambiguity * (0.45 + (0.45 * random.Normal())), 0, 0.95);
        var strength = (name.Intensity == 2 ? 1 : 0.7) * Math.Exp(0.32 * ambiguity * random.Normal());
        var mixed = Prosody.Of(name.Emotion).Blend(Prosody.Of(neighbour), mixture);
        var prosody = Prosody.Of(Emotion.Neutral).Blend(mixed, Math.Clamp(strength, 0.15, 1.25));
        return prosody with
        {
            Semitones = prosody.Semitones + ((0.3 + (1.4 * ambiguity)) * random.Normal()),
            Range = prosody.Range + ((6 + (30 * ambiguity)) * random.Normal()),
            Rate = prosody.Rate * (1 + ((0.02 + (0.07 * ambiguity)) * random.Normal())),
            Level = prosody.Level + ((0.5 + (3.5 * ambiguity)) * random.Normal()),
            Tilt = prosody.Tilt + ((0.3 + (2.4 * ambiguity)) * random.Normal()),
            Breath = Math.Max(0, prosody.Breath + (0.12 * ambiguity * random.Normal())),
            Tremor = Math.Max(0, prosody.Tremor + (0.20 * ambiguity * random.Normal())),
            Creak = Math.Max(0, prosody.Creak + (0.20 * ambiguity * random.Normal())),
        };
    }

    // without the pauses that espeak-ng puts around a sentence
    private static float[] Trim(float[] samples, int rate)
    {
        const float quiet = 0.01f;
        var first = Array.FindIndex(samples, sample => Math.Abs(sample) > quiet);
        if (first < 0) return samples;
        var last = Array.FindLastIndex(samples, sample => Math.Abs(sample) > quiet);
        var margin = rate / 50;
        first = Math.Max(0, first - margin);
        return samples[first..Math.Min(samples.Length, last + margin)];
    }

    // a tape that runs unevenly: pitch and loudness shake together
    private static void Tremble(ref float[] samples, int rate, double depth, double hertz)
    {
        if (depth < 0.02) return;
        var result = new float[samples.Length];
        var sway = 0.018 * depth / (2 * Math.PI * hertz) * rate;
        for (var i = 0; i < result.Length; i++)
        {
            var phase = 2 * Math.PI * hertz * i / rate;
            var at = Math.Clamp(i + (sway * Math.Sin(phase)), 0, samples.Length - 1.001);
            var whole = (int)at;
            var part = (float)(at - whole);
            var value = (samples[whole] * (1 - part)) + (samples[whole + 1] * part);
            result[i] = (float)(value * (1 - (0.35 * depth * (0.5 + (0.5 * Math.Cos(phase))))));
        }

        samples = result;
    }

    // a high shelf at 1 kHz
    private static void Tilt(float[] samples, int rate, double decibels)
    {
        var gain = Math.Pow(10, Math.Clamp(decibels, -14, 14) / 20) - 1;
        var smooth = 1 - Math.Exp(-2 * Math.PI * 1000 / rate);
        var low = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            low += smooth * (samples[i] - low);
            samples[i] = (float)(samples[i] + (gain * (samples[i] - low)));
        }
    }

    // breath follows the loudness of the speech; creak beats at 35 Hz
    private static void Roughen(float[] samples, int rate, Prosody prosody, ref AvatarRandom random)
    {
        var (loudness, before) = (0.0, 0.0);
        var smooth = 1 - Math.Exp(-1.0 / (0.02 * rate));
        for (var i = 0; i < samples.Length; i++)
        {
            loudness += smooth * (Math.Abs(samples[i]) - loudness);
            var noise = random.Normal();
            var hiss = noise - before; // more treble than white noise
            before = noise;
            var beat = 1 - (0.55 * Math.Min(1, prosody.Creak) * Math.Pow(0.5 + (0.5 * Math.Cos(2 * Math.PI * 35 * i / rate)), 2));
            samples[i] = (float)((samples[i] * beat) + (0.45 * Math.Min(1, prosody.Breath) * loudness * hiss));
        }
    }

    private static void Level(float[] samples, double decibels)
    {
        var (energy, count) = (0.0, 0);
        foreach (var sample in samples)
        {
            if (Math.Abs(sample) < 0.01) continue;
            energy += sample * sample;
            count++;
        }

        if (count == 0) return;
        var gain = Math.Pow(10, decibels / 20) / Math.Sqrt(energy / count);
        for (var i = 0; i < samples.Length; i++) samples[i] = (float)(samples[i] * gain);
    }

    // linear up to 0.7, then bent so that nothing clips
    private static double Soft(double x)
    {
        const double knee = 0.7;
        var size = Math.Abs(x);
        return size <= knee ? x : Math.Sign(x) * (knee + ((1 - knee) * Math.Tanh((size - knee) / (1 - knee)) * 0.98));
    }
}
