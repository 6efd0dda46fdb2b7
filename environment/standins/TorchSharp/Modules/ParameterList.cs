using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters by index.</summary>
public class ParameterList : nn.Module, IList<Parameter>
{
    private readonly List<Parameter> list = [];
    private bool registered;

    public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => list.AddRange(parameters ?? []);

    protected override void RegisterComponents()
    {
        if (registered) return;
        for (var i = 0; i < list.Count; i++) register_parameter($"{i}", list[i]);
        registered = true;
    }

    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (!ReplaceParameter(dtype, device, list[i], out var p)) continue;
            list[i].Dispose();
            list[i] = p;
            ConditionallyRegisterParameter($"{i}", p);
        }
    }

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) => list.Select((p, i) => ($"{i}", p));

    public override bool has_parameter(string target) => get_parameter(target) is not null;

    public override Parameter? get_parameter(string target) => int.TryParse(target, out var i) && i >= 0 && i < list.Count ? list[i] : null;

    public Parameter this[int index] { get => list[index]; set => list[index] = value; }

    public int Count => list.Count;

    public bool IsReadOnly => false;

    public void Add(Parameter item) => list.Add(item);

    public void append(params Parameter[] parameters) => list.AddRange(parameters ?? []);

    public void extend(IEnumerable<Parameter> parameters) => list.AddRange(parameters);

    public void Insert(int index, Parameter item) => list.Insert(index, item);

    public bool Remove(Parameter item) => IndexOf(item) is var i && i >= 0 && Removed(i);

    private bool Removed(int index)
    {
        list.RemoveAt(index);
        return true;
    }

    public void RemoveAt(int index) => list.RemoveAt(index);

    public void Clear() => list.Clear();

    public bool Contains(Parameter item) => list.Any(p => ReferenceEquals(p, item));

    public int IndexOf(Parameter item) => list.FindIndex(p => ReferenceEquals(p, item));

    public void CopyTo(Parameter[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    public IEnumerator<Parameter> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => list.GetEnumerator();
}
