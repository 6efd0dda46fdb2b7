using CFNSR.Repro.Avatars.Faces;

namespace CFNSR.Repro.Tests.Avatars.Faces;

public sealed class ActionUnitsTests
{
    private static readonly ActionUnits Smile = new((ActionUnit.LipCornerPuller, 0.8), (ActionUnit.CheekRaiser, 0.4));

    [Fact]
    public void Scaling_stays_within_0_and_1()
    {
        Assert.Equal(0.4, Smile.Scale(0.5)[ActionUnit.LipCornerPuller], 12);
        Assert.Equal(1, Smile.Scale(3)[ActionUnit.LipCornerPuller]);
        Assert.Equal(0, Smile.Scale(-1)[ActionUnit.LipCornerPuller]);
    }

    [Fact]
    public void Blending_goes_from_one_face_to_the_other()
    {
        var frown = new ActionUnits((ActionUnit.BrowLowerer, 1));
        var half = Smile.Blend(frown, 0.25);
        Assert.Equal(0.6, half[ActionUnit.LipCornerPuller], 12);
        Assert.Equal(0.25, half[ActionUnit.BrowLowerer], 12);
    }
}
