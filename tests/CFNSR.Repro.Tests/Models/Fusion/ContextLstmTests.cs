using CFNSR.Repro.Models.Fusion;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class ContextLstmTests
{
    [Fact]
    public void EqualsPyTorch()
    {
        using var scope = NewDisposeScope();
        var lstm = new ContextLstm(10, 6);
        Golden.Check("context-lstm", lstm, x => lstm.call(x[0]), Golden.Exact("x", 3, 5, 10));
    }
}
