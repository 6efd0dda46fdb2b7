using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name. They are registered when the dictionary itself is.</summary>
public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)> where T : nn.Module
{
    private readonly OrderedDict<string, T> map = new();
    private bool registered;

    public ModuleDict() : base("ModuleDict") { }

    internal ModuleDict<T> Filled(IEnumerable<(string, T)> modules)
    {
        foreach (var m in modules) Add(m);
        return this;
    }

    protected override void RegisterComponents()
    {
        if (registered) return;
        foreach (var (n, m) in map) register_module(n, m);
        registered = true;
    }

    public T this[string key] { get => map[key]; set => map[key] = value; }

    public (string, T) this[int index] { get => map[index]; set => map[index] = value; }

    public int Count => map.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => map.Keys;

    public ICollection<T> Values => map.Values;

    public IEnumerable<string> keys() => map.Keys;

    public IEnumerable<T> values() => map.Values;

    public IEnumerator<(string, T)> items() => map.GetEnumerator();

    public void Add(string key, T value) => map.Add(key, value);

    public void Add((string, T) item) => map.Add(item);

    public void Add(KeyValuePair<string, T> item) => map.Add(item);

    public void Insert(int index, (string, T) item) => map.Insert(index, item);

    public bool Remove(string key) => map.Remove(key);

    public bool Remove((string, T) item) => map.Remove(item);

    public bool Remove(KeyValuePair<string, T> item) => map.Remove(item);

    public void RemoveAt(int index) => map.RemoveAt(index);

    public void Clear() => map.Clear();

    public void clear() => map.Clear();

    public bool ContainsKey(string key) => map.ContainsKey(key);

    public bool Contains((string, T) item) => map.Contains(item);

    public bool Contains(KeyValuePair<string, T> item) => map.Contains(item);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => map.TryGetValue(key, out value);

    public int IndexOf((string, T) item) => map.IndexOf(item);

    public void CopyTo((string, T)[] array, int arrayIndex) => map.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => map.CopyTo(array, arrayIndex);

    public IEnumerator<(string, T)> GetEnumerator() => map.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)map).GetEnumerator();
}
