using System.Diagnostics;

namespace CFNSR.Repro.Tests;

public sealed class ConvolutionCheckTests
{
    [Fact]
    public void Convolutions_agree_with_double_precision_here()
    {
        ConvolutionCheck.Require();
        Assert.Equal(3, ConvolutionCheck.Errors.Count);
        Assert.All(ConvolutionCheck.Errors, e => Assert.InRange(e.Error, 1e-9, 1e-5));   // exactly 0 would mean that nothing was compared
    }

    [Fact]
    public void It_takes_no_time_worth_mentioning()
    {
        _ = ConvolutionCheck.Measure();
        var clock = Stopwatch.StartNew();
        _ = ConvolutionCheck.Measure();
        Assert.InRange(clock.ElapsedMilliseconds, 0, 50);
    }

    [Fact]
    public void It_leaves_the_random_numbers_of_the_program_alone()
    {
        using var state = TorchSharp.torch.get_rng_state();
        _ = ConvolutionCheck.Measure();
        using var after = TorchSharp.torch.get_rng_state();
        Assert.True(state.Equals(after));
    }

    /// <summary>The errors that were measured on a machine that hides its caches; NaN is what its gradients were at times.</summary>
    [Theory]
    [InlineData(0.68, 3e-7, 3e-7, "the gradient")]
    [InlineData(3e-7, 3e-7, 0.39, "a convolution")]
    [InlineData(double.NaN, 3e-7, 3e-7, "the gradient")]
    public void A_wrong_or_not_finite_one_is_named_with_the_remedy(double first, double second, double third, string named)
    {
        string problem = ConvolutionCheck.Problem([("the gradient", first), ("another gradient", second), ("a convolution", third)])!;
        Assert.Contains($"{named} is off by", problem, StringComparison.Ordinal);
        Assert.Single(problem.Split("is off by").Skip(1));
        Assert.Null(ConvolutionCheck.Problem([("the gradient", 1e-6), ("another gradient", 1e-6), ("a convolution", 1e-6)]));
    }
}
