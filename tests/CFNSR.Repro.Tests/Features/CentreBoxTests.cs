using CFNSR.Repro.Features;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Features;

public class CentreBoxTests
{
    [Theory]
    [InlineData(1280, 720, 280, 0, 720)]
    [InlineData(320, 180, 70, 0, 180)]
    [InlineData(100, 201, 0, 50, 100)]
    public void It_is_the_largest_square_in_the_middle(int width, int height, int x, int y, int side)
    {
        Assert.Equal(new Rect(x, y, side, side), CentreBox.Of(new Size(width, height)));
        FaceTrack track = CentreBox.Track(new Size(width, height), 3, "why");
        Assert.Equal((3, 0, "why"), (track.Boxes.Count, track.Found, track.Note));
        Assert.All(track.Boxes, box => Assert.Equal(new Rect(x, y, side, side), box));
    }
}
