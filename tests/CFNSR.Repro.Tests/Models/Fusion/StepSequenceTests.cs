using CFNSR.Repro.Models.Fusion;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models.Fusion;

public sealed class StepSequenceTests
{
    [Fact]
    public void VideoIsAveragedOverSpaceAndStretched()
    {
        using var scope = NewDisposeScope();
        Golden.Check("step-sequence-video", new Nothing(), x => StepSequence.Of(x[0], 5), Golden.Exact("x", 2, 6, 2, 3, 3));
    }

    [Fact]
    public void AudioIsShortened()
    {
        using var scope = NewDisposeScope();
        Golden.Check("step-sequence-audio", new Nothing(), x => StepSequence.Of(x[0], 5), Golden.Exact("x", 2, 6, 9));
    }

    [Fact]
    public void AsManyStepsAsThereAreStayAsTheyAre()
    {
        using var scope = NewDisposeScope();
        Tensor map = Golden.Data("x", 2, 6, 9);
        Assert.Equal(Golden.Numbers(map.transpose(1, 2)), Golden.Numbers(StepSequence.Of(map, 9)));
    }

    [Fact]
    public void OneVideoStepIsRepeated()
    {
        using var scope = NewDisposeScope();
        Tensor steps = StepSequence.Of(Golden.Data("x", 2, 6, 1, 3, 3), 4); // (2, 4, 6)
        for (int t = 1; t < 4; t++) Assert.Equal(Golden.Numbers(steps.select(1, 0)), Golden.Numbers(steps.select(1, t)));
    }

    private sealed class Nothing : nn.Module
    {
        public Nothing() : base(nameof(Nothing)) => RegisterComponents();
    }
}
