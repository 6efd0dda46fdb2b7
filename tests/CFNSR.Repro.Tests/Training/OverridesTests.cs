using System.Globalization;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class OverridesTests
{
    private static readonly Experiment Start = new();

    [Fact]
    public void Later_overrides_win_and_the_start_is_untouched()
    {
        var result = Overrides.Apply(Start, ["epochs=3", "lr = 2.5e-4", "augment=false", "validation=none", "epochs=7"]);
        Assert.Equal(Start with { Epochs = 7, Lr = 2.5e-4, Augment = false, Validation = "none" }, result);
        Assert.Equal(45, Start.Epochs);
    }

    [Fact]
    public void A_value_may_hold_an_equals_sign() => Assert.Equal("a=b", Overrides.Apply(Start, ["name=a=b"]).Name);

    [Theory]
    [InlineData("epoch=3", "epochs")]
    [InlineData("learning_rte=3", "early_stopping")]
    [InlineData("modality_dropuot=0.1", "modality_dropout")]
    [InlineData("Seed=1", "seed")]
    public void An_unknown_key_names_the_nearest(string text, string nearest)
    {
        var error = Assert.Throws<KitException>(() => Overrides.Apply(Start, [text]));
        Assert.Contains($"no setting '{text.Split('=')[0]}'", error.Message);
        if (nearest != "early_stopping") Assert.Equal($"Did you mean {nearest}?", error.Cure);
    }

    [Theory]
    [InlineData("epochs=many", "a whole number, at least 1")]
    [InlineData("epochs=0", "a whole number, at least 1")]
    [InlineData("epochs=1.5", "a whole number, at least 1")]
    [InlineData("lr=0,001", "a number, at least 0")]
    [InlineData("lr=NaN", "a number, at least 0")]
    [InlineData("augment=maybe", "true or false")]
    [InlineData("optimizer=Adam", "one of adam, adamw, sgd")]
    [InlineData("modality_dropout=1.5", "a number from 0 to 1")]
    public void A_bad_value_says_what_is_allowed(string text, string allowed)
    {
        var error = Assert.Throws<KitException>(() => Overrides.Apply(Start, [text]));
        Assert.Equal(allowed, error.Expected);
        Assert.Contains(text.Split('=')[0], error.Message);
    }

    [Theory]
    [InlineData("epochs")]
    [InlineData("=3")]
    [InlineData("")]
    public void A_text_without_a_key_is_refused(string text) =>
        Assert.Equal("key=value", Assert.Throws<KitException>(() => Overrides.Apply(Start, [text])).Expected);

    [Fact]
    public void Contradictions_are_refused() =>
        Assert.Contains("heads=7", Assert.Throws<KitException>(() => Overrides.Apply(Start, ["heads=7"])).Message);

    [Theory]
    [InlineData("name=")]
    [InlineData("name=../elsewhere")]
    [InlineData("name=/elsewhere")]
    [InlineData("name=a//b")]
    public void A_run_cannot_leave_the_folder_of_the_runs(string text) =>
        Assert.Contains("is not a name for a run", Assert.Throws<KitException>(() => Overrides.Apply(Start, [text])).Message);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Numbers_are_read_and_written_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var result = Overrides.Apply(Start, ["lr=0.0025", "init_video=I/i"]);
            Assert.Equal(0.0025, result.Lr);
            Assert.Equal(["lr=0.0025", "init_video=I/i"], Overrides.Between(Start, result));
            Assert.Contains("\"lr\": 0.0025", result.ToJson());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("epochs", "epochs", 0)]
    [InlineData("flaw", "lawn", 2)]
    public void The_edit_distance_equals_the_textbook_values(string a, string b, int distance) =>
        Assert.Equal(distance, Settings.Distance(a, b));
}
