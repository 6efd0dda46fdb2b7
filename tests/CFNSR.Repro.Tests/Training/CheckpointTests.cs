using CFNSR.Repro.Models;
using CFNSR.Repro.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Training;

public class CheckpointTests : IDisposable
{
    private static readonly Experiment Settings = TinyStore.Audio("unused");
    private readonly string root = Directory.CreateTempSubdirectory("cfnsr-checkpoint-").FullName;
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly EmotionModel model;
    private readonly TorchSharp.Modules.OptimizerHelper optimizer;

    public CheckpointTests()
    {
        manual_seed(1);
        model = ModelZoo.Create(Settings.ToModelOptions());
        optimizer = Optimizers.Create(Settings, model);
    }

    [Fact]
    public void Weights_optimiser_and_state_come_back()
    {
        Step();
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(1));
        byte[] weights = File.ReadAllBytes(Path.Combine(root, "last", "model.dat"));
        byte[] moments = File.ReadAllBytes(Path.Combine(root, "last", "optimizer.dat"));

        using var other = ModelZoo.Create(Settings.ToModelOptions());
        using var otherOptimizer = Optimizers.Create(Settings, other);
        var state = Checkpoint.LoadNewest(root, other, otherOptimizer, out string? note)!;
        Assert.Null(note);
        Assert.Equal((1, 10L), (state.Epoch, state.Step));
        Assert.Equal([RunFolderTests.First], state.History);
        Assert.Equal(new PartialEpoch(2, 8, 1.0 / 3, 4, 0.5), state.Partial);
        Checkpoint.Save(Path.Combine(root, "again"), Checkpoint.Last, other, otherOptimizer, state);
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(root, "again", "last", "model.dat")));
        Assert.Equal(moments, File.ReadAllBytes(Path.Combine(root, "again", "last", "optimizer.dat")));
        Assert.Equal(
            File.ReadAllText(Path.Combine(root, "last", "state.json")), File.ReadAllText(Path.Combine(root, "again", "last", "state.json")));
    }

    [Theory]
    [InlineData("model.dat")]
    [InlineData("optimizer.dat")]
    [InlineData("state.json")]
    [InlineData("sha256.txt")]
    public void A_damaged_last_falls_back_to_the_one_before_and_says_so(string file)
    {
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(1));
        Step();
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(2));
        string path = Path.Combine(root, "last", file);
        byte[] content = File.ReadAllBytes(path);
        File.WriteAllBytes(path, content[..(content.Length / 2)]); // a write that the power cut short

        var state = Checkpoint.LoadNewest(root, model, optimizer, out string? note)!;
        Assert.Equal(1, state.Epoch);
        Assert.Contains("is damaged", note);
        Assert.Contains("goes on from the checkpoint before it", note);
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(2));
        Assert.Equal(2, Checkpoint.LoadNewest(root, model, optimizer, out note)!.Epoch);
        Assert.Null(note);
    }

    [Fact]
    public void On_a_full_disk_the_checkpoints_before_stay_whole()
    {
        using var disk = new SmallDisk("1m"); // a checkpoint has 0.4 MB: two fit, and no third beside them
        Checkpoint.Save(disk.Path, Checkpoint.Last, model, optimizer, State(1));
        Step();
        Checkpoint.Save(disk.Path, Checkpoint.Last, model, optimizer, State(2));
        var error = Assert.Throws<KitException>(() => Checkpoint.Save(disk.Path, Checkpoint.Last, model, optimizer, State(3)));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("the checkpoint before this one is whole", error.Cure, StringComparison.Ordinal);
        Assert.Equal(2, Checkpoint.LoadNewest(disk.Path, model, optimizer, out string? note)!.Epoch);
        Assert.Null(note);
    }

    [Fact]
    public void One_flipped_bit_is_noticed()
    {
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(1));
        string path = Path.Combine(root, "last", "model.dat");
        byte[] content = File.ReadAllBytes(path);
        content[^1] ^= 1;
        File.WriteAllBytes(path, content);
        var error = Assert.Throws<KitException>(() => Checkpoint.Load(Path.Combine(root, "last"), model));
        Assert.Contains("model.dat is not what was written", error.Message);
        Assert.Null(Checkpoint.LoadNewest(root, model, optimizer, out string? note));
        Assert.Contains("from the beginning", note);
    }

    [Fact]
    public void At_whatever_rename_the_process_dies_a_whole_checkpoint_is_left()
    {
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(1));
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(2));
        Assert.Equal(["last", "previous"], Folders());

        Directory.Move(Path.Combine(root, "last"), Path.Combine(root, ".unfinished")); // died before the new one got its name
        Assert.Equal(1, Checkpoint.LoadNewest(root, model, optimizer, out _)!.Epoch);
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(2));
        Assert.Equal(2, Checkpoint.LoadNewest(root, model, optimizer, out _)!.Epoch);

        Directory.Move(Path.Combine(root, "previous"), Path.Combine(root, ".discarded")); // died after the old one was set aside
        Assert.Equal(2, Checkpoint.LoadNewest(root, model, optimizer, out _)!.Epoch);
        Checkpoint.Save(root, Checkpoint.Last, model, optimizer, State(3));
        Assert.Equal(["last", "previous"], Folders());
        Assert.Equal(3, Checkpoint.LoadNewest(root, model, optimizer, out _)!.Epoch);
    }

    [Fact]
    public void The_checkpoint_of_another_network_is_refused()
    {
        Checkpoint.Save(root, Checkpoint.Best, model, null, State(1));
        using var other = ModelZoo.Create((Settings with { AudioWidth = 16 }).ToModelOptions());
        var error = Assert.Throws<KitException>(() => Checkpoint.Load(Path.Combine(root, "best"), other));
        Assert.Contains("belongs to another network", error.Message);
        Assert.Contains("no such checkpoint", Assert.Throws<KitException>(() => Checkpoint.Load(Path.Combine(root, "none"), other)).Message);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        model.Dispose();
        scope.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private static CheckpointState State(int epoch) => new()
    {
        DataHash = "0", Epoch = epoch, Step = 10 * epoch, Partial = new PartialEpoch(2, 8, 1.0 / 3, 4, 0.5), History = [RunFolderTests.First],
        Last = null, Validation = null, BestTest = null,
    };

    private string[] Folders() => Directory.GetDirectories(root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();

    private void Step()
    {
        using var inner = NewDisposeScope();
        model.train();
        optimizer.zero_grad();
        var input = randn(4, 13, 212);
        model.Loss(model.call(input, input), tensor(new long[] { 0, 1, 2, 3 }), 0).backward();
        optimizer.step();
    }
}
