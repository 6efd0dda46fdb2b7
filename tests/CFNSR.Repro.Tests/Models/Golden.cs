using System.Text;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models;

/// <summary>
/// Reads tests/golden/models/golden.json and repeats its formula for weights and inputs (make_golden.py). The file was computed in
/// float64, and what is compared with it runs in float64: that leaves no room for the rounding of one version of libtorch.
/// </summary>
internal static class Golden
{
    /// <summary>Share of a tensor's mean absolute value, or of the number itself where that is larger. The file holds 13 digits; seen at most: 2e-12, behind mcbp's steep signed root 1.3e-11.</summary>
    private const double Tolerance = 1e-10;

    /// <summary>What a gradient may hold that is zero by nature (a shift in front of a softmax or a batch normalisation). Seen at most: 3e-13.</summary>
    private const double Zero = 1e-11;

    private static readonly Lazy<JsonDocument> Document = new(() => JsonDocument.Parse(File.ReadAllText(TestData.Golden("models", "golden.json"))));

    public static JsonElement Layer(string name) => Document.Value.RootElement.GetProperty("layers").GetProperty(name);

    public static JsonElement System(string name) => Document.Value.RootElement.GetProperty("systems").GetProperty(name);

    /// <summary>Numbers in [-1, 1) from a name and an index.</summary>
    public static double[] Uniform(string name, long count)
    {
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 16777619;
        var values = new double[count];
        for (long i = 0; i < count; i++)
        {
            uint x = unchecked((uint)i * 0x9E3779B1u + hash);
            x = (x ^ (x >> 16)) * 0x85EBCA6Bu;
            x = (x ^ (x >> 13)) * 0xC2B2AE35u;
            x ^= x >> 16;
            values[i] = x / 2147483648.0 - 1;
        }
        return values;
    }

    /// <summary>An input in single precision, the type that is trained in.</summary>
    public static Tensor Data(string name, params long[] shape) => Exact(name, shape).to(ScalarType.Float32);

    /// <summary>An input as make_golden.py has it, in double precision.</summary>
    public static Tensor Exact(string name, params long[] shape) =>
        tensor(Uniform(name, shape.Aggregate(1L, (a, b) => a * b))).reshape(shape);

    /// <summary>Overwrites every parameter and buffer, each in its own type.</summary>
    public static T Fill<T>(T module) where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (name, target) in module.state_dict())
        {
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            {
                target.zero_();
                continue;
            }
            if (name.EndsWith("sketch.index", StringComparison.Ordinal))
            {
                target.copy_(tensor(Array.ConvertAll(Uniform(name, target.numel()), u => (long)((u + 1) / 2 * 50))));
                continue;
            }
            if (name.EndsWith("sketch.sign", StringComparison.Ordinal))
            {
                target.copy_(tensor(Array.ConvertAll(Uniform(name, target.numel()), u => u < 0 ? -1.0 : 1.0)));
                continue;
            }
            double bound = Math.Sqrt(3.0 / (target.numel() / Math.Max(1, target.shape[0])));
            bool vector = target.ndim == 1;
            Func<double, double> map =
                name.EndsWith("running_var", StringComparison.Ordinal) ? u => 1 + 0.5 * u
                : name.EndsWith("running_mean", StringComparison.Ordinal) ? u => 0.2 * u
                : name.Split('.')[^1].Contains("bias", StringComparison.Ordinal) ? u => 0.1 * u
                : vector ? u => 1 + 0.2 * u
                : u => u * bound;
            target.copy_(tensor(Array.ConvertAll(Uniform(name, target.numel()), u => map(u))).reshape(target.shape));
        }
        return module;
    }

    public static double[] Numbers(Tensor value)
    {
        using Tensor flat = value.detach().to(ScalarType.Float64).cpu().reshape(-1).contiguous();
        return flat.data<double>().ToArray();
    }

    /// <summary>Compares whole tensors.</summary>
    public static void Same(JsonElement expected, Tensor actual, string what, double tolerance = Tolerance)
    {
        double[] wanted = [.. expected.EnumerateArray().Select(e => e.GetDouble())], got = Numbers(actual);
        Assert.True(wanted.Length == got.Length, $"{what}: {got.Length} numbers instead of {wanted.Length}");
        double scale = wanted.Length == 0 ? 0 : wanted.Average(Math.Abs);
        for (int i = 0; i < wanted.Length; i++) Near(wanted[i], got[i], tolerance * Math.Max(scale, Math.Abs(wanted[i])), $"{what}[{i}]");
    }

    /// <summary>Compares sum, sum of absolute values and up to five entries, in double precision.</summary>
    public static void SameSample(JsonElement expected, Tensor actual, string what)
    {
        Assert.True(actual.dtype == ScalarType.Float64, $"{what} is {actual.dtype}");
        double[] wanted = [.. expected.EnumerateArray().Select(e => e.GetDouble())], got = Numbers(actual);
        double total = wanted[1], mean = total / got.Length;
        Near(wanted[0], got.Sum(), Tolerance * total + Zero * got.Length, what + " sum");
        Near(total, got.Sum(Math.Abs), Tolerance * total + Zero * got.Length, what + " sum of absolute values");
        int[] picks = [.. Enumerable.Range(0, 5).Select(i => (int)Math.Round(i * (got.Length - 1) / 4.0)).Distinct()];
        for (int i = 0; i < picks.Length; i++)
            Near(wanted[2 + i], got[picks[i]], Tolerance * Math.Max(mean, Math.Abs(wanted[2 + i])) + Zero, $"{what}[{picks[i]}]");
    }

    /// <summary>Compares every trained parameter's gradient with the case's "gradients".</summary>
    public static void SameGradients(JsonElement expected, nn.Module module)
    {
        var seen = new HashSet<string>();
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (!parameter.requires_grad) continue;
            Assert.True(expected.TryGetProperty(name, out JsonElement sample), $"no reference gradient for {name}");
            seen.Add(name);
            if (parameter.grad is Tensor gradient) SameSample(sample, gradient, name + ".grad");
            else Assert.True(sample[1].GetDouble() == 0, $"{name} got no gradient");
        }
        Assert.Equal([], expected.EnumerateObject().Select(p => p.Name).Where(n => !seen.Contains(n)));
    }

    /// <summary>
    /// Output, parameter gradients and input gradients of a layer in training mode, under the loss sum(output * probe).
    /// </summary>
    public static void Check(string name, nn.Module module, Func<Tensor[], Tensor> call, params Tensor[] inputs)
    {
        JsonElement expected = Layer(name);
        Fill(module.to(ScalarType.Float64));
        module.train();
        foreach (Tensor input in inputs) input.requires_grad = true;
        Tensor output = call(inputs);
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()), output.shape);
        SameSample(expected.GetProperty("output"), output, "output");
        (output * Exact("probe", output.shape)).sum().backward();
        SameGradients(expected.GetProperty("gradients"), module);
        for (int i = 0; i < inputs.Length; i++) SameSample(expected.GetProperty("inputs")[i], inputs[i].grad!, $"input {i}.grad");
    }

    private static void Near(double wanted, double got, double tolerance, string what) =>
        Assert.True(Math.Abs(wanted - got) <= tolerance, FormattableString.Invariant($"{what}: {got:R} instead of {wanted:R} (tolerance {tolerance:R})"));
}
