using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly T* data;
    private readonly long[] sizes;
    private readonly long[] strides;
    private readonly bool contiguous;

    internal TensorAccessor(Tensor tensor)
    {
        this.tensor = tensor.alias();
        this.tensor.DetachFromDisposeScope();
        data = (T*)tensor.DataPointer;
        sizes = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => data[Offset(indices)];
        set => data[Offset(indices)] = value;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            var flat = indices[0];
            if (flat < 0 || flat >= Count) throw new IndexOutOfRangeException();
            return Strided(flat);
        }
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= sizes[i]) throw new IndexOutOfRangeException();
            offset += indices[i] * strides[i];
        }
        return offset;
    }

    private long Strided(long flat)
    {
        if (contiguous) return flat;
        long offset = 0;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            offset += flat % sizes[d] * strides[d];
            flat /= sizes[d];
        }
        return offset;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), sizes);
        var index = new int[sizes.Length];
        foreach (var value in this)
        {
            array.SetValue(value, index);
            for (var d = sizes.Length - 1; d >= 0 && ++index[d] == sizes[d]; d--) index[d] = 0;
        }
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var into = array[arrayIndex..];
        if (contiguous)
        {
            new ReadOnlySpan<T>(data + tensorIndex, checked((int)(Count - tensorIndex))).CopyTo(into);
            return;
        }
        for (long i = tensorIndex, j = 0; i < Count; i++, j++) into[(int)j] = data[Strided(i)];
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var from = array[arrayIndex..];
        if (contiguous)
        {
            from[..(int)Math.Min(from.Length, Count - tensorIndex)].CopyTo(new Span<T>(data + tensorIndex, checked((int)(Count - tensorIndex))));
            return;
        }
        for (long i = tensorIndex, j = 0; i < Count && j < from.Length; i++, j++) data[Strided(i)] = from[(int)j];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return At(i);
    }

    private T At(long i) => data[Strided(i)];

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    public override int GetHashCode() => base.GetHashCode();

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left.Count == right.Count && left.SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public void Dispose() => tensor.Dispose();
}
