using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the recurrent layers share: their weights under PyTorch's names and in its order.</summary>
internal static class RecurrentWeights
{
    internal static IEnumerable<(string Name, Parameter Value)> Make(int gates, long input, long hidden, long layers, bool bias, bool bidirectional, Device? device, ScalarType? dtype)
    {
        var bound = hidden > 0 ? 1 / Math.Sqrt(hidden) : 0;
        Parameter Draw(params long[] sizes)
        {
            var p = new Parameter(empty(sizes, dtype, device));
            nn.init.uniform_(p, -bound, bound);
            return p;
        }
        var directions = bidirectional ? 2 : 1;
        for (var layer = 0; layer < layers; layer++)
        {
            for (var d = 0; d < directions; d++)
            {
                var end = $"l{layer}" + (d == 1 ? "_reverse" : "");
                yield return ($"weight_ih_{end}", Draw(gates * hidden, layer == 0 ? input : hidden * directions));
                yield return ($"weight_hh_{end}", Draw(gates * hidden, hidden));
                if (!bias) continue;
                yield return ($"bias_ih_{end}", Draw(gates * hidden));
                yield return ($"bias_hh_{end}", Draw(gates * hidden));
            }
        }
    }
}

public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
{
    private readonly long hidden, layers;
    private readonly bool bias, batchFirst, bidirectional;
    private readonly double dropout;

    internal LSTM(long input, long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype) : base(nameof(LSTM))
    {
        (this.hidden, this.layers, this.bias, this.batchFirst, this.dropout, this.bidirectional) = (hidden, layers, bias, batchFirst, dropout, bidirectional);
        foreach (var (n, p) in RecurrentWeights.Make(4, input, hidden, layers, bias, bidirectional, device, dtype)) register_parameter(n, p);
    }

    public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
    {
        Tensor Zeros() => zeros([layers * (bidirectional ? 2 : 1), input.size(batchFirst ? 0 : 1), hidden], input.dtype, input.device);
        using var scope = NewDisposeScope();
        var (h0, c0) = h0_c0 ?? (Zeros(), Zeros());
        var (output, h, c) = Aten.Three("lstm.input", input, new[] { h0, c0 }, parameters().ToArray<Tensor>(), bias, layers, dropout, training, bidirectional, batchFirst);
        return scope.MoveToOuter(output, h, c);
    }

    public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

    /// <summary>Nothing to do: the weights are used where they lie.</summary>
    public void flatten_parameters() { }
}

public sealed class GRU : nn.Module<Tensor, Tensor, (Tensor, Tensor)>
{
    private readonly long hidden, layers;
    private readonly bool bias, batchFirst, bidirectional;
    private readonly double dropout;

    internal GRU(long input, long hidden, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype) : base(nameof(GRU))
    {
        (this.hidden, this.layers, this.bias, this.batchFirst, this.dropout, this.bidirectional) = (hidden, layers, bias, batchFirst, dropout, bidirectional);
        foreach (var (n, p) in RecurrentWeights.Make(3, input, hidden, layers, bias, bidirectional, device, dtype)) register_parameter(n, p);
    }

    public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
    {
        using var scope = NewDisposeScope();
        h0 ??= zeros([layers * (bidirectional ? 2 : 1), input.size(batchFirst ? 0 : 1), hidden], input.dtype, input.device);
        var (output, h) = Aten.Two("gru.input", input, h0, parameters().ToArray<Tensor>(), bias, layers, dropout, training, bidirectional, batchFirst);
        return scope.MoveToOuter(output, h);
    }

    public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0!);

    /// <summary>Nothing to do: the weights are used where they lie.</summary>
    public void flatten_parameters() { }
}

public sealed class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
{
    private readonly long hidden;

    internal LSTMCell(long input, long hidden, bool bias, Device? device, ScalarType? dtype) : base(nameof(LSTMCell))
    {
        this.hidden = hidden;
        foreach (var (n, p) in RecurrentWeights.Make(4, input, hidden, 1, bias, false, device, dtype)) register_parameter(n[..^3], p);
    }

    public Parameter? weight_ih { get => Held(nameof(weight_ih)); set => Hold(nameof(weight_ih), value); }
    public Parameter? weight_hh { get => Held(nameof(weight_hh)); set => Hold(nameof(weight_hh), value); }
    public Parameter? bias_ih { get => Held(nameof(bias_ih)); set => Hold(nameof(bias_ih), value); }
    public Parameter? bias_hh { get => Held(nameof(bias_hh)); set => Hold(nameof(bias_hh), value); }

    public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
    {
        using var scope = NewDisposeScope();
        var (h0, c0) = h0_c0 ?? (zeros([input.size(0), hidden], input.dtype, input.device), zeros([input.size(0), hidden], input.dtype, input.device));
        var (h, c) = Aten.Two("lstm_cell", input, new[] { h0, c0 }, weight_ih, weight_hh, bias_ih, bias_hh);
        return scope.MoveToOuter(h, c);
    }

    public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);
}
