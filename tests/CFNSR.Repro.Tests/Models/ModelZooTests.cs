using System.Collections;
using System.Reflection;
using CFNSR.Repro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models;

/// <summary>What every system must do, whatever its fusion.</summary>
public sealed class ModelZooTests
{
    /// <summary>Parameters whose gradient is zero by nature: softmax does not feel what is added to all its arguments.</summary>
    private static readonly string[] FlatByNature = ["w_k.bias", "score.bias"];

    /// <summary>Every system on frames, and each that sees on every encoder of face tracking.</summary>
    public static TheoryData<string> Systems =>
    [
        .. ModelZoo.Systems,
        .. from system in ModelZoo.Systems.Except(["audio", "erann"])
           from input in Enum.GetValues<VideoInput>()
           where input != VideoInput.Frames
           select $"{system}/{input}",
    ];

    [Theory]
    [MemberData(nameof(Systems))]
    public void LogitsHaveOneRowPerClip(string system)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        EmotionModel model = Toy.Filled(Toy.Options(system));
        model.eval();
        var (video, audio) = Toy.Batch(system);
        Tensor output = model.call(video, audio);
        Assert.Equal([3, 8], output.shape);
        Tensor scores = model.Predict(output);
        Assert.Equal([3, 8], scores.shape);
        Assert.All(Golden.Numbers(scores.sum(1L)), s => Assert.Equal(1, s, 1e-5));
        var (videoMap, audioMap) = model.Encode(video, audio);
        Assert.Equal(Golden.Numbers(output), Golden.Numbers(model.Fuse(videoMap, audioMap)));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void PredictionDoesNotDependOnTheBatch(string system)
    {
        using var scope = NewDisposeScope();
        Assert.InRange(BatchDependence(Toy.Options(system), system), 0, 1e-5);
    }

    [Fact]
    public void CfnSrAsPublishedDependsOnTheBatch()
    {
        using var scope = NewDisposeScope();
        ModelOptions options = Toy.Options("cfn-sr");
        Assert.True(BatchDependence(options with { CfnSr = options.CfnSr with { BatchSum = Fidelity.AsPublished } }, "cfn-sr") > 1e-2);
    }

    /// <summary>An attention that has one place to look at has nothing to learn.</summary>
    private static readonly string[] OnePlace = ["cfn-sr/UnitMlp", "cfnsr-msafnet/UnitMlp", "chumachenko/UnitMlp"];

    public static TheoryData<string> Learning => [.. Systems.Select(row => row.Data).Except(OnePlace)];

    [Theory]
    [MemberData(nameof(Learning))]
    public void GradientReachesEveryParameter(string system)
    {
        using var scope = NewDisposeScope();
        EmotionModel model = Toy.Filled(Toy.Options(system));
        model.train();
        var (video, audio) = Toy.Batch(system);
        model.Loss(model.call(video, audio), Toy.Labels()).backward();
        foreach (var (name, parameter) in model.named_parameters().Where(p => p.parameter.requires_grad))
        {
            Assert.False(parameter.grad is null, name + " has no gradient");
            if (!FlatByNature.Any(f => name.EndsWith(f, StringComparison.Ordinal)))
                Assert.True(parameter.grad!.abs().sum().ToDouble() > 1e-9, name + " has a zero gradient");
        }
    }

    /// <summary>Only the stream that mctn translates into stands still.</summary>
    [Theory]
    [MemberData(nameof(Systems))]
    public void EveryParameterIsTrained(string system)
    {
        using var model = ModelZoo.Create(Toy.Options(system));
        string[] still = [.. model.named_parameters().Where(p => !p.parameter.requires_grad).Select(p => p.name)];
        Assert.Equal(system.StartsWith("mctn", StringComparison.Ordinal) ? model.named_parameters().Select(p => p.name).Where(n => n.StartsWith("audio.", StringComparison.Ordinal)) : [], still);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void SavedWeightsGiveTheSameOutput(string system)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        string file = Path.Combine(Path.GetTempPath(), $"cfnsr-{Guid.NewGuid():N}.dat");
        try
        {
            EmotionModel saved = ModelZoo.Create(Toy.Options(system)), loaded = ModelZoo.Create(Toy.Options(system));
            saved.save(file);
            loaded.load(file);
            saved.eval();
            loaded.eval();
            var (video, audio) = Toy.Batch(system);
            Assert.Equal(Golden.Numbers(saved.call(video, audio)), Golden.Numbers(loaded.call(video, audio)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void EveryModuleInAFieldIsRegistered(string system)
    {
        using var model = ModelZoo.Create(Toy.Options(system));
        var registered = model.modules().ToHashSet(ReferenceEqualityComparer.Instance);
        var tensors = model.buffers().Concat(model.parameters()).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (nn.Module module in model.modules().Where(m => m.GetType().Assembly == typeof(EmotionModel).Assembly).ToList())
            for (Type? type = module.GetType(); type is not null && type.Assembly == typeof(EmotionModel).Assembly; type = type.BaseType)
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
                {
                    object? held = field.GetValue(module);
                    Assert.False(held is nn.Module child && !registered.Contains(child), $"{type.Name}.{field.Name} is not registered");
                    Assert.False(held is Tensor tensor && !tensors.Contains(tensor), $"{type.Name}.{field.Name} is not registered");
                    Assert.False(held is IEnumerable list and not nn.Module && list.OfType<nn.Module>().Any(), $"{type.Name}.{field.Name} hides modules in a list");
                }
        Assert.Equal(model.named_parameters().Count(), model.named_parameters().Select(p => p.name).Distinct().Count());
        Assert.DoesNotContain(model.state_dict().Keys, k => k.Contains("BackingField", StringComparison.Ordinal) || k.Split('.').Any(part => part.StartsWith('_')));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void MissingModalityIsNotRead(string system)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        EmotionModel model = Toy.Filled(Toy.Options(system));
        model.eval();
        var (video, audio) = Toy.Batch(system);
        model.Missing = MissingModality.Audio;
        Assert.Equal(Golden.Numbers(model.call(video, audio)), Golden.Numbers(model.call(video, audio * 2)));
        model.Missing = MissingModality.Video;
        Assert.Equal(Golden.Numbers(model.call(video, audio)), Golden.Numbers(model.call(video * 2, audio)));
        Assert.All(Golden.Numbers(model.call(video, audio)), x => Assert.True(double.IsFinite(x)));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void ModalityDropoutCanBeUsedInEverySystem(string system)
    {
        using var scope = NewDisposeScope();
        EmotionModel model = Toy.Filled(Toy.Options(system) with
        {
            ModalityDropout = new ModalityDropoutOptions { Mode = ModalityDropoutMode.SoftHard, InEverySystem = true },
        });
        model.train();
        var (video, audio) = Toy.Batch(system);
        Assert.Equal(model.UsesVideo && model.UsesAudio ? 12 : 3, model.call(video, audio).shape[0]);
    }

    [Fact]
    public void EncodersAreThoseOfTheUnimodalSystems()
    {
        using var fusion = ModelZoo.Create(Toy.Options("cfnsr-msafnet"));
        using var video = ModelZoo.Create(Toy.Options("video"));
        using var audio = ModelZoo.Create(Toy.Options("audio"));
        var own = fusion.state_dict().Keys.ToHashSet();
        Assert.Equal(["video.fc.bias", "video.fc.weight"], video.state_dict().Keys.Where(k => !own.Contains(k)).Order(StringComparer.Ordinal));
        Assert.Equal(["audio.fc1.bias", "audio.fc1.weight"], audio.state_dict().Keys.Where(k => !own.Contains(k)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void UnknownSystemIsRefusedWithTheNames()
    {
        var error = Assert.Throws<KitException>(() => ModelZoo.Create(new ModelOptions { System = "cfnsr" }));
        Assert.Contains("cfnsr-msafnet", error.Expected, StringComparison.Ordinal);
    }

    /// <summary>Largest change of the first clip's scores when its batch mates go away.</summary>
    private static double BatchDependence(ModelOptions options, string system)
    {
        using var quiet = no_grad();
        EmotionModel model = Toy.Filled(options);
        model.eval();
        var (video, audio) = Toy.Batch(system);
        double[] together = Golden.Numbers(model.call(video, audio)), alone = Golden.Numbers(model.call(video.narrow(0, 0, 1), audio.narrow(0, 0, 1)));
        return Enumerable.Range(0, 8).Max(i => Math.Abs(together[i] - alone[i]));
    }
}
