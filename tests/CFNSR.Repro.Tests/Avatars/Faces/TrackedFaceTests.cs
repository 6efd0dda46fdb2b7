using CFNSR.Repro.Avatars;
using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using OpenCvSharp;
using Measured = CFNSR.Repro.Features.Tracking.ActionUnits;

namespace CFNSR.Repro.Tests.Avatars.Faces;

public sealed class TrackedFaceTests
{
    private static readonly FaceShape Shape = ActorIdentity.Of(2, 0).Shape;

    private static FaceGeometry Face(params (string Column, float Value)[] values) => TrackedFace.Of(Shape, Units(values));

    private static float[] Units(params (string Column, float Value)[] values)
    {
        var units = new float[Measured.Count];
        foreach (var (column, value) in values) units[Measured.Columns.ToList().IndexOf(column)] = value;
        return units;
    }

    [Fact]
    public void Intensities_move_the_features_as_far_as_the_units_go()
    {
        FaceGeometry rest = Face();
        Assert.Equal(FaceGeometry.From(Shape, CFNSR.Repro.Avatars.Faces.ActionUnits.Rest), rest);
        Assert.Equal(0.085, Face(("AU12_r", 5)).MouthWidth - rest.MouthWidth, 1e-9);
        Assert.Equal(0.0425, Face(("AU12_r", 2.5f)).MouthWidth - rest.MouthWidth, 1e-9);
        Assert.Equal(0.045, Face(("AU25_r", 5)).Opening, 1e-9);
        Assert.Equal(0.29, Face(("AU26_r", 5)).Opening, 1e-9);
        Assert.Equal(-0.125, Face(("AU01_r", 5)).BrowInnerY - rest.BrowInnerY, 1e-9);
        Assert.Equal(-0.115, Face(("AU02_r", 5)).BrowOuterY - rest.BrowOuterY, 1e-9);
        Assert.Equal(0.095, Face(("AU04_r", 5)).BrowInnerY - rest.BrowInnerY, 1e-9);
        Assert.Equal((1.0, 1.0), (Face(("AU06_r", 5)).CrowsFeet, Face(("AU09_r", 5)).NoseWrinkle));
        Assert.Equal(0.004, Face(("AU45_r", 2)).EyeOpening, 1e-9);
        Assert.Equal((rest.EyeOpening + 0.004) / 2, Face(("AU45_r", 1)).EyeOpening, 1e-9);
        Assert.Throws<KitException>(() => TrackedFace.Of(Shape, new float[17]));
    }

    [Fact]
    public void A_presence_counts_only_where_there_is_no_intensity()
    {
        Assert.All(Measured.All.Where(unit => unit.Presence && unit.Number != 28), unit => Assert.Equal(Face(), Face((unit.Column, 1))));
        Assert.Equal(Face(("AU23_r", 4)), Face(("AU28_c", 1)));
    }

    /// <summary>Frames 0 to 4: at rest, AU12, AU25, AU26, AU01; measured in pixels of 640x360, 108 to a face unit.</summary>
    [Fact]
    public void Mouth_and_brows_of_drawn_frames_follow_the_track()
    {
        string[] columns = ["", "AU12_r", "AU25_r", "AU26_r", "AU01_r"];
        var units = new float[5, Measured.Count];
        for (int t = 1; t < 5; t++) units[t, Measured.Columns.ToList().IndexOf(columns[t])] = 5;
        double[] times = [.. Enumerable.Range(0, 5).Select(t => t / AvatarOptions.FramesPerSecond)];
        var name = new ClipName(Modality.AudioVisual, false, Emotion.Happy, 1, 1, 1, 2);
        var track = new FaceTracking("made up", times, [1, 1, 1, 1, 1], units);
        Performance performance = Performance.Follow(name, new AvatarOptions { Output = "." }, track);
        Assert.Equal(5, performance.Frames.Count);
        var seen = ClipEncoder.Draw(performance, 640, 360).Select(Measure).ToArray();
        Assert.Equal(2 * 0.085 * 108, seen[1].Width - seen[0].Width, 3.0);
        Assert.Equal(0.045 * 108, seen[2].Height - seen[0].Height, 2.0);
        Assert.Equal(0.29 * 108, seen[3].Height - seen[0].Height, 3.0);
        Assert.InRange(seen[4].Brow - seen[0].Brow, -15, -9);
        Assert.Equal(seen[0].Brow, seen[3].Brow, 0.5);
    }

    /// <summary>Width and height of what is red in the mouth's region; mean row of what is dark where a brow begins. In pixels.</summary>
    private static (double Width, double Height, double Brow) Measure(Mat picture)
    {
        static int X(double x) => (int)Math.Round(320 + (x * 108));
        static int Y(double y) => (int)Math.Round(187.2 + (y * 108));
        var (columns, rows, brow) = (new HashSet<int>(), new HashSet<int>(), new List<int>());
        for (int y = Y(0.45); y < Y(1.0); y++)
        {
            for (int x = X(-0.42); x < X(0.42); x++)
            {
                Vec3b bgr = picture.At<Vec3b>(y, x);
                if (bgr.Item2 - bgr.Item1 <= 58) continue;
                columns.Add(x);
                if (x == X(0)) rows.Add(y);
            }
        }

        for (int y = Y(-0.60); y < Y(-0.17); y++)
            if (picture.At<Vec3b>(y, X(0.165)).Item2 < 170) brow.Add(y);
        return (columns.Max() - columns.Min(), rows.Max() - rows.Min(), brow.Average());
    }
}
