using CFNSR.Repro.Models;
using CFNSR.Repro.Training;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Training;

public class WarmStartTests
{
    [Fact]
    public void An_encoder_starts_from_the_newest_finished_version_and_never_from_one_in_the_making()
    {
        using var folder = new TemporaryFolder();
        Experiment audio = TinyStore.Audio(TinyStore.Make(folder["store"])) with { Epochs = 1 };
        for (int lr = 1; lr <= 3; lr++) Trainer.Start(audio with { Lr = 0.001 * lr }, folder.Path);
        string run = Path.Combine(folder.Path, audio.Name);
        File.Delete(Path.Combine(run, "version_2", "metrics.json")); // still being trained
        Experiment fusion = audio with { InitAudio = run };
        Assert.Equal(Weights("version_1"), Started(fusion));
        Assert.Equal(Weights("version_0"), Started(fusion with { InitAudio = Path.Combine(run, "version_0") }));
        Assert.Contains("is not finished", Assert.Throws<KitException>(() => Started(fusion with { InitAudio = Path.Combine(run, "version_2") })).Message, StringComparison.Ordinal);
        Assert.Contains("the encoder has seen the test actors", Assert.Throws<KitException>(() => Started(fusion with { Fold = 2 })).Cure, StringComparison.Ordinal);

        float[] Weights(string version)
        {
            using var scope = NewDisposeScope();
            using EmotionModel model = ModelZoo.Create(audio.ToModelOptions());
            Checkpoint.Load(Path.Combine(run, version, "checkpoints", Checkpoint.Best), model);
            return FirstWeights(model);
        }

        static float[] Started(Experiment e)
        {
            using var scope = NewDisposeScope();
            using EmotionModel model = ModelZoo.Create(e.ToModelOptions());
            WarmStart.Apply(e, model, "other clips");
            return FirstWeights(model);
        }

        static float[] FirstWeights(EmotionModel model) => [.. model.Encoders[0].parameters().First().data<float>()];
    }
}
