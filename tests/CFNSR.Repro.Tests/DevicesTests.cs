namespace CFNSR.Repro.Tests;

public class DevicesTests
{
    [Fact]
    public void The_cpu_is_always_there() => Assert.Equal(TorchSharp.DeviceType.CPU, Devices.Resolve("cpu").type);

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:-1")]
    [InlineData("CPU")]
    public void An_unknown_word_is_refused(string word) =>
        Assert.Equal("auto, cpu, cuda or cuda:n", Assert.Throws<KitException>(() => Devices.Resolve(word)).Expected);

    [Fact]
    public void Asking_for_cuda_where_there_is_none_says_why()
    {
        Assert.SkipUnless(Devices.CudaProblem() is not null, "this machine has CUDA");
        var error = Assert.Throws<KitException>(() => Devices.Resolve("cuda"));
        Assert.Contains(Devices.CudaProblem()!, error.Message);
        Assert.Equal(TorchSharp.DeviceType.CPU, Devices.Resolve("auto").type);
    }
}
