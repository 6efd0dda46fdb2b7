using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class ModelSettingsTests
{
    [Fact]
    public void The_default_experiment_makes_the_default_network()
    {
        var (ours, models) = (new Experiment().ToModelOptions(), new ModelOptions());
        Assert.Equal(models.Video.Blocks, ours.Video.Blocks);
        Assert.Equal(models.Video, ours.Video with { Blocks = models.Video.Blocks });
        Assert.Equal(models.Audio, ours.Audio);
        Assert.Equal(models.AudioTransformer, ours.AudioTransformer);
        Assert.Equal(models.CfnsrMsaf, ours.CfnsrMsaf);
        Assert.Equal(models.CfnSr, ours.CfnSr);
        Assert.Equal(models.ModalityDropout, ours.ModalityDropout);
        Assert.Equal(models.Averaging, ours.Averaging);
        Assert.Equal(models.Multiplicative, ours.Multiplicative);
        Assert.Equal(models.Multiplication, ours.Multiplication);
        Assert.Equal(models.Mmtm, ours.Mmtm);
        Assert.Equal(models.Msaf, ours.Msaf);
        Assert.Equal(models.Erann, ours.Erann);
        Assert.Equal((models.ConcatFc.Dropout, models.Mcb.Dim), (ours.ConcatFc.Dropout, ours.Mcb.Dim));
        Assert.Equal(models.ConcatFc.Hidden, ours.ConcatFc.Hidden);
        Assert.Equal(models.Mcb.Hidden, ours.Mcb.Hidden);
    }

    [Theory]
    [InlineData("paper", 26_713_512)]
    [InlineData("cfnsr-as-published", 26_301_417)]
    [InlineData("msaf-as-published", 25_940_724)]
    [InlineData("audio", 34_024)]
    [InlineData("erann", 326_266)]
    public void A_preset_builds_the_network_of_its_name(string preset, long parameters)
    {
        using var model = ModelZoo.Create(Presets.Get(preset).ToModelOptions());
        Assert.Equal(parameters, model.ParameterCount());
    }

    [Theory]
    [InlineData("classroom")]
    [InlineData("smoke")]
    public void The_small_presets_are_small(string preset)
    {
        using var model = ModelZoo.Create(Presets.Get(preset).ToModelOptions());
        Assert.InRange(model.ParameterCount(), 100_000, 3_000_000);
    }

    [Theory]
    [InlineData("video_blocks=3,4,6", "video blocks")]
    [InlineData("video_blocks=3,4,x,3", "video_blocks")]
    [InlineData("system=msaff", "system")]
    public void A_network_that_cannot_be_built_says_so(string text, string named) =>
        Assert.Contains(named, Assert.Throws<KitException>(() => Overrides.Apply(new Experiment(), [text]).ToModelOptions()).Message);
}
