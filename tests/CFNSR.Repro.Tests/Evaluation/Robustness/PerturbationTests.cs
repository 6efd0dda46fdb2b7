using System.Text.Json;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Models;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public class PerturbationTests
{
    [Fact]
    public void A_kind_is_spelled_alike_on_the_command_line_and_in_files()
    {
        foreach (var kind in Enum.GetValues<PerturbationKind>()) Assert.Equal($"\"{Perturbation.Word(kind)}\"", JsonSerializer.Serialize(kind));
        Assert.Equal("missing-audio", Perturbation.Word(PerturbationKind.MissingAudio));
    }

    [Fact]
    public void Every_kind_has_usual_levels_and_they_can_be_named()
    {
        Assert.Equal(Enum.GetValues<PerturbationKind>().Skip(1), Perturbation.All.Select(p => p.Kind).Distinct());
        foreach (var group in Perturbation.All.GroupBy(p => p.Kind))
        {
            Assert.Equal(group, Perturbation.Parse(Perturbation.Word(group.Key)));
            Assert.Equal(group, Perturbation.Parse(FormattableString.Invariant($"{Perturbation.Word(group.Key)}={string.Join(',', group.Select(p => FormattableString.Invariant($"{p.Level}")))}")));
        }

        Assert.Equal([new(PerturbationKind.Shift, -250), new(PerturbationKind.Shift, 40.5)], Perturbation.Parse("shift=-250,40.5"));
    }

    [Theory]
    [InlineData("rain", "there is no perturbation 'rain'")]
    [InlineData("none", "there is no perturbation 'none'")]
    [InlineData("", "there is no perturbation ''")]
    [InlineData("White", "there is no perturbation 'White'")]
    [InlineData("blur=", "'' is not a level of blur")]
    [InlineData("blur=-1", "'-1' is not a level of blur")]
    [InlineData("dark=1,5", "'5' is not a level of dark")]
    [InlineData("frozen=nan", "'nan' is not a level of frozen")]
    [InlineData("missing-audio=2", "'2' is not a level of missing-audio")]
    [InlineData("shift=6000", "'6000' is not a level of shift")]
    public void A_wrong_name_or_level_is_named(string text, string what) => Assert.Equal(what, Assert.Throws<KitException>(() => Perturbation.Parse(text)).What);

    [Theory]
    [InlineData("white=-5", "-5 dB", "White noise", true, false)]
    [InlineData("babble=10", "10 dB", "Babble of other actors", true, false)]
    [InlineData("blur=2.5", "sigma 2.5 px", "Blurred picture", false, true)]
    [InlineData("dark=0.05", "times 0.05", "Dark picture", false, true)]
    [InlineData("frozen=0.25", "25 %", "Frozen picture", false, true)]
    [InlineData("dropped=1", "100 %", "Dropped frames", false, true)]
    [InlineData("shift=-200", "-200 ms", "Sound late", true, false)]
    [InlineData("missing-audio", "no sound", "A stream missing", false, false)]
    [InlineData("missing-video", "no picture", "A stream missing", false, false)]
    public void A_level_has_words_and_concerns_one_stream(string text, string label, string panel, bool sound, bool picture) => TestData.InCulture("de-DE", () =>
    {
        var p = Assert.Single(Perturbation.Parse(text));
        Assert.Equal((label, panel, sound, picture), (p.Label, p.Panel, p.ChangesSound, p.ChangesPicture));
        Assert.Equal(p.Kind == PerturbationKind.MissingAudio ? MissingModality.Audio : p.Kind == PerturbationKind.MissingVideo ? MissingModality.Video : MissingModality.None, p.Missing);
    });
}
