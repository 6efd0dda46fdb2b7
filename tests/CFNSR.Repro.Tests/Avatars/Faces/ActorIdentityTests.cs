using CFNSR.Repro.Avatars.Faces;

namespace CFNSR.Repro.Tests.Avatars.Faces;

public sealed class ActorIdentityTests
{
    private static readonly ActorIdentity[] All = [.. Enumerable.Range(1, ActorIdentity.Count).Select(actor => ActorIdentity.Of(actor, 0))];

    [Fact]
    public void Odd_actors_are_men_and_even_ones_women()
    {
        Assert.All(All, actor => Assert.Equal(actor.Actor % 2 == 0, actor.Female));
        Assert.All(All.Where(actor => actor.Female), actor => Assert.Equal(Beard.None, actor.Beard));
    }

    [Fact]
    public void No_two_actors_look_alike()
    {
        Assert.Equal(24, All.Select(actor => (actor.Hair, actor.Beard, actor.Skin, actor.HairColour, actor.Shirt)).Distinct().Count());
        Assert.Equal(24, All.Select(actor => actor.Shape).Distinct().Count());
    }

    [Fact]
    public void The_seed_changes_the_shape_and_not_the_role()
    {
        Assert.Equal(All[4], ActorIdentity.Of(5, 0));
        Assert.NotEqual(All[4].Shape, ActorIdentity.Of(5, 1).Shape);
        Assert.Equal(All[4].Hair, ActorIdentity.Of(5, 1).Hair);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public void There_are_24_actors(int actor) => Assert.Equal("1 to 24", Assert.Throws<KitException>(() => ActorIdentity.Of(actor, 0)).Expected);
}
