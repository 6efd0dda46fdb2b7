using System.Runtime.InteropServices;
using CFNSR.Repro.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Packages;

public sealed class TensorTests
{
    [Fact]
    public void A_generator_draws_what_its_seed_draws()
    {
        using var own = new Generator(5);
        using var a = randn(new long[] { 4 }, generator: own);
        manual_seed(5);
        using var b = randn(4);
        Assert.True(a.Equals(b));
        using var state = get_rng_state();
        using var c = rand(3);
        set_rng_state(state);
        using var d = rand(3);
        Assert.True(c.Equals(d));
    }

    [Fact]
    public void Errors_of_libtorch_become_ExternalException()
    {
        var e = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));
        Assert.Contains("shapes cannot be multiplied", e.Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => ones(2)[5]);
        Assert.Throws<ExternalException>(() => ones(2).sum().backward());
    }

    [Fact]
    public void Elements_need_their_exact_type()
    {
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(3f).dtype);
        Assert.Throws<ArgumentException>(() => tensor(1).item<float>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Equal(1.0, tensor(1).ToDouble());
        Assert.Equal([1f, 3f, 2f, 4f], tensor(new[,] { { 1f, 2f }, { 3f, 4f } }).t().data<float>().ToArray());
    }

    [Fact]
    public void Assignment_writes_through_views()
    {
        using var x = zeros(2, 3);
        x[0, 1] = 5;
        x[1] = tensor(new[] { 1f, 2f, 3f });
        x[TensorIndex.Colon, 2..] = tensor(9f);
        x[x == 1] = tensor(-1f);
        Assert.Equal([0, 5, 9, -1, 2, 9], Golden.Numbers(x));
    }

    [Fact]
    public void A_conversion_that_changes_nothing_is_a_new_object_over_the_same_data()
    {
        using var x = zeros(2);
        using var same = x.to(ScalarType.Float32);
        Assert.NotSame(x, same);
        same.fill_(3);
        Assert.Equal([3, 3], Golden.Numbers(x));
        using var copy = x.to(ScalarType.Float32, copy: true);
        copy.fill_(4);
        Assert.Equal([3, 3], Golden.Numbers(x));
    }

    [Fact]
    public void From_array_shares_memory_and_tensor_copies()
    {
        float[] data = [1, 2, 3, 4];
        using var shared = from_array(data);
        using var typed = as_tensor(data, ScalarType.Float64);
        using var copy = tensor(data, [2, 2]);
        data[0] = 9;
        GC.Collect();
        Assert.Equal([9, 2, 3, 4], Golden.Numbers(shared));
        Assert.Equal([1, 2, 3, 4], Golden.Numbers(typed));
        Assert.Equal([1, 2, 3, 4], Golden.Numbers(copy));
        Assert.Throws<ArgumentException>(() => tensor(data, [5]));
    }

    [Fact]
    public void Gradients_of_gradients()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        Assert.Equal(12, first.ToDouble());
        Assert.Equal(12, autograd.grad([first], [x])[0].ToDouble());
        using (no_grad()) Assert.False((x * 2).requires_grad);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void No_cuda_is_said_in_time()
    {
        Assert.SkipWhen(cuda.is_available(), "there is a GPU");
        Assert.False(TryInitializeDeviceType(DeviceType.CUDA));
        Assert.Throws<InvalidOperationException>(() => device("cuda:0"));
        Assert.Equal("cuda:0", new Device("cuda:0").ToString());
    }
}
