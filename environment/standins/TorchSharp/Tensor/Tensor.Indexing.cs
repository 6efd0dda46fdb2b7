using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public struct TensorIndex
    {
        internal enum Sort { None, Single, Slice, Ellipsis, Bool, Tensor }

        internal Sort Kind;
        internal long? Start;
        internal long? Stop;
        internal long? Step;
        internal Tensor? Of;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new() { Kind = Sort.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range)
        {
            long? start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = range.End.IsFromEnd ? range.End.Value == 0 ? null : -range.End.Value : range.End.Value;
            return Slice(start, stop);
        }

        public static TensorIndex Bool(bool value) => new() { Kind = Sort.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Kind = Sort.Single, Start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = Sort.Tensor, Of = tensor };

        public static TensorIndex Ellipsis = new() { Kind = Sort.Ellipsis };
        public static TensorIndex None = new() { Kind = Sort.None };
        public static TensorIndex Null = new() { Kind = Sort.None };
        public static TensorIndex Colon = Slice();

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
        public static implicit operator Tensor(TensorIndex value) => value.Kind == Sort.Tensor ? value.Of! : throw new InvalidCastException("the index holds no tensor");
    }

    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => Chosen(indices);
            set => Put(value, indices);
        }

        public Tensor this[long i1] { get => Chosen([i1]); set => Put(value, [i1]); }
        public Tensor this[long i1, long i2] { get => Chosen([i1, i2]); set => Put(value, [i1, i2]); }
        public Tensor this[long i1, long i2, long i3] { get => Chosen([i1, i2, i3]); set => Put(value, [i1, i2, i3]); }
        public Tensor this[long i1, long i2, long i3, long i4] { get => Chosen([i1, i2, i3, i4]); set => Put(value, [i1, i2, i3, i4]); }
        public Tensor this[long i1, long i2, long i3, long i4, long i5] { get => Chosen([i1, i2, i3, i4, i5]); set => Put(value, [i1, i2, i3, i4, i5]); }
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6] { get => Chosen([i1, i2, i3, i4, i5, i6]); set => Put(value, [i1, i2, i3, i4, i5, i6]); }

        public Tensor index(params TensorIndex[] indices)
        {
            var (view, tensors) = View(indices);
            if (tensors is null) return view;
            var result = Aten.One("index.Tensor", view, tensors);
            if (!ReferenceEquals(view, this)) view.Dispose();
            return result;
        }

        public Tensor index(params Tensor[] indices) => Aten.One("index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, tensors) = View(indices);
            if (tensors is not null) Aten.Void("index_put_", view, tensors, value, accumulate);
            else if (accumulate) view.add_(value);
            else view.copy_(Fitting(value, view));
            if (!ReferenceEquals(view, this)) view.Dispose();
            return this;
        }

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            var (view, tensors) = View(indices);
            if (tensors is not null)
            {
                using var v = Aten.One("scalar_tensor", value, dtype, Arg.None, device);
                Aten.Void("index_put_", view, tensors, v, false);
            }
            else
            {
                view.fill_(value);
            }
            if (!ReferenceEquals(view, this)) view.Dispose();
            return this;
        }

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            Aten.Void("index_put_", this, indices, value, accumulate);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var v = Aten.One("scalar_tensor", value, dtype, Arg.None, device);
            return index_put_(v, indices, false);
        }

        private Tensor Chosen(ReadOnlySpan<long> at)
        {
            var t = this;
            foreach (var i in at) t = Next(t, Aten.One("select.int", t, 0, i));
            return t;
        }

        private void Put(Tensor value, ReadOnlySpan<long> at)
        {
            using var view = Chosen(at);
            view.copy_(Fitting(value, view));
        }

        // Leading dimensions of size one of an assigned value are dropped, as in PyTorch.
        private static Tensor Fitting(Tensor value, Tensor view)
        {
            var sizes = value.shape;
            var skip = 0;
            while (sizes.Length - skip > view.dim() && sizes[skip] == 1) skip++;
            return skip == 0 ? value : value.view(sizes[skip..]);
        }

        private Tensor Next(Tensor old, Tensor t)
        {
            if (!ReferenceEquals(old, this)) old.Dispose();
            return t;
        }

        // Applies everything but tensors as views; what remains is one list for index / index_put_.
        private (Tensor View, Tensor?[]? Tensors) View(TensorIndex[] indices)
        {
            var rank = dim();
            long used = indices.Sum(i => i.Kind switch
            {
                TensorIndex.Sort.Single or TensorIndex.Sort.Slice => 1,
                TensorIndex.Sort.Tensor => i.Of!.dtype is ScalarType.Bool or ScalarType.Byte ? i.Of!.dim() : 1,
                _ => 0,
            });
            var t = this;
            long d = 0;
            List<(long Dim, Tensor Of)>? tensors = null;
            foreach (var i in indices)
            {
                switch (i.Kind)
                {
                    case TensorIndex.Sort.Single when i.Start is null:
                    case TensorIndex.Sort.None:
                        t = Next(t, t.unsqueeze(d++));
                        break;
                    case TensorIndex.Sort.Single:
                        t = Next(t, Aten.One("select.int", t, d, i.Start!.Value));
                        break;
                    case TensorIndex.Sort.Slice:
                        if (i.Start is not null || i.Stop is not null || i.Step is not null)
                            t = Next(t, Aten.One("slice.Tensor", t, d, i.Start, i.Stop, i.Step ?? 1));
                        d++;
                        break;
                    case TensorIndex.Sort.Ellipsis:
                        d += rank - used;
                        break;
                    case TensorIndex.Sort.Bool:
                        t = Next(t, t.unsqueeze(d));
                        (tensors ??= []).Add((d++, tensor([i.Start == 1])));
                        break;
                    case TensorIndex.Sort.Tensor:
                        (tensors ??= []).Add((d, i.Of!));
                        d += i.Of!.dtype is ScalarType.Bool or ScalarType.Byte ? i.Of.dim() : 1;
                        break;
                }
            }
            if (ReferenceEquals(t, this)) t = tensors is null ? alias() : this;
            if (tensors is null) return (t, null);
            var list = new List<Tensor?>();
            long at = 0;
            foreach (var (where, of) in tensors)
            {
                for (; at < where; at++) list.Add(null);
                list.Add(of);
                at += of.dtype is ScalarType.Bool or ScalarType.Byte ? of.dim() : 1;
            }
            return (t, list.ToArray());
        }
    }
}
