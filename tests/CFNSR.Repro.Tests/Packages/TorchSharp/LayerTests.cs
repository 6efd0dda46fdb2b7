using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Packages;

/// <summary>Layers made after the same seed hold PyTorch's weights and give its results.</summary>
public sealed class LayerTests
{
    private static (nn.Module<Tensor, Tensor> Layer, long[] Shape) Make(string name) => name switch
    {
        "linear" => (nn.Linear(4, 3), [2, 4]),
        "conv1d" => (nn.Conv1d(2, 3, 3, 2, 1), [1, 2, 9]),
        "conv2d" => (nn.Conv2d(2, 4, 3, Padding.Same, groups: 2), [1, 2, 5, 5]),
        "conv3d" => (nn.Conv3d(2, 2, (3, 1, 1), (2, 1, 1), (1, 0, 0), bias: false), [1, 2, 5, 2, 2]),
        "batchnorm" => (nn.BatchNorm1d(3), [4, 3]),
        "layernorm" => (nn.LayerNorm(4), [2, 4]),
        "groupnorm" => (nn.GroupNorm(2, 4), [2, 4, 3]),
        "embedding" => (nn.Embedding(5, 3), []),
        _ => (nn.TransformerEncoderLayer(8, 2, 16, 0.0), [3, 2, 8]),
    };

    [Theory]
    [InlineData("linear")]
    [InlineData("conv1d")]
    [InlineData("conv2d")]
    [InlineData("conv3d")]
    [InlineData("batchnorm")]
    [InlineData("layernorm")]
    [InlineData("groupnorm")]
    [InlineData("embedding")]
    [InlineData("encoder_layer")]
    public void Output_equals_PyTorch(string name)
    {
        manual_seed(7);
        var (layer, shape) = Make(name);
        using var x = shape.Length == 0 ? tensor(new long[,] { { 0, 3 }, { 4, 1 } }) : randn(shape);
        TorchGolden.Equal(TorchGolden.Numbers("layers", name), layer.call(x));
        layer.Dispose();
    }

    [Fact]
    public void Lstm_equals_PyTorch()
    {
        manual_seed(7);
        using var lstm = nn.LSTM(3, 4, 2, batchFirst: true, bidirectional: true);
        var (output, h, c) = lstm.call(randn(2, 5, 3));
        Assert.Equal(TorchGolden.At("lstm", "names").EnumerateArray().Select(e => e.GetString()), lstm.named_parameters().Select(p => p.name));
        TorchGolden.Equal(TorchGolden.Numbers("lstm", "output"), output);
        TorchGolden.Equal(TorchGolden.Numbers("lstm", "h"), h);
        TorchGolden.Equal(TorchGolden.Numbers("lstm", "c"), c);
    }

    [Fact]
    public void Gru_and_cell_equal_PyTorch()
    {
        manual_seed(7);
        using var gru = nn.GRU(3, 4);
        var (output, h) = gru.call(randn(5, 2, 3));
        TorchGolden.Equal(TorchGolden.Numbers("gru", "output"), output);
        TorchGolden.Equal(TorchGolden.Numbers("gru", "h"), h);
        manual_seed(7);
        using var cell = nn.LSTMCell(3, 4);
        var (h1, c1) = cell.call(randn(2, 3));
        TorchGolden.Equal(TorchGolden.Numbers("lstm_cell", "h"), h1);
        TorchGolden.Equal(TorchGolden.Numbers("lstm_cell", "c"), c1);
    }

    [Fact]
    public void Attention_equals_PyTorch()
    {
        manual_seed(7);
        using var attention = nn.MultiheadAttention(8, 2);
        Assert.Equal(["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"], attention.state_dict().Keys);
        using Tensor q = randn(3, 2, 8), k = randn(4, 2, 8), v = randn(4, 2, 8);
        using var hide = tensor(new[,] { { false, false, false, true }, { false, true, false, false } });
        var (output, weights) = attention.call(q, k, v, hide);
        TorchGolden.Equal(TorchGolden.Numbers("attention", "output"), output);
        TorchGolden.Equal(TorchGolden.Numbers("attention", "weights"), weights);
        using var causal = full(3, 3, float.NegativeInfinity).triu(1);
        var (self, none) = attention.call(q, q, q, need_weights: false, attn_mask: causal);
        TorchGolden.Equal(TorchGolden.Numbers("attention", "causal"), self);
        Assert.True(none.IsInvalid);
    }

    [Fact]
    public void Attention_over_other_sizes_equals_PyTorch()
    {
        manual_seed(7);
        using var attention = nn.MultiheadAttention(8, 2, add_bias_kv: true, add_zero_attn: true, kdim: 6, vdim: 5);
        var (output, weights) = attention.call(randn(3, 2, 8), randn(4, 2, 6), randn(4, 2, 5));
        TorchGolden.Equal(TorchGolden.Numbers("attention_other_sizes", "output"), output);
        TorchGolden.Equal(TorchGolden.Numbers("attention_other_sizes", "weights"), weights);
    }

    [Fact]
    public void Batch_norm_keeps_running_statistics()
    {
        using var norm = nn.BatchNorm1d(1);
        norm.call(tensor(new[] { 1f, 3f }).view(2, 1));
        TorchGolden.Equal([0.2], norm.running_mean!);
        TorchGolden.Equal([1.1], norm.running_var!);
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
        norm.eval();
        norm.call(ones(2, 1));
        Assert.Equal(1, norm.num_batches_tracked!.item<long>());
        Assert.Throws<ArgumentException>(() => norm.call(ones(new long[] { 1, 1, 1, 1 })));
    }

    [Fact]
    public void Initial_values_equal_PyTorch()
    {
        manual_seed(11);
        using var w = empty(3, 5);
        TorchGolden.Equal(TorchGolden.Numbers("init", "kaiming_normal"), nn.init.kaiming_normal_(w));
        TorchGolden.Equal(TorchGolden.Numbers("init", "kaiming_uniform"), nn.init.kaiming_uniform_(w));
        TorchGolden.Equal(TorchGolden.Numbers("init", "xavier_normal"), nn.init.xavier_normal_(w));
        TorchGolden.Equal(TorchGolden.Numbers("init", "xavier_uniform"), nn.init.xavier_uniform_(w));
        TorchGolden.Equal(TorchGolden.Numbers("init", "kaiming_fan_out_relu"), nn.init.kaiming_normal_(w, 0, nn.init.FanInOut.FanOut, nn.init.NonlinearityType.ReLU));
    }
}
