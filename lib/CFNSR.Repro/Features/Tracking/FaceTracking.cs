namespace CFNSR.Repro.Features.Tracking;

/// <summary>
/// A face tracked through one clip, T frames. A frame whose confidence is below <see cref="LowestConfidence"/> is missing: its values are
/// interpolated linearly in time between the frames around it; before the first and after the last good frame the nearest one stands.
/// </summary>
public sealed class FaceTracking
{
    /// <summary>OpenFace 2 itself calls a face lost below this (its validation boundary).</summary>
    public const float LowestConfidence = 0.725f;

    /// <summary>A head that moves faster than this has jumped; mm a second (10 cm between two frames of 29.97 a second).</summary>
    public const double FastestMove = 3000;

    /// <summary>A head that turns faster than this has jumped; rad a second (19 degrees between two frames of 29.97 a second).</summary>
    public const double FastestTurn = 10;

    private readonly double[] timestamps;
    private readonly float[] confidence;

    /// <summary>Takes what a tracker measured and fills in the missing frames.</summary>
    /// <param name="name">What messages call the clip: its file.</param>
    /// <param name="timestamps">Seconds, ascending (T).</param>
    /// <param name="confidence">0 to 1 (T); values of a frame below <see cref="LowestConfidence"/> are not looked at.</param>
    /// <param name="units">Action units (T, 35), columns as <see cref="ActionUnits.All"/>.</param>
    /// <param name="pose">Tx, Ty, Tz in mm, Rx, Ry, Rz in rad (T, 6), or null.</param>
    /// <param name="gaze">Direction of eye 0 and of eye 1 (x, y, z each), angles x and y in rad (T, 8), or null.</param>
    /// <exception cref="KitException">No frame has the confidence.</exception>
    public FaceTracking(string name, double[] timestamps, float[] confidence, float[,] units, float[,]? pose = null, float[,]? gaze = null)
    {
        (Name, this.timestamps, this.confidence) = (name, timestamps, confidence);
        int[] good = [.. Enumerable.Range(0, timestamps.Length).Where(frame => !IsMissing(frame))];
        if (good.Length == 0)
        {
            string expected = FormattableString.Invariant($"frames with a confidence of at least {LowestConfidence}");
            throw new KitException($"the face is tracked in none of the {timestamps.Length} frames", name, expected,
                "Track the video again, or leave the clip out.");
        }

        double[] clock = [.. good.Select(frame => timestamps[frame])];
        (Units, Pose, Gaze) = (Filled(units)!, Filled(pose), Filled(gaze));

        float[,]? Filled(float[,]? values) =>
            values is null || good.Length == timestamps.Length ? values : At(clock, values, good, timestamps);
    }

    private FaceTracking(FaceTracking from, double[] timestamps)
    {
        int[] all = [.. Enumerable.Range(0, from.Frames)];
        (Name, this.timestamps, confidence) = (from.Name, timestamps, [.. Enumerable.Repeat(1f, timestamps.Length)]);
        Units = At(from.timestamps, from.Units, all, timestamps);
        Pose = from.Pose is null ? null : At(from.timestamps, from.Pose, all, timestamps);
        Gaze = from.Gaze is null ? null : At(from.timestamps, from.Gaze, all, timestamps);
    }

    /// <summary>What messages call the clip.</summary>
    public string Name { get; }

    /// <summary>How many frames there are, T.</summary>
    public int Frames => timestamps.Length;

    /// <summary>Seconds from the clip's start, ascending (T).</summary>
    public IReadOnlyList<double> Timestamps => timestamps;

    /// <summary>How sure the tracker is, 0 to 1 (T); 1 where a file does not say.</summary>
    public IReadOnlyList<float> Confidence => confidence;

    /// <summary>Action units (T, 35), columns as <see cref="ActionUnits.All"/>: intensities 0 to 5, presences 0 to 1.</summary>
    public float[,] Units { get; }

    /// <summary>Head pose (T, 6): Tx, Ty, Tz in mm from the camera, Rx, Ry, Rz in rad; null where a file has none.</summary>
    public float[,]? Pose { get; }

    /// <summary>Gaze (T, 8): directions of eye 0 and eye 1 (x, y, z each), angles x and y in rad; null where a file has none.</summary>
    public float[,]? Gaze { get; }

    /// <summary>How many frames are missing, that is interpolated.</summary>
    public int MissingFrames => Enumerable.Range(0, Frames).Count(IsMissing);

    /// <summary>
    /// Frames (from 0) where the tracker has probably caught something else than the face: the head moved from the frame before faster than
    /// <see cref="FastestMove"/> or turned faster than <see cref="FastestTurn"/>, neither frame missing. Null without a head pose.
    /// </summary>
    public IReadOnlyList<int>? JumpFrames => Pose is null ? null
        : [.. Enumerable.Range(1, Frames - 1).Where(frame => !IsMissing(frame) && !IsMissing(frame - 1)
            && (Speed(Pose, frame, 0) > FastestMove || Speed(Pose, frame, 3) > FastestTurn))];

    /// <summary>Frames (from 0) that are not missing, at least one.</summary>
    public IReadOnlyList<int> TrackedFrames => [.. Enumerable.Range(0, Frames).Where(frame => !IsMissing(frame))];

    /// <summary>The mean of each action unit over the frames that are not missing (35).</summary>
    public float[] MeanUnits() => MeanUnits(TrackedFrames);

    /// <summary>The mean of each action unit over some frames (35).</summary>
    /// <param name="frames">Which, from 0; at least one.</param>
    public float[] MeanUnits(IReadOnlyList<int> frames)
    {
        var sums = new double[ActionUnits.Count];
        foreach (int frame in frames)
        {
            for (int unit = 0; unit < sums.Length; unit++) sums[unit] += Units[frame, unit];
        }

        return [.. sums.Select(sum => (float)(sum / frames.Count))];
    }

    /// <summary>The same face at other times, interpolated linearly; before the first and after the last frame the nearest holds.</summary>
    /// <param name="start">Time of the first new frame; seconds on the clip's clock.</param>
    /// <param name="step">Time between new frames; seconds, above 0.</param>
    /// <param name="count">How many new frames, at least 1.</param>
    /// <returns>A track of <paramref name="count"/> frames, none of them missing; presences lie between 0 and 1.</returns>
    public FaceTracking Resample(double start, double step, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new FaceTracking(this, [.. Enumerable.Range(0, count).Select(frame => start + frame * step)]);
    }

    private bool IsMissing(int frame) => confidence[frame] < LowestConfidence;

    /// <summary>How fast three columns of the pose changed since the frame before, per second.</summary>
    private double Speed(float[,] pose, int frame, int column)
    {
        double square = Enumerable.Range(column, 3).Sum(c => Math.Pow(pose[frame, c] - pose[frame - 1, c], 2));
        return Math.Sqrt(square) / (timestamps[frame] - timestamps[frame - 1]);
    }

    /// <summary>Values at ascending times, from some rows of a table whose times are <paramref name="clock"/>.</summary>
    private static float[,] At(double[] clock, float[,] values, int[] rows, double[] times)
    {
        int columns = values.GetLength(1), next = 0;
        var result = new float[times.Length, columns];
        for (int i = 0; i < times.Length; i++)
        {
            while (next < clock.Length && clock[next] < times[i]) next++;
            int before = rows[Math.Max(next - 1, 0)], after = rows[Math.Min(next, clock.Length - 1)];
            double share = before == after ? 0 : (times[i] - clock[next - 1]) / (clock[next] - clock[next - 1]);
            for (int c = 0; c < columns; c++) result[i, c] = (float)double.Lerp(values[before, c], values[after, c], share);
        }

        return result;
    }
}
