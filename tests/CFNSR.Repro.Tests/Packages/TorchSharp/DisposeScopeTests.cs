using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Packages;

public sealed class DisposeScopeTests
{
    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        Tensor inside, kept, detached;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inside = ones(2);
                kept = ones(2).MoveToOuterDisposeScope();
                detached = ones(2).DetachFromDisposeScope();
            }
            Assert.True(inside.IsInvalid);
            Assert.False(kept.IsInvalid);
            Assert.True(outer.Contains(kept));
            Assert.Throws<InvalidOperationException>(() => inside.shape);
        }
        Assert.True(kept.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() => other = ones(2));
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(other!));
        other!.Dispose();
    }

    [Fact]
    public void Registered_parameters_and_gradients_survive_a_scope()
    {
        Linear layer;
        using (NewDisposeScope())
        {
            layer = nn.Linear(2, 2);
            layer.call(ones(1, 2)).sum().backward();
        }
        Assert.False(layer.weight.IsInvalid);
        using var grad = layer.weight.grad;
        Assert.NotNull(grad);
        layer.Dispose();
    }

    [Fact]
    public void A_parameter_empties_its_tensor()
    {
        using var data = ones(2);
        using var p = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(p.requires_grad);
    }

    [Fact]
    public void Training_keeps_the_number_of_tensors()
    {
        using var model = nn.Sequential(("fc", nn.Linear(4, 8)), ("act", nn.ReLU()), ("drop", nn.Dropout(0.1)), ("out", nn.Linear(8, 3)));
        using var lstm = nn.LSTM(3, 3);
        using var attention = nn.MultiheadAttention(3, 1);
        using var optimizer = optim.Adam(model.parameters().Concat(lstm.parameters()).Concat(attention.parameters()));
        using var x = randn(5, 4);
        using var labels = zeros(5, ScalarType.Int64);
        long afterThree = 0;
        for (var step = 1; step <= 30; step++)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                var hidden = model.call(x).unsqueeze(1);
                var output = attention.call(lstm.call(hidden).Item1, hidden, hidden).Item1.squeeze(1);
                nn.functional.cross_entropy(output, labels).backward();
                optimizer.step();
            }
            if (step == 3) afterThree = Live;
        }
        Assert.Equal(afterThree, Live);
    }
}
