using System.Globalization;

namespace CFNSR.Repro;

/// <summary>What <see cref="Kit.Start"/> chose.</summary>
/// <param name="Device">Where tensors live, such as "cpu" or "cuda:0".</param>
/// <param name="Version">The kit's version and commit.</param>
/// <param name="LibTorch">libtorch's version.</param>
/// <param name="Threads">CPU threads of the tensor library.</param>
/// <param name="CudaProblem">Why there is no CUDA, or null when there is.</param>
public sealed record KitSession(string Device, string Version, string LibTorch, int Threads, string? CudaProblem)
{
    /// <summary>One line for the notebook.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"CFNSR.Repro {Version} on {Device} ({Threads} thread{(Threads == 1 ? "" : "s")}), libtorch {LibTorch}{(CudaProblem is null ? "" : $"; no CUDA: {CudaProblem}")}");
}
