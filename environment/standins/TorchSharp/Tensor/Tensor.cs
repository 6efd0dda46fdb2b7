using System.Diagnostics.CodeAnalysis;
using TorchSharp.Native;
using static TorchSharp.Native.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An owned reference to a libtorch tensor, registered with the dispose scope of its thread.</summary>
    public partial class Tensor : IDisposable
    {
        private nint handle;
        private static long totalCount;
        private static long peakCount;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            var count = Interlocked.Increment(ref totalCount);
            if (count > peakCount) peakCount = count;
            if (register) OwningScope = DisposeScopeManager.OfThread.Register(this);
        }

        ~Tensor() => Dispose(false);

        internal DisposeScope? OwningScope { get; set; }

        /// <summary>Wraps a handle that the native side gave away; null for the undefined tensor.</summary>
        internal static Tensor? Own(nint handle) => handle == 0 ? null : new Tensor(handle);

        /// <summary>A tensor object without a native tensor, as the real package returns for an absent result.</summary>
        internal static Tensor Empty() => new(0, false);

        internal nint TakeHandle()
        {
            var h = handle;
            handle = 0;
            return h;
        }

        /// <summary>This object gave its tensor to another one, which counts from now on.</summary>
        internal void Forget() => Interlocked.Decrement(ref totalCount);

        public static long TotalCount => Interlocked.Read(ref totalCount);

        public static long PeakCount => peakCount;

        public static Tensor UnsafeCreateTensor(nint handle) => new(handle);

        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => handle == 0;

        public nint DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            OwningScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref totalCount);
            return TakeHandle();
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningScope is not null) OwningScope.MoveToOther(other, this);
            else other?.Attach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningScope);

        public Tensor DetachFromDisposeScope()
        {
            OwningScope?.Detach(this);
            return this;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0) return;
            cfnsr_release(TakeHandle());
            Interlocked.Decrement(ref totalCount);
            if (!disposing) return;
            var statistics = DisposeScopeManager.Statistics.TensorStatistics;
            if (OwningScope is null) statistics.DisposedOutsideScopeCount++;
            else statistics.DisposedInScopeCount++;
            OwningScope?.MarkAsDisposed(this);
        }

        public override bool Equals(object? obj) => obj is Tensor t && Equals(t);

        public bool Equals([NotNullWhen(true)] Tensor target) => target is not null && Aten.Truth("equal", this, target);

        public override int GetHashCode() => base.GetHashCode();

        // ---- what it is ----
        public ScalarType dtype => (ScalarType)cfnsr_dtype(Handle);

        public long dim() => cfnsr_dim(Handle);

        public long ndim => dim();

        public long Dimensions => dim();

        public long numel() => cfnsr_numel(Handle);

        public long NumberOfElements => numel();

        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[dim()];
                fixed (long* p = sizes) Check(cfnsr_sizes(Handle, p, null));
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim)
        {
            var sizes = shape;
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public unsafe long[] stride()
        {
            var strides = new long[dim()];
            fixed (long* p = strides) Check(cfnsr_sizes(Handle, null, p));
            return strides;
        }

        public long stride(int dim)
        {
            var strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }

        public long storage_offset()
        {
            Check(cfnsr_storage_offset(Handle, out var offset));
            return offset;
        }

        public long element_size() => Info(7);

        public long ElementSize => Info(7);

        public bool is_contiguous() => cfnsr_contiguous(Handle) != 0;

        public DeviceType device_type => (DeviceType)Info(1);

        public int device_index => (int)Info(2);

        public Device device => new(device_type, device_index);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_leaf => Info(5) != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        private unsafe long Info(int what)
        {
            var info = stackalloc long[8];
            Check(cfnsr_info(Handle, info));
            GC.KeepAlive(this);
            return info[what];
        }

        // ---- gradients ----
        public bool requires_grad
        {
            get => Info(4) != 0;
            set => Check(cfnsr_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Check(cfnsr_retain_grad(Handle));

        /// <summary>A new object over the gradient, or null.</summary>
        public Tensor? grad
        {
            get => Own(cfnsr_grad(Handle));
            set => Check(cfnsr_set_grad(Handle, value is null ? 0 : value.Handle));
        }

        public void backward() => autograd.Run([this], null, false, false, null);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.Run([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach()
        {
            Check(cfnsr_detached(Handle, out var h));
            return Own(h)!;
        }
    }
}
