using CFNSR.Repro.Models.Fusion;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class CanonicalCorrelationTests
{
    /// <summary>The reference takes roots by eigendecomposition.</summary>
    [Fact]
    public void EqualsPyTorchWithItsGradients()
    {
        using var scope = NewDisposeScope();
        Golden.Check("canonical-correlation", new Nothing(), x => CanonicalCorrelation.Sum(x[0], x[1], 0.01).reshape(1),
            Golden.Exact("x", 12, 4), Golden.Exact("y", 12, 4));
    }

    [Fact]
    public void AnInvertibleMapOfTheSameVectorsCorrelatesFully()
    {
        using var scope = NewDisposeScope();
        Tensor x = Golden.Data("x", 40, 3), map = tensor(new float[] { 2, 1, 0, 0, -1, 3, 1, 0, 1 }).reshape(3, 3);
        Assert.Equal(3, CanonicalCorrelation.Sum(x, x.mm(map) + 7, 1e-9).ToDouble(), 1e-5);
    }

    /// <summary>All eigenvalues coincide here, which an eigendecomposition's gradient does not survive.</summary>
    [Fact]
    public void AStreamOfZerosGivesZeroAndFiniteGradients()
    {
        using var scope = NewDisposeScope();
        Tensor x = Golden.Data("x", 6, 3), y = zeros(6, 3);
        x.requires_grad = y.requires_grad = true;
        Tensor sum = CanonicalCorrelation.Sum(x, y, 1e-3);
        sum.backward();
        Assert.Equal(0, sum.ToDouble());
        Assert.All(Golden.Numbers(x.grad!).Concat(Golden.Numbers(y.grad!)), g => Assert.True(double.IsFinite(g)));
    }

    [Fact]
    public void NumbersThatAreNotFiniteGiveNoNumberInsteadOfAnError()
    {
        using var scope = NewDisposeScope();
        Tensor x = Golden.Data("x", 6, 3), y = x.clone();
        y[2, 1] = tensor(float.PositiveInfinity);
        Assert.True(double.IsNaN(CanonicalCorrelation.Sum(x, y, 1e-3).ToDouble()));
    }

    private sealed class Nothing : nn.Module
    {
        public Nothing() : base(nameof(Nothing)) => RegisterComponents();
    }
}
