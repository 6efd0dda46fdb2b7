using CFNSR.Repro.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Packages;

public sealed class OptimizerTests
{
    private static optim.Optimizer Make(string name, Parameter[] p) => name switch
    {
        "adam" => optim.Adam(p, 0.1),
        "adam_decay_amsgrad" => optim.Adam(p, 0.1, 0.8, 0.99, 1e-6, 0.05, true),
        "adamw" => optim.AdamW(p, 0.1, weight_decay: 0.2),
        _ => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true),
    };

    private static void Step(optim.Optimizer optimizer, Parameter p, int i)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        (p * tensor(new[] { 0.5f, -1f, 2f, 1f }) * (i + 1) + p * p).sum().backward();
        optimizer.step();
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("adam_decay_amsgrad")]
    [InlineData("adamw")]
    [InlineData("sgd_momentum")]
    public void Saved_state_continues_bit_equal(string name)
    {
        using var one = new Parameter(tensor(new[] { 1f, -2f, 3f, 0.5f }));
        using var first = (OptimizerHelper)Make(name, [one]);
        Step(first, one, 0);
        first.ParamGroups.First().LearningRate = 0.07;
        var memory = new MemoryStream();
        first.save_state_dict(new BinaryWriter(memory));

        using var two = new Parameter(one.detach().clone());
        using var second = (OptimizerHelper)Make(name, [two]);
        memory.Position = 0;
        second.load_state_dict(new BinaryReader(memory));
        Assert.Equal(0.07, second.ParamGroups.First().LearningRate);
        Step(first, one, 1);
        Step(second, two, 1);
        Assert.Equal(one.bytes.ToArray(), two.bytes.ToArray());
    }

    [Fact]
    public void Learning_rates_differ_by_group()
    {
        using var a = new Parameter(ones(2));
        using var b = new Parameter(ones(2));
        using var optimizer = new SGD([new SGD.ParamGroup([a], 0.5), new SGD.ParamGroup([b], 0.25)], 0.1);
        (a.sum() + b.sum()).backward();
        optimizer.step();
        Assert.Equal([0.5, 0.5], Golden.Numbers(a));
        Assert.Equal([0.75, 0.75], Golden.Numbers(b));
    }

    [Fact]
    public void Clipping_scales_to_the_norm()
    {
        using var a = new Parameter(tensor(new[] { 3f, 4f }));
        (a * a).sum().backward();
        Assert.Equal(10, nn.utils.clip_grad_norm_([a], 1), 1e-5);
        using var grad = a.grad!;
        Assert.Equal([0.6, 0.8], Golden.Numbers(grad).Select(g => Math.Round(g, 5))); // libtorch divides by the norm, 10, plus 1e-6
    }

    [Fact]
    public void Optimizer_zeroes_gradients_and_module_drops_them()
    {
        using var layer = nn.Linear(2, 2);
        using var optimizer = optim.SGD(layer.parameters(), 0.1);
        layer.call(ones(1, 2)).sum().backward();
        optimizer.zero_grad();
        Assert.Equal([0, 0], Golden.Numbers(layer.bias!.grad!));
        layer.zero_grad();
        Assert.Null(layer.bias!.grad);
    }

    [Fact]
    public void A_moved_module_needs_a_new_optimizer()
    {
        using var layer = nn.Linear(2, 2);
        using var optimizer = optim.Adam(layer.parameters());
        var before = layer.weight;
        layer.to(ScalarType.Float64);
        Assert.NotSame(before, layer.weight);
        Assert.True(before.IsInvalid);
        layer.call(ones(1, 2, ScalarType.Float64)).sum().backward();
        Assert.ThrowsAny<Exception>(() => optimizer.step());
    }
}
