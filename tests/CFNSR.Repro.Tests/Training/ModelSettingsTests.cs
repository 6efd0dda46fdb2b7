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
        Assert.Equal(models.SequenceSteps, ours.SequenceSteps);
        Assert.Equal(models.Mfn, ours.Mfn);
        Assert.Equal(models.Mctn, ours.Mctn);
        Assert.Equal(models.Dcca, ours.Dcca);
        Assert.Equal(models.MultiAttention, ours.MultiAttention);
        Assert.Equal(models.Chumachenko, ours.Chumachenko);
        Assert.Equal((models.ConcatFc.Dropout, models.Mcb.Dim), (ours.ConcatFc.Dropout, ours.Mcb.Dim));
        Assert.Equal(models.ConcatFc.Hidden, ours.ConcatFc.Hidden);
        Assert.Equal(models.Mcb.Hidden, ours.Mcb.Hidden);
    }

    [Fact]
    public void The_further_systems_take_their_keys()
    {
        ModelOptions made = Overrides.Apply(new Experiment(),
        [
            "sequence_steps=20", "mfn_hidden=1", "mfn_memory=2", "mfn_width=3", "mfn_dropout=0.5", "mctn_source=audio", "mctn_hidden=4", "mctn_forward=0.3",
            "mctn_cycle=0.4", "dcca_width=5", "dcca_hidden=6", "dcca_weight=0.7", "dcca_ridge=0.01", "multi_attention_width=7", "attention_width=8", "heads=2",
            "multiplicative_mixture=true", "co_attention=true", "variational_dropout=true",
        ]).ToModelOptions();
        Assert.Equal(20, made.SequenceSteps);
        Assert.Equal(new MfnOptions { Hidden = 1, Memory = 2, Width = 3, Dropout = 0.5 }, made.Mfn);
        Assert.Equal(new MctnOptions { Source = SourceModality.Audio, Hidden = 4, ForwardWeight = 0.3, CycleWeight = 0.4 }, made.Mctn);
        Assert.Equal(new DccaOptions { Width = 5, Hidden = 6, Weight = 0.7, Ridge = 0.01 }, made.Dcca);
        Assert.Equal(new MultiAttentionOptions { Width = 7 }, made.MultiAttention);
        Assert.Equal(new ChumachenkoOptions { Width = 8, Heads = 2 }, made.Chumachenko);
        Assert.Equal((true, true, true), (made.Multiplicative.Mixture, made.CfnsrMsaf.CoAttention, made.CfnsrMsaf.VariationalDropout));
    }

    [Theory]
    [InlineData("co_attention=true", "direction=audio-to-video")]
    [InlineData("co_attention=true", "attention=false")]
    public void Co_attention_needs_attention_in_both_directions(string one, string other) =>
        Assert.Contains("co-attention", Assert.Throws<KitException>(() => Overrides.Apply(new Experiment(), [one, other]).ToModelOptions()).Message);

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
