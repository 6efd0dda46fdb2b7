using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Tests.Features.Tracking;

public class ActionUnitsTests
{
    [Fact]
    public void Columns_are_openfaces_in_its_order()
    {
        string[] intensities = ["01", "02", "04", "05", "06", "07", "09", "10", "12", "14", "15", "17", "20", "23", "25", "26", "45"];
        string[] presences = [.. intensities[..16], "28", "45"];
        Assert.Equal([.. intensities.Select(n => $"AU{n}_r"), .. presences.Select(n => $"AU{n}_c")], ActionUnits.Columns);
        Assert.Equal(ActionUnits.Count, ActionUnits.All.Count);
        Assert.Equal(ActionUnits.Intensities, ActionUnits.All.Count(unit => !unit.Presence));
    }

    [Fact]
    public void Labels_carry_the_names_of_the_coding_system()
    {
        Assert.Equal("AU12 lip corner puller", ActionUnits.All[8].Label);
        Assert.Equal("AU12 lip corner puller, present", ActionUnits.All[25].Label);
        Assert.Equal("AU28 lip suck, present", ActionUnits.All[33].Label);
        Assert.Equal([5f, 1f], [ActionUnits.All[16].Highest, ActionUnits.All[17].Highest]);
    }
}
