using CFNSR.Repro.Avatars;

namespace CFNSR.Repro.Tests.Avatars;

public sealed class AvatarOptionsTests
{
    private static readonly AvatarOptions Fine = new() { Output = "out" };

    [Fact]
    public void The_defaults_and_the_full_size_are_fine()
    {
        Fine.Validate();
        (Fine with { Width = 1280, Height = 720 }).Validate();
    }

    public static TheoryData<AvatarOptions> Bad =>
    [
        Fine with { Output = " " }, Fine with { Actors = 0 }, Fine with { Actors = 25 }, Fine with { Width = 321 }, Fine with { Height = 20 },
        Fine with { Width = 180, Height = 320 }, Fine with { PictureAmbiguity = -0.1 }, Fine with { PictureAmbiguity = double.NaN },
        Fine with { SoundAmbiguity = 1.1 }, Fine with { ClipsPerActor = 0 }, Fine with { ClipsPerActor = 61 }, Fine with { Workers = -1 },
    ];

    [Theory, MemberData(nameof(Bad))]
    public void Anything_else_is_refused_with_what_was_expected(AvatarOptions options) =>
        Assert.NotNull(Assert.Throws<KitException>(options.Validate).Expected);
}
