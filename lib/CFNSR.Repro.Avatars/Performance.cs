using System.Runtime.InteropServices;
using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using ActionUnits = CFNSR.Repro.Avatars.Faces.ActionUnits;

namespace CFNSR.Repro.Avatars;

/// <summary>
/// What an actor's face does in one clip: a pure function of the clip's name, the seed, the ambiguity and the sound's envelope.
/// </summary>
public sealed class Performance
{
    private Performance(ClipName name, ActorIdentity actor, Lighting light, double strength, Emotion mixedWith, double mixture, IReadOnlyList<AvatarFrame> frames)
    {
        Name = name;
        Actor = actor;
        Light = light;
        Strength = strength;
        MixedWith = mixedWith;
        Mixture = mixture;
        Frames = frames;
    }

    /// <summary>The clip.</summary>
    public ClipName Name { get; }

    /// <summary>Who is seen.</summary>
    public ActorIdentity Actor { get; }

    /// <summary>The light.</summary>
    public Lighting Light { get; }

    /// <summary>Strength of the expression at its apex; 1 = the table's.</summary>
    public double Strength { get; }

    /// <summary>The emotion that is mixed in.</summary>
    public Emotion MixedWith { get; }

    /// <summary>Share of the emotion mixed in, 0..0.95; above 0.5 the face shows more of the wrong emotion than of the right one.</summary>
    public double Mixture { get; }

    /// <summary>The pictures, 29.97 a second.</summary>
    public IReadOnlyList<AvatarFrame> Frames { get; }

    /// <summary>Plans a clip.</summary>
    /// <param name="name">The clip; its modality does not matter.</param>
    /// <param name="options">Seed and picture's ambiguity.</param>
    /// <param name="envelope">Loudness of the sound for every frame, 0..1 (<see cref="SoundEnvelope"/>).</param>
    public static Performance Plan(ClipName name, AvatarOptions options, IReadOnlyList<double> envelope)
    {
        var ambiguity = options.PictureAmbiguity;
        var actor = ActorIdentity.Of(name.Actor, options.Seed);
        var random = new AvatarRandom(options.Seed, "picture", name);

        // how strong, and how much of a neighbouring emotion
        var expression = Expression.Of(name.Emotion);
        var strength = (name.Intensity == 2 ? 1 : Expression.NormalIntensity)
            * (1 + (ambiguity * (actor.Expressiveness - 1)))
            * Math.Exp(0.32 * ambiguity * random.Normal());
        strength = Math.Clamp(strength, 0.15, 1.2);
        var neighbour = Expression.Of(expression.Neighbours[random.Uniform() < 0.65 ? 0 : 1]);
        var mixture = Math.Clamp(ambiguity * (0.45 + (0.45 * random.Normal())), 0, 0.95);
        var units = expression.Units.Blend(neighbour.Units, mixture).Scale(strength);
        var noise = new double[44];
        foreach (var unit in ActionUnits.All) noise[(int)unit] = 0.13 * ambiguity * random.Normal();
        units = units.Select((unit, value) => value + noise[(int)unit]);

        var mirror = random.Uniform() < 0.5 ? -1 : 1;
        HeadPose Mirrored(HeadPose pose) => pose with { Yaw = pose.Yaw * mirror, Roll = pose.Roll * mirror };
        var pose = (Mirrored(expression.Pose) * (1 - mixture)) + (Mirrored(neighbour.Pose) * mixture);
        pose *= Math.Min(strength, 1);
        var gaze = strength * (expression.Gaze + (mixture * (neighbour.Gaze - expression.Gaze)));
        var wander = 0.5 + (0.8 * ambiguity);
        var seat = new HeadPose(
            Yaw: 3.5 * wander * random.Normal(), Pitch: 1.5 * wander * random.Normal(), Roll: 1.5 * wander * random.Normal(),
            X: 0.05 * wander * random.Normal(), Y: 0.02 * wander * random.Normal(), Nearness: 0.02 * wander * random.Normal());
        var light = new Lighting(
            Gain: 0.98 + (0.10 * ambiguity * random.Normal()),
            Warmth: Math.Clamp(0.7 * ambiguity * random.Normal(), -1, 1),
            Contrast: Math.Clamp(0.5 + (0.4 * ambiguity * random.Normal()), 0.1, 1));

        // time: the expression comes up before the first word and goes down after the last
        var fps = AvatarOptions.FramesPerSecond;
        var (first, last) = Speech(envelope);
        var speechBegins = first / fps;
        var speechEnds = last / fps;
        var onset = expression.Onset * random.Between(0.85, 1.25);
        var begin = Math.Max(0.05, speechBegins - onset - random.Between(0.05, 0.30));
        var end = speechEnds + random.Between(0.10, 0.35);
        var phases = new double[8];
        for (var i = 0; i < phases.Length; i++) phases[i] = random.Between(0, 2 * Math.PI);
        var blinks = Blinks(ref random, envelope.Count / fps);
        var lively = expression.Liveliness * (0.6 + (0.5 * strength));
        var articulation = expression.Articulation * (0.8 + (0.2 * strength));

        var frames = new AvatarFrame[envelope.Count];
        var beat = 0.0;
        for (var i = 0; i < frames.Length; i++)
        {
            var t = i / fps;
            var shown = (0.04 + (0.96 * Smooth((t - begin) / onset))) * (1 - (0.75 * Smooth((t - end) / 0.7)));
            shown *= 1 + (0.05 * Math.Sin((2 * Math.PI * 0.7 * t) + phases[0]));
            var speech = Math.Clamp(envelope[i] * articulation, 0, 1.2);
            beat += 0.22 * (envelope[i] - beat);
            double Sway(double hertz, int phase) => Math.Sin((2 * Math.PI * hertz * t) + phases[phase]);
            var sway = new HeadPose(
                Yaw: (1.4 * Sway(0.31, 1)) + (0.6 * Sway(0.83, 2)),
                Pitch: (0.8 * Sway(0.41, 3)) + (2.6 * (beat - 0.3)),
                Roll: (0.9 * Sway(0.27, 4)) + (0.5 * Sway(0.61, 5)),
                X: 0.012 * Sway(0.22, 6),
                Y: 0.008 * Sway(0.35, 7)) * lively;
            var head = (pose * shown) + sway + seat;
            var face = FaceGeometry.From(actor.Shape, units.Scale(shown), speech, Blink(blinks, t));
            frames[i] = new AvatarFrame(
                face,
                head,
                Math.Clamp(-head.Yaw / 18, -1, 1),
                Math.Clamp((gaze * shown) - (head.Pitch / 22), -1, 1));
        }

        return new Performance(name, actor, light, strength, neighbour.Emotion, mixture, frames);
    }

    /// <summary>Follows a tracked face frame by frame, 29.97 a second; the head is still and looks at the viewer.</summary>
    /// <param name="name">The clip.</param>
    /// <param name="options">The seed, which shapes the faces.</param>
    /// <param name="tracking">What the face does, from the clip's start to the last tracked frame.</param>
    public static Performance Follow(ClipName name, AvatarOptions options, FaceTracking tracking)
    {
        var actor = ActorIdentity.Of(name.Actor, options.Seed);
        var frames = new AvatarFrame[(int)Math.Round(tracking.Timestamps[^1] * AvatarOptions.FramesPerSecond) + 1];
        var units = tracking.Resample(0, 1 / AvatarOptions.FramesPerSecond, frames.Length).Units;
        for (var i = 0; i < frames.Length; i++)
        {
            var face = TrackedFace.Of(actor.Shape, MemoryMarshal.CreateReadOnlySpan(ref units[i, 0], units.GetLength(1)));
            frames[i] = new AvatarFrame(face, default, 0, 0);
        }

        return new Performance(name, actor, new Lighting(), 1, name.Emotion, 0, frames);
    }

    // first and last frame with speech; the whole clip if there is none
    private static (int First, int Last) Speech(IReadOnlyList<double> envelope)
    {
        const double threshold = 0.25;
        var first = 0;
        while (first < envelope.Count && envelope[first] < threshold) first++;
        if (first == envelope.Count) return (0, envelope.Count);
        var last = envelope.Count - 1;
        while (envelope[last] < threshold) last--;
        return (first, last + 1);
    }

    private static List<double> Blinks(ref AvatarRandom random, double seconds)
    {
        var times = new List<double>();
        for (var t = random.Between(0.1, 2.2); t < seconds; t += random.Between(1.6, 4.5)) times.Add(t);
        return times;
    }

    // lids close in 0.07 s and open in 0.14 s
    private static double Blink(List<double> times, double t)
    {
        foreach (var time in times)
        {
            var after = t - time;
            if (after is > 0 and < 0.24) return after < 0.07 ? after / 0.07 : after < 0.10 ? 1 : 1 - ((after - 0.10) / 0.14);
        }

        return 0;
    }

    private static double Smooth(double x)
    {
        x = Math.Clamp(x, 0, 1);
        return x * x * (3 - (2 * x));
    }
}
