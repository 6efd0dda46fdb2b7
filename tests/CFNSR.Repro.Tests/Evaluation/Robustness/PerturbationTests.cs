using System.Text.Json;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Models;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public class PerturbationTests
{
    [Fact]
    public void A_kind_is_spelled_alike_on_the_command_line_and_in_files()
    {
        foreach (var kind in PerturbationKinds.All) Assert.Equal($"\"{kind.Word}\"", JsonSerializer.Serialize(kind));
        Assert.Equal("""{"Kind":"missing-audio","Level":1}""", JsonSerializer.Serialize(new Perturbation(PerturbationKinds.MissingAudio, 1)));
        Assert.Equal(new Perturbation(PerturbationKinds.Jitter, 0.2), JsonSerializer.Deserialize<Perturbation>("""{"Kind":"jitter","Level":0.2}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Perturbation>("""{"Kind":"rain","Level":0.2}"""));
    }

    [Fact]
    public void Every_kind_has_usual_levels_and_they_can_be_named()
    {
        Assert.Equal(PerturbationKinds.All.Skip(1), Perturbation.All.Select(p => p.Kind).Distinct());
        foreach (var group in Perturbation.All.GroupBy(p => p.Kind))
        {
            Assert.Equal(group, Perturbation.Parse(group.Key.Word));
            Assert.Equal(group, Perturbation.Parse(FormattableString.Invariant($"{group.Key.Word}={string.Join(',', group.Select(p => FormattableString.Invariant($"{p.Level}")))}")));
        }

        Assert.Equal([new(PerturbationKinds.Shift, -250), new(PerturbationKinds.Shift, 40.5)], Perturbation.Parse("shift=-250,40.5"));
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
    [InlineData("missing-unit=3", "'3' is not a level of missing-unit")]
    [InlineData("missing-unit=12.5", "'12.5' is not a level of missing-unit")]
    [InlineData("jitter=-0.1", "'-0.1' is not a level of jitter")]
    public void A_wrong_name_or_level_is_named(string text, string what) => Assert.Equal(what, Assert.Throws<KitException>(() => Perturbation.Parse(text)).What);

    [Theory]
    [InlineData("white=-5", "-5 dB", "White noise", true, false)]
    [InlineData("babble=10", "10 dB", "Babble of other actors", true, false)]
    [InlineData("blur=2.5", "sigma 2.5 px", "Blurred picture", false, true)]
    [InlineData("dark=0.05", "times 0.05", "Dark picture", false, true)]
    [InlineData("frozen=0.25", "25 %", "Frozen picture", false, true)]
    [InlineData("dropped=1", "100 %", "Dropped frames", false, true)]
    [InlineData("shift=-200", "-200 ms", "Sound late", true, false)]
    [InlineData("jitter=0.05", "5 % of the range", "Jitter of the action units", false, false)]
    [InlineData("untracked=0.5", "50 %", "Face lost in some frames", false, false)]
    [InlineData("units-late=-40", "-40 ms", "Action units late", false, false)]
    [InlineData("missing-mouth", "no mouth", "A part of the face missing", false, false)]
    [InlineData("missing-unit=4", "no AU04", "An action unit missing", false, false)]
    [InlineData("missing-audio", "no sound", "A stream missing", false, false)]
    [InlineData("missing-video", "no picture", "A stream missing", false, false)]
    public void A_level_has_words_and_concerns_one_stream(string text, string label, string panel, bool sound, bool picture) => TestData.InCulture("de-DE", () =>
    {
        var p = Assert.Single(Perturbation.Parse(text));
        Assert.Equal((label, panel, sound, picture), (p.Label, p.Panel, p.ChangesSound, p.Kind is PictureKind));
        Assert.Equal(p.Kind == PerturbationKinds.MissingAudio ? MissingModality.Audio
            : p.Kind == PerturbationKinds.MissingVideo ? MissingModality.Video : MissingModality.None, p.Kind.Missing);
    });

    [Theory]
    [InlineData(true, null, "missing-audio,white,babble,shift")]
    [InlineData(false, VideoInput.Frames, "missing-video,blur,dark,frozen,dropped")]
    [InlineData(false, VideoInput.UnitTokens, "missing-video,jitter,untracked,missing-brows-eyes,missing-nose-cheeks,missing-mouth,missing-unit")]
    [InlineData(false, VideoInput.UnitSequence,
        "missing-video,jitter,untracked,units-late,missing-brows-eyes,missing-nose-cheeks,missing-mouth,missing-unit")]
    public void What_a_network_perceives_decides_which_kinds_concern_it(bool hears, VideoInput? sees, string words) =>
        Assert.Equal(words.Split(','), PerturbationKinds.All.Where(kind => kind.Concerns(hears, sees)).Select(kind => kind.Word));

    [Fact]
    public void Sound_and_frames_behind_a_mean_are_read_again()
    {
        string[] reading(VideoInput sees) => [.. PerturbationKinds.All.Where(kind => kind.ReadsData(sees)).Select(kind => kind.Word)];
        Assert.Equal(["white", "babble", "untracked", "shift"], reading(VideoInput.UnitMlp));
        Assert.Equal(["white", "babble", "shift"], reading(VideoInput.UnitSequence));
    }
}
