using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Operators: views and rearrangements.</content>
    public partial class Tensor
    {
        public Tensor alias() => Aten.One("alias", this);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Aten.One("as_strided", this, size, strides, storageOffset);
        public Tensor atleast_1d() => Aten.One("atleast_1d", this);
        public Tensor atleast_2d() => Aten.One("atleast_2d", this);
        public Tensor atleast_3d() => Aten.One("atleast_3d", this);
        public Tensor broadcast_to(params long[] shape) => Aten.One("broadcast_to", this, shape);
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.Many("chunk", this, chunks, dim);
        public Tensor clone() => Aten.One("clone", this);
        public Tensor contiguous() => Aten.One("contiguous", this);
        public Tensor diag(long diagonal = 0) => Aten.One("diag", this, diagonal);
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Aten.One("diag_embed", this, offset, dim1, dim2);
        public Tensor diagflat(long offset = 0) => Aten.One("diagflat", this, offset);
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.One("diagonal", this, offset, dim1, dim2);
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Aten.One("diff", this, n, dim, prepend, append);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Aten.One("expand", this, sizes, isImplicit);
        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.One("expand", this, sizes, isImplicit);
        public Tensor expand(params long[] sizes) => Aten.One("expand", this, sizes);
        public Tensor expand_as(Tensor other) => Aten.One("expand_as", this, other);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.One("flatten.using_ints", this, start_dim, end_dim);
        public Tensor flip(params long[] dims) => Aten.One("flip", this, dims);
        public Tensor fliplr() => Aten.One("fliplr", this);
        public Tensor flipud() => Aten.One("flipud", this);
        public Tensor moveaxis(long[] source, long[] destination) => Aten.One("moveaxis.intlist", this, source, destination);
        public Tensor movedim(long[] source, long[] destination) => Aten.One("movedim.intlist", this, source, destination);
        public Tensor narrow(long dim, long start, long length) => Aten.One("narrow", this, dim, start, length);
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor permute(params long[] permutation) => Aten.One("permute", this, permutation);
        public Tensor ravel() => Aten.One("ravel", this);
        public Tensor repeat(params long[] sizes) => Aten.One("repeat", this, sizes);
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Aten.One("repeat_interleave.self_Tensor", this, repeats, dim, output_size);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Aten.One("repeat_interleave.self_int", this, repeats, dim, output_size);
        public Tensor reshape(params long[] shape) => Aten.One("reshape", this, shape);
        public Tensor roll((long, long) shifts, (long, long) dims) => roll([shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) => roll([shifts.Item1, shifts.Item2, shifts.Item3], [dims.Item1, dims.Item2, dims.Item3]);
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Aten.One("roll", this, shifts, dims);
        public Tensor roll(long shifts, long? dims = null) => Aten.One("roll", this, shifts, dims is { } d ? [d] : System.Array.Empty<long>());
        public Tensor roll(long[] shifts) => Aten.One("roll", this, shifts);
        public Tensor roll(long[] shifts, long[] dims) => Aten.One("roll", this, shifts, dims);
        public Tensor select(long dim, long index) => Aten.One("select.int", this, dim, index);
        public Tensor slice(long dim, long start, long finish, long step) => Aten.One("slice.Tensor", this, dim, start, finish, step);
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Aten.Many("split.sizes", this, sizes, dim);
        public Tensor[] split(long size, int dim = 0) => Aten.Many("split.Tensor", this, size, dim);
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.Many("split.sizes", this, sizes, dim);
        public Tensor[] split(params long[] sizes) => Aten.Many("split.sizes", this, sizes);
        public Tensor squeeze_(long? dim = null) => dim is { } d ? Aten.Self("squeeze_.dim", this, d) : Aten.Self("squeeze_", this);
        public Tensor swapaxes(long dim0, long dim1) => Aten.One("swapaxes", this, dim0, dim1);
        public Tensor swapdims(long dim0, long dim1) => Aten.One("swapdims", this, dim0, dim1);
        public Tensor t() => Aten.One("t", this);
        public Tensor[] tensor_split(Tensor indices, long dim = 0) => Aten.Many("tensor_split.tensor_indices_or_sections", this, indices, dim);
        public Tensor[] tensor_split(long size, long dim = 0) => Aten.Many("tensor_split.sections", this, size, dim);
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.Many("tensor_split.indices", this, sizes, dim);
        public Tensor tile(long[] reps) => Aten.One("tile", this, reps);
        public Tensor transpose(long dim0, long dim1) => Aten.One("transpose.int", this, dim0, dim1);
        public Tensor transpose_(long dim0, long dim1) => Aten.Self("transpose_", this, dim0, dim1);
        public Tensor tril(long diagonal = 0) => Aten.One("tril", this, diagonal);
        public Tensor tril_(long diagonal = 0) => Aten.Self("tril_", this, diagonal);
        public Tensor triu(long diagonal = 0) => Aten.One("triu", this, diagonal);
        public Tensor triu_(long diagonal = 0) => Aten.Self("triu_", this, diagonal);
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);
        public Tensor[] unbind(long dimension = 0) => Aten.Many("unbind.int", this, dimension);
        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);
        public Tensor unflatten(long dim, params long[] sizes) => Aten.One("unflatten.int", this, dim, sizes, Arg.None);
        public Tensor unfold(long dimension, long size, long step) => Aten.One("unfold", this, dimension, size, step);
        public Tensor unsqueeze(long dim) => Aten.One("unsqueeze", this, dim);
        public Tensor unsqueeze_(long dim) => Aten.Self("unsqueeze_", this, dim);
        public Tensor view(params long[] shape) => Aten.One("view", this, shape);
        public Tensor view_as(Tensor other) => Aten.One("view_as", this, other);

        public Tensor squeeze(long? dim = null) => dim is { } d ? Aten.One("squeeze.dim", this, d) : Aten.One("squeeze", this);

        public Tensor T => Aten.One("numpy_T", this);

        public Tensor mT => Aten.One("mT", this);

        public Tensor H => Aten.One("matrix_H", this);

        public Tensor real => Aten.One("real", this);

        public Tensor imag => Aten.One("imag", this);
    }
}
