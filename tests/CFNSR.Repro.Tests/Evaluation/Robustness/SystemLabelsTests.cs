using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation.Robustness;

public class SystemLabelsTests
{
    [Fact]
    public void Runs_are_told_apart_by_what_differs_within_their_system_and_by_nothing_else()
    {
        var net = new Experiment { System = "cfnsr-msafnet" };
        Assert.Equal(
            ["cfnsr-msafnet heads=8 modality_dropout=0.2", "cfnsr-msafnet heads=8 modality_dropout=0", "cfnsr-msafnet heads=4 modality_dropout=0.2", "audio", "audio"],
            SystemLabels.Of(
            [
                net, net with { ModalityDropout = 0, Threads = 7 }, net with { Heads = 4, InitVideo = "there" },
                net with { System = "audio", Epochs = 3, Fold = 1, Name = "a" }, net with { System = "audio", Epochs = 3, Fold = 2, Seed = 9, Store = "s" },
            ]));
    }
}
