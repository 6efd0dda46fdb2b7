using CFNSR.Repro.Avatars;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Avatars;

public sealed class AvatarFaceTests
{
    [Fact]
    public void A_picture_is_a_PNG_of_the_size_that_differs_with_the_units()
    {
        var smiling = new float[35];
        smiling[8] = 5;
        byte[] rest = AvatarFace.Png(new float[35], actor: 2, size: 128);
        byte[] smile = AvatarFace.Png(smiling, actor: 2, size: 128);
        Assert.Equal(rest, AvatarFace.Png(new float[35], actor: 2, size: 128));
        using Mat a = Cv2.ImDecode(rest, ImreadModes.Color), b = Cv2.ImDecode(smile, ImreadModes.Color);
        Assert.Equal((128, 128), (a.Rows, a.Cols));
        using Mat difference = new();
        Cv2.Absdiff(a, b, difference);
        using Mat mouth = difference[new Rect(40, 80, 48, 30)], backdrop = difference[new Rect(0, 0, 128, 12)];
        Assert.True(Cv2.Mean(mouth).Val2 > 5);
        Assert.Equal(0, Cv2.Mean(backdrop).Val2);
        Assert.Equal("there is no actor 25", Assert.Throws<KitException>(() => AvatarFace.Png(smiling, actor: 25)).What);
    }
}
