using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace CFNSR.Repro;

/// <summary>
/// Compares convolutions in float32 with the same in float64, which takes another path through libtorch. On processors that hide their caches oneDNN's
/// float32 kernels are wrong without any error: nothing is trained on such a machine.
/// </summary>
public static class ConvolutionCheck
{
    /// <summary>Largest error, relative to the largest value, that counts as right; float32 gives about 1e-6, wrong kernels gave 0.39 and more.</summary>
    private const double Bound = 1e-4;

    private static readonly Lazy<IReadOnlyList<(string Convolution, double Error)>> Measured = new(Measure);

    /// <summary>The convolutions with their errors, computed once a process (a few milliseconds). NaN where a result is not finite.</summary>
    public static IReadOnlyList<(string Convolution, double Error)> Errors => Measured.Value;

    /// <summary>Refuses to go on where convolutions are wrong.</summary>
    /// <exception cref="KitException">One is; the message names the remedy.</exception>
    public static void Require()
    {
        if (Problem(Errors) is { } problem) throw new KitException(problem, cure: Cure);
    }

    /// <summary>What the check found, for the doctor.</summary>
    public static DoctorLine Line() => Problem(Errors) is { } problem
        ? new("convolutions", "fail", problem, Cure)
        : new("convolutions", "ok", string.Create(CultureInfo.InvariantCulture, $"float32 agrees with float64 (largest relative error {Errors.Max(e => e.Error):E1})"));

    private const string Cure = "Unset ONEDNN_MAX_CPU_ISA so that the kit chooses, or set it to SSE41, and start again.";

    internal static string? Problem(IReadOnlyList<(string Convolution, double Error)> errors)
    {
        var wrong = errors.Where(e => !(e.Error <= Bound)).ToList();   // NaN is wrong
        if (wrong.Count == 0) return null;
        string limit = Environment.GetEnvironmentVariable("ONEDNN_MAX_CPU_ISA") is { } set ? $" under ONEDNN_MAX_CPU_ISA={set}" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"libtorch computes wrong convolutions on this processor{limit}: {string.Join(", ", wrong.Select(w => $"{w.Convolution} is off by {w.Error:P0} of the largest value"))}");
    }

    internal static IReadOnlyList<(string Convolution, double Error)> Measure()
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        using var generator = new Generator(1);
        return
        [
            ("the gradient of a 3×3 convolution of 6 channels", InputGradient([2, 6, 8, 9], [6, 6, 3, 3])),
            ("the gradient of a 3×3 convolution of 3 channels", InputGradient([2, 3, 16, 16], [8, 3, 3, 3])),
            ("a convolution of width 7 over 13 MFCC", Output([16, 13, 212], [32, 13, 7])),
        ];

        double InputGradient(long[] input, long[] kernel)
        {
            Tensor x = randn(input, generator: generator), w = randn(kernel, generator: generator);
            return Error(Gradient(x, w), Gradient(x.@double(), w.@double()));
        }

        static Tensor Gradient(Tensor x, Tensor w)
        {
            Tensor input = x.detach().requires_grad_(true);
            conv2d(input, w, padding: [1, 1]).square().sum().backward();
            return input.grad!;
        }

        double Output(long[] input, long[] kernel)
        {
            Tensor x = randn(input, generator: generator), w = randn(kernel, generator: generator);
            return Error(conv1d(x, w, padding: 2), conv1d(x.@double(), w.@double(), padding: 2));
        }

        static double Error(Tensor single, Tensor right) => ((single.@double() - right).abs().max() / right.abs().max()).ToDouble();
    }
}
