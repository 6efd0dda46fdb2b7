using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Tests.Features.Tracking;

public class FaceTrackingTests
{
    private static readonly double[] Clock = [0, 0.1, 0.2, 0.4, 0.5];

    [Fact]
    public void Missing_frames_are_interpolated_in_time_and_do_not_count_in_the_means()
    {
        FaceTracking face = Track([0.5f, 0.9f, 0.7f, 0.9f, 0], [float.NaN, 1, 99, 4, 99]);
        Assert.Equal([1f, 1, 2, 4, 4], Column(face.Units)); // 0.2 s is a third of the way from 0.1 to 0.4 s
        Assert.Equal(3, face.MissingFrames);
        Assert.Equal(2.5f, face.MeanUnits()[0]);
        Assert.Equal(ActionUnits.Count, face.MeanUnits().Length);
    }

    [Fact]
    public void The_lowest_confidence_itself_counts()
    {
        float[] confidence = [FaceTracking.LowestConfidence, MathF.BitDecrement(FaceTracking.LowestConfidence), 1, 1, 1];
        Assert.Equal(1, Track(confidence, [1, 2, 3, 4, 5]).MissingFrames);
    }

    [Fact]
    public void A_clip_without_a_face_is_refused_by_name()
    {
        var error = Assert.Throws<KitException>(() => Track([0, 0.1f, 0.2f, 0.3f, 0.7f], new float[5]));
        Assert.Equal(("a.csv", "the face is tracked in none of the 5 frames"), (error.File, error.What));
    }

    [Fact]
    public void Other_times_are_interpolated_and_the_ends_stand_for_what_is_beyond()
    {
        FaceTracking face = Track([1, 1, 1, 1, 1], [0, 1, 2, 4, 3]).Resample(-0.1, 0.15, 6);
        Assert.Equal([-0.1, 0.05, 0.2, 0.35, 0.5, 0.65], face.Timestamps.Select(t => Math.Round(t, 9)));
        Assert.Equal([0, 0.5f, 2, 3.5f, 3, 3], Column(face.Units).Select(v => MathF.Round(v, 5)));
        Assert.Equal([0, 0.5f, 2, 3.5f, 3, 3], Column(face.Pose!).Select(v => MathF.Round(v, 5)));
        Assert.Null(face.Gaze);
        Assert.Equal(0, face.MissingFrames);
        Assert.Equal(2f, face.Resample(0.2, 1, 1).Units[0, 0], 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => face.Resample(0, 0, 1));
    }

    [Theory]
    [InlineData(0, 290, false)]  // mm in 0.1 s
    [InlineData(0, 310, true)]
    [InlineData(3, 0.95, false)] // rad in 0.1 s
    [InlineData(3, 1.05, true)]
    public void A_head_that_moves_or_turns_too_fast_has_jumped(int column, float by, bool jumps)
    {
        var pose = new float[5, 6];
        for (int frame = 2; frame < 5; frame++) pose[frame, column] = by;
        Assert.Equal(jumps ? [2] : [], Jumps([1, 1, 1, 1, 1])!);
        Assert.Empty(Jumps([1, 0, 1, 1, 1])!); // from a missing frame nothing can jump
        Assert.Null(new FaceTracking("a.csv", Clock, [1, 1, 1, 1, 1], new float[5, 35]).JumpFrames);

        IReadOnlyList<int>? Jumps(float[] confidence) => new FaceTracking("a.csv", Clock, confidence, new float[5, 35], pose).JumpFrames;
    }

    /// <summary>A track whose units and pose are all one series.</summary>
    private static FaceTracking Track(float[] confidence, float[] values) =>
        new("a.csv", Clock, confidence, Table(values, ActionUnits.Count), Table(values, 6));

    private static float[,] Table(float[] values, int columns)
    {
        var table = new float[values.Length, columns];
        for (int row = 0; row < values.Length; row++)
            for (int column = 0; column < columns; column++) table[row, column] = values[row];
        return table;
    }

    private static float[] Column(float[,] table) =>
        [.. Enumerable.Range(0, table.GetLength(0)).Select(row => table[row, table.GetLength(1) - 1])];
}
