using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules in a row. Results between them are disposed at once.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> list = [];

    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        foreach (var (n, m) in modules) append(n, m);
    }

    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        foreach (var m in modules) append(m);
    }

    internal Sequential() : base(nameof(Sequential)) { }

    private IEnumerable<(string Name, nn.Module Module)> Parts => list.Select(p => (p.Name, (nn.Module)p.Module));

    public int Count => list.Count;

    public nn.IModule<Tensor, Tensor> this[int index] => list[index].Module;

    public Sequential this[Range index]
    {
        get
        {
            var part = new Sequential();
            foreach (var (n, m) in list[index]) part.append(n, m);
            return part;
        }
    }

    public Sequential this[(int? start, int? end) index] => this[(index.start ?? 0)..(index.end ?? Count)];

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(list.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        list.Add((name, module));
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (list.Count == 0) return tensor.alias();
        var t = list[0].Module.call(tensor);
        for (var i = 1; i < list.Count; i++)
        {
            var next = list[i].Module.call(t);
            t.Dispose();
            t = next;
        }
        return t;
    }

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
        recurse ? Parts.SelectMany(m => m.Module.named_parameters(true).Select(p => ($"{m.Name}.{p.name}", p.parameter))).DistinctBy(p => p.parameter.Handle) : [];

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true) =>
        recurse ? Parts.SelectMany(m => m.Module.named_buffers(true, include_persistent).Select(b => ($"{m.Name}.{b.name}", b.buffer))).DistinctBy(b => b.buffer.Handle) : [];

    public override IEnumerable<(string name, nn.Module module)> named_children() => Parts;

    public override IEnumerable<(string name, nn.Module module)> named_modules()
    {
        foreach (var part in Parts) yield return part;
        foreach (var (n, m) in Parts)
            foreach (var (below, module) in m.named_modules()) yield return ($"{n}.{below}", module);
    }

    public override nn.Module apply(Action<nn.Module> fn)
    {
        foreach (var (_, m) in Parts) m.apply(fn);
        fn(this);
        return this;
    }

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking)
    {
        foreach (var (_, m) in Parts) m._to(device, dtype, non_blocking);
        return this;
    }

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
    {
        foreach (var (_, m) in Parts) m._to(deviceType, deviceIndex, non_blocking);
        return this;
    }

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking)
    {
        foreach (var (_, m) in Parts) m._to(dtype, non_blocking);
        return this;
    }
}
