using CFNSR.Repro.Figures;
using CFNSR.Repro.Models;
using CFNSR.Repro.Models.Encoders;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Figures;

public class LayerTableTests
{
    [Fact]
    public void Layers_have_their_own_names_weights_and_counts()
    {
        using var network = new MfccCnn(new AudioOptions(), 8);
        var table = LayerTable.Create(network);
        Assert.Equal("MfccCnn: 34,024 parameters", table.Caption);
        Assert.Equal(["conv1", "bn1", "conv2", "bn2", "dropout1", "conv3", "bn3", "dropout2", "fc1"], table.Rows.Select(row => row[0]));
        Assert.Equal(["conv1", "Conv1d", "(32, 13, 7) (32)", "2,944"], table.Rows[0]);
        Assert.Equal(["dropout1", "Dropout", "", "0"], table.Rows[4]);
    }

    [Fact]
    public void Deeper_layers_stand_below_their_own()
    {
        using var network = new ResNeXt3D(new VideoOptions { Blocks = [1, 1, 1, 1], Width = 4, Cardinality = 2 });
        var names = LayerTable.Create(network, 3).Rows.Select(row => row[0]).ToList();
        Assert.Equal(["layer1", "layer1.0", "layer1.0.conv1"], names.Where(name => name.StartsWith("layer1", StringComparison.Ordinal)).Take(3));
        Assert.Contains("layer2.0.downsample", names);
    }

    [Fact]
    public void A_run_shows_what_goes_in_and_comes_out_and_leaves_no_hook()
    {
        using var scope = NewDisposeScope();
        using var network = new MfccCnn(new AudioOptions());
        network.eval();
        Tensor input = zeros(2, 13, 212);
        var table = LayerTable.Trace(network, () => network.call(input));
        Assert.Equal(["conv1", "Conv1d", "(2, 13, 212)", "(2, 32, 210)", "2,944"], table.Rows[0]);
        Assert.Equal(["bn3", "BatchNorm1d", "(2, 64, 26)", "(2, 64, 26)", "128"], table.Rows[^1]);
        int rows = table.Rows.Count;
        network.call(input);
        Assert.Equal(rows, table.Rows.Count);
    }
}
