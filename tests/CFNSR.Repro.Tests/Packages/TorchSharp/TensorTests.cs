using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CFNSR.Repro.Tests.Packages;

public sealed class TensorTests
{
    private static Tensor Wave() => arange(24f).reshape(2, 3, 4).sin();

    [Fact]
    public void Draws_equal_PyTorch()
    {
        manual_seed(1);
        TorchGolden.Equal(TorchGolden.Numbers("random", "randn"), randn(5));
        TorchGolden.Equal(TorchGolden.Numbers("random", "rand"), rand(5));
        TorchGolden.Equal(TorchGolden.Numbers("random", "randperm"), randperm(8));
        TorchGolden.Equal(TorchGolden.Numbers("random", "randint"), randint(0, 100, new long[] { 5 }));
        TorchGolden.Equal(TorchGolden.Numbers("random", "bernoulli"), full(8, 0.5f).bernoulli());
        TorchGolden.Equal(TorchGolden.Numbers("random", "dropout"), F.dropout(ones(12)));
        TorchGolden.Equal(TorchGolden.Numbers("random", "multinomial"), tensor(new[] { 1f, 2f, 3f }).multinomial(6, true));
    }

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
    public void Functions_equal_PyTorch()
    {
        using var scope = NewDisposeScope();
        var x = Wave();
        void Same(string name, Tensor t) => TorchGolden.Equal(TorchGolden.Numbers("functions", name), t);
        Same("stft", arange(32f).cos().stft(8, 4, window: hann_window(8), return_complex: true).view_as_real());
        Same("irfft", fft.irfft(fft.rfft(arange(9f).cos()), 9));
        Same("einsum", einsum("abc,adc->bd", x, x));
        Same("index", x[TensorIndex.Colon, TensorIndex.Slice(1), TensorIndex.Slice(step: 2)]);
        Same("pick", x[TensorIndex.Tensor(tensor(new long[] { 1, 0 })), TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 2, 3 }))]);
        Same("mask", x[x > 0.5]);
        Same("std", x.std(new long[] { 0, 2 }));
        Same("topk", x.topk(2).values);
        Same("interpolate", F.interpolate(x, scale_factor: [1.5], mode: InterpolationMode.Linear));
        Same("pad", F.pad(x, (1, 2), PaddingModes.Reflect));
        Same("svd", linalg.svd(x[0]).S);
        Same("norm", F.normalize(x, dim: 2));
        Same("quantile", x.quantile(tensor(new[] { 0.1f, 0.5f })));
    }

    [Fact]
    public void Losses_equal_PyTorch()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[,] { { 0.2f, -1, 2 }, { 1.5f, 0.3f, -0.2f }, { 0, 0.1f, 0.2f }, { 3, 2, 1 } }, requires_grad: true);
        var labels = tensor(new long[] { 2, 0, 1, 2 });
        void Same(string name, Tensor t) => TorchGolden.Equal(TorchGolden.Numbers("losses", name), t);
        Same("cross_entropy", nn.CrossEntropyLoss().call(logits, labels));
        var smoothed = F.cross_entropy(logits, labels, label_smoothing: 0.1);
        smoothed.backward();
        Same("smoothed", smoothed);
        Same("smoothed_gradient", logits.grad!);
        Same("weighted", F.cross_entropy(logits, labels, tensor(new[] { 0.5f, 1, 2 })));
        Same("ignored", F.cross_entropy(logits, tensor(new long[] { 2, -100, 1, -100 })));
        Same("nll", F.nll_loss(logits.log_softmax(1), labels));
        var (p, t) = (tensor(new[,] { { 0.2f, 0.3f, 0.5f } }), tensor(new[,] { { 0.1f, 0.6f, 0.3f } }));
        Same("mse", F.mse_loss(p, t));
        Same("kl", F.kl_div(p.log(), t, log_target: false));
        Same("bce", F.binary_cross_entropy_with_logits(p, t));
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
        TorchGolden.Equal([0, 5, 9, -1, 2, 9], x);
    }

    [Fact]
    public void A_conversion_that_changes_nothing_is_a_new_object_over_the_same_data()
    {
        using var x = zeros(2);
        using var same = x.to(ScalarType.Float32);
        Assert.NotSame(x, same);
        same.fill_(3);
        TorchGolden.Equal([3, 3], x);
        using var copy = x.to(ScalarType.Float32, copy: true);
        copy.fill_(4);
        TorchGolden.Equal([3, 3], x);
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
        TorchGolden.Equal([9, 2, 3, 4], shared);
        TorchGolden.Equal([1, 2, 3, 4], typed);
        TorchGolden.Equal([1, 2, 3, 4], copy);
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
