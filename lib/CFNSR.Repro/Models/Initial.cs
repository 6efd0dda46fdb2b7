using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>Linear layers with their initial weights.</summary>
internal static class Initial
{
    /// <summary>Xavier-uniform weights, zero bias.</summary>
    public static Linear Xavier(long input, long output)
    {
        Linear linear = nn.Linear(input, output);
        nn.init.xavier_uniform_(linear.weight);
        nn.init.zeros_(linear.bias!);
        return linear;
    }

    /// <summary>Zero weights, zero bias.</summary>
    public static Linear Zero(long input, long output)
    {
        Linear linear = nn.Linear(input, output);
        nn.init.zeros_(linear.weight);
        nn.init.zeros_(linear.bias!);
        return linear;
    }
}
