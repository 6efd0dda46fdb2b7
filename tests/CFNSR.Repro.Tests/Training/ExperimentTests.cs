using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class ExperimentTests
{
    [Fact]
    public void Json_there_and_back_gives_the_same_experiment()
    {
        var experiment = Presets.Get("cfnsr-as-published") with { Lr = 1.0 / 3, Seed = int.MaxValue, InitAudio = "runs/a/fold-{fold}" };
        Assert.Equal(experiment, Experiment.FromJson(experiment.ToJson()));
    }

    [Fact]
    public void Every_property_is_a_setting_with_help_and_a_round_trip_as_text()
    {
        Assert.Equal(typeof(Experiment).GetProperties().Length, Settings.All.Count);
        foreach (var setting in Settings.All)
        {
            Assert.False(string.IsNullOrWhiteSpace(setting.Help), setting.Key);
            Assert.False(string.IsNullOrWhiteSpace(setting.Allowed), setting.Key);
            Assert.Equal(new Experiment(), Overrides.Apply(new Experiment(), [$"{setting.Key}={setting.Default}"]));
        }
    }

    [Fact]
    public void An_unknown_key_or_a_bad_value_in_a_file_names_the_file()
    {
        var unknown = Assert.Throws<KitException>(() => Experiment.FromJson("{\"epoch\": 3}", "config.json"));
        Assert.Equal("config.json", unknown.File);
        Assert.Contains("epoch", unknown.Message);
        Assert.Contains("not a value of epochs", Assert.Throws<KitException>(() => Experiment.FromJson("{\"epochs\": 0}")).Message);
    }

    [Fact]
    public void The_defaults_are_what_the_paper_states()
    {
        var paper = Presets.Get("paper");
        Assert.Equal((45, 16, "adam", 1e-3, 30, 224), (paper.Epochs, paper.Batch, paper.Optimizer, paper.Lr, paper.Frames, paper.ImageSize));
        Assert.Equal(("cfnsr-msafnet", "3,4,6,3", 64, 32), (paper.System, paper.VideoBlocks, paper.VideoWidth, paper.Cardinality));
    }
}
