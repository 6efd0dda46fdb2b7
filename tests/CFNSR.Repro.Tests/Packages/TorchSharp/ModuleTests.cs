using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Packages;

public sealed class ModuleTests
{
    private class Base : nn.Module<Tensor, Tensor>
    {
        private readonly Linear _inner = nn.Linear(2, 2);

        protected Base(string name) : base(name) { }

        public override Tensor forward(Tensor input) => _inner.call(input);
    }

    private sealed class Sample : Base
    {
        private readonly Linear fc = nn.Linear(2, 3);
        private readonly Parameter scale = nn.Parameter(ones(2));
        private readonly Tensor counts = zeros(3);
        private readonly Linear[] lost = [nn.Linear(2, 2)];
        private readonly ModuleList<Linear> list = nn.ModuleList(nn.Linear(2, 2), nn.Linear(2, 1));
        private readonly Sequential seq = nn.Sequential(("first", nn.Linear(2, 2)), ("act", nn.ReLU()), ("bn", nn.BatchNorm1d(2)));
        [ComponentName(Name = "renamed")] private readonly Linear other = nn.Linear(1, 1, hasBias: false);

        public Sample(bool register = true) : base(nameof(Sample))
        {
            if (register) RegisterComponents();
        }

        public Linear Auto { get; } = nn.Linear(1, 1, hasBias: false);

        public int Lost => lost.Length;
    }

    [Fact]
    public void State_dict_keys_are_field_names()
    {
        using var module = new Sample();
        string[] expected =
        [
            "scale", "fc.weight", "fc.bias", "list.0.weight", "list.0.bias", "list.1.weight", "list.1.bias",
            "seq.first.weight", "seq.first.bias", "seq.bn.weight", "seq.bn.bias", "renamed.weight", "<Auto>k__BackingField.weight", "_inner.weight", "_inner.bias",
            "counts", "seq.bn.running_mean", "seq.bn.running_var", "seq.bn.num_batches_tracked",
        ];
        Assert.Equal(expected.Order(), module.state_dict().Keys.Order());
        Assert.Equal("scale", module.state_dict().Keys.First());
        Assert.Equal(14 + 1, module.named_parameters().Count());
    }

    [Fact]
    public void Without_registration_the_state_dict_is_empty()
    {
        using var module = new Sample(register: false);
        Assert.Empty(module.state_dict());
    }

    [Fact]
    public void Train_and_eval_reach_every_module()
    {
        using var module = new Sample();
        module.eval();
        Assert.False(module.training);
        Assert.All(module.modules(), m => Assert.False(m.training));
        module.train();
        Assert.All(module.modules(), m => Assert.True(m.training));
    }

    [Fact]
    public void Moving_the_type_replaces_fields_and_lists()
    {
        using var module = new Sample();
        module.to(ScalarType.Float64);
        Assert.All(module.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.Equal(ScalarType.Int64, module.get_buffer("seq.bn.num_batches_tracked")!.dtype);
        Assert.Equal(ScalarType.Float64, module.call(ones(1, 2, ScalarType.Float64)).dtype);
    }

    [Fact]
    public void Call_runs_hooks_and_forward_does_not()
    {
        using var layer = nn.Linear(2, 2);
        var calls = 0;
        var remover = layer.register_forward_hook((_, _, output) => { calls++; return output; });
        layer.call(ones(1, 2));
        layer.forward(ones(1, 2));
        Assert.Equal(1, calls);
        remover.remove();
        layer.call(ones(1, 2));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Saved_bytes_follow_the_format()
    {
        using var layer = nn.Linear(2, 1);
        using (no_grad())
        {
            layer.weight.copy_(tensor(new[] { 1f, -2f }).view(1, 2));
            layer.bias!.fill_(0.5f);
        }
        var memory = new MemoryStream();
        layer.save(new BinaryWriter(memory));
        byte[] expected =
        [
            2,                                                   // entries
            6, .. "weight"u8, 6, 2, 1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0,   // Float32, two dimensions, (1, 2), 1 and -2
            4, .. "bias"u8, 6, 1, 1, 0, 0, 0, 0x3f,
        ];
        Assert.Equal(expected, memory.ToArray());
    }

    [Fact]
    public void Sizes_above_127_take_two_bytes()
    {
        using var module = new Sample();
        module.register_buffer("wide", zeros(300, ScalarType.Byte));
        var memory = new MemoryStream();
        module.get_buffer("wide")!.Save(new BinaryWriter(memory));
        Assert.Equal([0, 1, 0xac, 0x02], memory.ToArray()[..4]);
        Assert.Equal(304, memory.Length);
    }

    [Fact]
    public void Load_restores_and_refuses_what_does_not_fit()
    {
        using var one = new Sample();
        using var two = new Sample();
        var memory = new MemoryStream();
        one.save(new BinaryWriter(memory));
        memory.Position = 0;
        two.load(new BinaryReader(memory));
        foreach (var (key, value) in one.state_dict()) Assert.True(value.Equals(two.state_dict()[key]), key);

        using var wide = nn.Linear(3, 1);
        using var narrow = nn.Linear(2, 1);
        var other = new MemoryStream();
        wide.save(new BinaryWriter(other));
        other.Position = 0;
        Assert.Throws<ArgumentException>(() => narrow.load(new BinaryReader(other)));
        other.Position = 0;
        Assert.Throws<ArgumentException>(() => nn.Linear(3, 1).to(ScalarType.Float64).load(new BinaryReader(other)));
    }

    [Fact]
    public void A_disposed_module_frees_its_parameters()
    {
        var module = new Sample();
        var weight = module.get_parameter("fc.weight")!;
        module.Dispose();
        Assert.True(weight.IsInvalid);
    }
}
