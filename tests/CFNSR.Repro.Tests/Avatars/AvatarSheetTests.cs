using CFNSR.Repro.Avatars;
using OpenCvSharp;

namespace CFNSR.Repro.Tests.Avatars;

public sealed class AvatarSheetTests
{
    [Fact]
    public void It_has_a_row_for_each_actor_and_a_column_for_each_emotion()
    {
        using var folder = new TemporaryFolder();
        AvatarSheet.Write(folder.File("sheet.png"), [1, 2, 3], cell: 64);
        using var sheet = Cv2.ImRead(folder.File("sheet.png"));
        Assert.Equal((3 * 64, 8 * 64), (sheet.Rows, sheet.Cols));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<KitException>(() => AvatarSheet.Write(folder["nowhere", "sheet.png"], [1], cell: 64));
        Assert.Equal(folder["nowhere", "sheet.png"], error.File);
    }
}
