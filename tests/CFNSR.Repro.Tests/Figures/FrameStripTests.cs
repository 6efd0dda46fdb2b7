using CFNSR.Repro.Data;
using CFNSR.Repro.Figures;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Figures;

public class FrameStripTests
{
    [Fact]
    public void Frames_stand_row_by_row_in_their_own_colours()
    {
        // three frames of 2 × 2: red, green, blue
        byte[] frames = [.. Enumerable.Range(0, 3).SelectMany(t => Enumerable.Range(0, 4).SelectMany(_ => Enumerable.Range(0, 3).Select(c => (byte)(c == t ? 255 : 0))))];
        using var picture = Decode(FrameStrip.DataUri(frames, 3, 2, 2, columns: 2, frameHeight: 2, format: "png"), "png");
        Assert.Equal((4, 4), (picture.Rows, picture.Cols));
        Assert.Equal((0, 0, 255), Pixel(picture, 0, 0)); // red, as BGR
        Assert.Equal((0, 255, 0), Pixel(picture, 1, 3));
        Assert.Equal((255, 0, 0), Pixel(picture, 2, 1));
        Assert.Equal((255, 255, 255), Pixel(picture, 3, 3)); // no frame here
    }

    [Fact]
    public void Large_frames_are_shrunk_and_wrong_sizes_refused()
    {
        using var picture = Decode(FrameStrip.DataUri(new byte[4 * 40 * 60 * 3], 4, 40, 60, columns: 4, frameHeight: 20), "jpeg");
        Assert.Equal((20, 120), (picture.Rows, picture.Cols));
        Assert.Throws<KitException>(() => FrameStrip.DataUri(new byte[10], 1, 2, 2));
    }

    [Fact]
    public void In_a_notebook_it_is_a_picture_with_its_text()
    {
        string html = FrameStrip.Create(new byte[2 * 4 * 4 * 3], new FrameShape(2, 4, 4), "two <black> frames").Text;
        Assert.StartsWith("<figure><img src=\"data:image/jpeg;base64,", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"two &lt;black&gt; frames\"", html, StringComparison.Ordinal);
    }

    private static Mat Decode(string uri, string format)
    {
        string start = $"data:image/{format};base64,";
        Assert.StartsWith(start, uri, StringComparison.Ordinal);
        return Cv2.ImDecode(Convert.FromBase64String(uri[start.Length..]), ImreadModes.Color);
    }

    private static (int, int, int) Pixel(Mat picture, int y, int x)
    {
        var at = picture.At<Vec3b>(y, x);
        return (at.Item0, at.Item1, at.Item2);
    }
}
