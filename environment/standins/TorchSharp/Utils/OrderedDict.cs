using System.Collections;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps the order of insertion.</summary>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)> where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> map = new();
    private readonly List<(TKey, TValue)> list = [];

    public OrderedDict() { }

    public int Count => list.Count;

    public bool IsReadOnly => false;

    public ICollection<TKey> Keys => list.Select(p => p.Item1).ToList();

    public ICollection<TValue> Values => list.Select(p => p.Item2).ToList();

    public TValue this[TKey key]
    {
        get => map[key];
        set
        {
            if (!map.ContainsKey(key)) { Add(key, value); return; }
            map[key] = value;
            list[Where(key)] = (key, value);
        }
    }

    public (TKey, TValue) this[int index]
    {
        get => list[index];
        set
        {
            map.Remove(list[index].Item1);
            map.Add(value.Item1, value.Item2);
            list[index] = value;
        }
    }

    private int Where(TKey key) => list.FindIndex(p => EqualityComparer<TKey>.Default.Equals(p.Item1, key));

    public void Add(TKey key, TValue value)
    {
        map.Add(key, value);
        list.Add((key, value));
    }

    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    public void Insert(int index, (TKey, TValue) item)
    {
        map.Add(item.Item1, item.Item2);
        list.Insert(index, item);
    }

    public bool Remove(TKey key)
    {
        if (!map.Remove(key)) return false;
        list.RemoveAt(Where(key));
        return true;
    }

    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);

    public bool Remove(KeyValuePair<TKey, TValue> item) => Contains(item) && Remove(item.Key);

    public void RemoveAt(int index) => Remove(list[index].Item1);

    public void Clear()
    {
        map.Clear();
        list.Clear();
    }

    public void clear() => Clear();

    public bool ContainsKey(TKey key) => map.ContainsKey(key);

    public bool Contains((TKey, TValue) item) => list.Contains(item);

    public bool Contains(KeyValuePair<TKey, TValue> item) => ((IDictionary<TKey, TValue>)map).Contains(item);

    public bool TryGetValue(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) => map.TryGetValue(key, out value);

    public int IndexOf((TKey, TValue) item) => list.IndexOf(item);

    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var (k, v) in list) array[arrayIndex++] = new(k, v);
    }

    public IEnumerator<(TKey, TValue)> GetEnumerator() => list.GetEnumerator();

    public IEnumerator<(TKey, TValue)> items() => list.GetEnumerator();

    public IEnumerable<TKey> keys() => Keys;

    public IEnumerable<TValue> values() => Values;

    IEnumerator IEnumerable.GetEnumerator() => list.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        list.Select(p => new KeyValuePair<TKey, TValue>(p.Item1, p.Item2)).GetEnumerator();
}
