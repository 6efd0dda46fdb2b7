using System.Globalization;
using static TorchSharp.torch;

namespace CFNSR.Repro.Figures;

/// <summary>The layers of a network, read from the module itself: its own names, numbers of parameters and, where it is run once, the shapes that come out.</summary>
public static class LayerTable
{
    /// <summary>Name, kind, weights and parameters of each layer. Nothing is computed, so that it works at any size.</summary>
    /// <param name="network">The network or a part of it.</param>
    /// <param name="depth">How far down: 1 shows its direct parts, 2 their parts as well.</param>
    public static FigureTable Create(nn.Module network, int depth = 1) => new(
        string.Create(CultureInfo.InvariantCulture, $"{network.GetName()}: {Count(network):N0} parameters"), ["layer", "kind", "weights", "parameters"],
        [.. Layers(network, depth).Select(layer => (string[])[layer.Name, Kind(layer.Module), Weights(layer.Module), Count(layer.Module).ToString("N0", CultureInfo.InvariantCulture)])]);

    /// <summary>Runs the network once and writes down the shape that comes out of each layer, in the order in which they finish.</summary>
    /// <param name="network">The network or a part of it.</param>
    /// <param name="run">Runs it, for example <c>() => model.call(video, audio)</c>.</param>
    /// <param name="depth">How far down.</param>
    /// <returns>Layers that are not called as a module of one input (a cross-modal block) are left out; their parts are not.</returns>
    public static FigureTable Trace(nn.Module network, Action run, int depth = 1)
    {
        var rows = new List<string[]>();
        var removals = new List<Action>();
        foreach (var (name, module) in Layers(network, depth))
        {
            if (module is not nn.Module<Tensor, Tensor> typed) continue;
            var hook = typed.register_forward_hook((_, input, output) =>
            {
                rows.Add([name, Kind(module), Shape(input.shape), Shape(output.shape), Count(module).ToString("N0", CultureInfo.InvariantCulture)]);
                return output;
            });
            removals.Add(hook.remove);
        }
        try
        {
            using var scope = NewDisposeScope();
            run();
        }
        finally
        {
            foreach (var remove in removals) remove();
        }
        return new FigureTable($"{network.GetName()}: what goes in and comes out", ["layer", "kind", "in", "out", "parameters"], rows);
    }

    /// <summary>A shape as the text writes it: (N, 64, 26).</summary>
    /// <param name="shape">The sizes.</param>
    public static string Shape(IEnumerable<long> shape) => $"({string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))})";

    private static IEnumerable<(string Name, nn.Module Module)> Layers(nn.Module network, int depth) => network.named_children().SelectMany(child =>
        depth <= 1 ? [child] : Layers(child.module, depth - 1).Select(below => ($"{child.name}.{below.Name}", below.Module)).Prepend(child));

    private static string Kind(nn.Module module) => module.GetType().Name.Split('`')[0];

    private static string Weights(nn.Module module) => string.Join(" ", module.named_parameters(recurse: false).Select(p => Shape(p.parameter.shape)));

    private static long Count(nn.Module module) => module.parameters().Sum(p => p.numel());
}
