using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Tests.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Features;

public class LandmarkBoxTests
{
    private static (float[] X, float[] Y) Points(float left, float top, float right, float bottom) =>
        ([left, .. Enumerable.Repeat((left + right) / 2, 66), right], [bottom, .. Enumerable.Repeat((top + bottom) / 2, 66), top]);

    [Fact]
    public void It_is_the_smallest_and_largest_position_truncated_in_the_small_picture()
    {
        // 500/1280*224 = 87.5, 779.9/1280*224 = 136.48, 199/720*224 = 61.91, 520/720*224 = 161.78
        Assert.Equal(Rect.FromLTRB(87, 61, 136, 161), LandmarkBox.Box(Points(500, 199, 779.9f, 520), new Size(224, 224)));
        Assert.Equal(Rect.FromLTRB(500, 199, 779, 520), LandmarkBox.Box(Points(500, 199, 779.9f, 520), new Size(1280, 720)));
        Assert.Equal(Rect.FromLTRB(125, 49, 194, 130), LandmarkBox.Box(Points(500, 199, 779.9f, 520), new Size(320, 180)));
    }

    [Fact]
    public void It_stays_inside_the_picture_and_is_never_empty()
    {
        var size = new Size(224, 224);
        Assert.Equal(Rect.FromLTRB(0, 0, 224, 224), LandmarkBox.Box(Points(-50, -3, 1400, 800), size));
        Assert.Equal(new Rect(112, 112, 1, 1), LandmarkBox.Box(Points(640, 360, 640, 360), size));
        Assert.Equal(new Rect(223, 223, 1, 1), LandmarkBox.Box(Points(2000, 2000, 2100, 2100), size));
    }

    [Fact]
    public void A_track_takes_upstreams_rows_and_tells_of_bad_ones()
    {
        using var folder = new TemporaryFolder();
        string[] lines = LandmarkFileTests.Csv(10);
        lines[5] = "not a row";
        FaceTrack track = LandmarkBox.Track(LandmarkFile.Read(folder.Write("a.csv", string.Join('\n', lines))), 5, new Size(1280, 720));
        // rows 0, 2, 4, 6, 8; row 4 (line 6) is bad and row 3 is as near as any
        Assert.Equal([0, 200, 300, 600, 800], track.Boxes.Select(b => b.X));
        Assert.All(track.Boxes, b => Assert.Equal(67, b.Width));
        Assert.Equal("1 of 10 rows of landmarks are bad; the nearest good ones are used", track.Note);
    }
}
