using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The C entries of libcfnsr_torch (environment/native/torch).</summary>
internal static unsafe partial class NativeMethods
{
    private const string Lib = "cfnsr_torch";

    [LibraryImport(Lib)] internal static partial byte* cfnsr_error();
    [LibraryImport(Lib)] internal static partial byte* cfnsr_version();
    [LibraryImport(Lib)] internal static partial long cfnsr_live();
    [LibraryImport(Lib)] internal static partial void cfnsr_init();

    [LibraryImport(Lib, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint cfnsr_find(string name, string overload);
    [LibraryImport(Lib)] internal static partial int cfnsr_call(nint op, NativeArg* args, int nargs, NativeArg* rets, int nrets);
    [LibraryImport(Lib)] internal static partial void cfnsr_free_list(nint p);

    [LibraryImport(Lib)] internal static partial void cfnsr_release(nint h);
    [LibraryImport(Lib)] internal static partial nint cfnsr_alias(nint h);
    [LibraryImport(Lib)] internal static partial int cfnsr_info(nint h, long* info);
    [LibraryImport(Lib), SuppressGCTransition] internal static partial int cfnsr_dtype(nint h);
    [LibraryImport(Lib), SuppressGCTransition] internal static partial long cfnsr_dim(nint h);
    [LibraryImport(Lib), SuppressGCTransition] internal static partial long cfnsr_numel(nint h);
    [LibraryImport(Lib)] internal static partial int cfnsr_sizes(nint h, long* sizes, long* strides);
    [LibraryImport(Lib)] internal static partial int cfnsr_storage_offset(nint h, out long offset);
    [LibraryImport(Lib)] internal static partial int cfnsr_contiguous(nint h);
    [LibraryImport(Lib)] internal static partial int cfnsr_data(nint h, out nint data);
    [LibraryImport(Lib)] internal static partial int cfnsr_from_bytes(void* data, long bytes, long* sizes, int dim, int dtype, out nint h);

    [LibraryImport(Lib)] internal static partial int cfnsr_from_memory(void* data, long* sizes, int dim, int dtype, delegate* unmanaged<nint, void> release, nint context, out nint h);

    [LibraryImport(Lib)] internal static partial int cfnsr_set_requires_grad(nint h, int on);
    [LibraryImport(Lib)] internal static partial nint cfnsr_grad(nint h);
    [LibraryImport(Lib)] internal static partial int cfnsr_set_grad(nint h, nint grad);
    [LibraryImport(Lib)] internal static partial int cfnsr_retain_grad(nint h);
    [LibraryImport(Lib)] internal static partial int cfnsr_detached(nint h, out nint result);
    [LibraryImport(Lib)] internal static partial int cfnsr_set_data(nint h, nint source);
    [LibraryImport(Lib)] internal static partial int cfnsr_backward(nint* roots, int n, nint* grads, int ngrads, int retain, int create, nint* inputs, int ninputs);
    [LibraryImport(Lib)] internal static partial int cfnsr_autograd_grad(nint* outputs, int n, nint* inputs, int ninputs, nint* grads, int ngrads, int retain, int create, int allowUnused, nint* result);
    [LibraryImport(Lib)] internal static partial int cfnsr_grad_enabled();
    [LibraryImport(Lib)] internal static partial void cfnsr_set_grad_enabled(int on);
    [LibraryImport(Lib)] internal static partial nint cfnsr_inference_mode(int on);
    [LibraryImport(Lib)] internal static partial void cfnsr_end_inference_mode(nint guard);
    [LibraryImport(Lib)] internal static partial int cfnsr_inference_enabled();
    [LibraryImport(Lib)] internal static partial void cfnsr_set_anomaly(int on, int checkNan);
    [LibraryImport(Lib)] internal static partial int cfnsr_anomaly();

    [LibraryImport(Lib)] internal static partial int cfnsr_manual_seed(long seed);
    [LibraryImport(Lib)] internal static partial int cfnsr_generator(long seed, int type, int index, out nint generator);
    [LibraryImport(Lib)] internal static partial int cfnsr_default_generator(int type, int index, out nint generator);
    [LibraryImport(Lib)] internal static partial void cfnsr_free_generator(nint generator);
    [LibraryImport(Lib)] internal static partial int cfnsr_generator_seed(nint generator, long seed);
    [LibraryImport(Lib)] internal static partial long cfnsr_generator_current_seed(nint generator);
    [LibraryImport(Lib)] internal static partial long cfnsr_generator_new_seed(nint generator);
    [LibraryImport(Lib)] internal static partial int cfnsr_generator_state(nint generator, out nint state);
    [LibraryImport(Lib)] internal static partial int cfnsr_set_generator_state(nint generator, nint state);

    [LibraryImport(Lib)] internal static partial int cfnsr_has_cuda();
    [LibraryImport(Lib)] internal static partial int cfnsr_cuda_count();
    [LibraryImport(Lib)] internal static partial int cfnsr_has_cudnn();
    [LibraryImport(Lib)] internal static partial int cfnsr_cuda_synchronize(int index);
    [LibraryImport(Lib)] internal static partial int cfnsr_num_threads();
    [LibraryImport(Lib)] internal static partial void cfnsr_set_num_threads(int n);
    [LibraryImport(Lib)] internal static partial int cfnsr_num_interop_threads();
    [LibraryImport(Lib)] internal static partial int cfnsr_set_num_interop_threads(int n);
    [LibraryImport(Lib)] internal static partial int cfnsr_flag(int which, int value);

    internal static string Text(byte* p) => Marshal.PtrToStringUTF8((nint)p) ?? "";

    /// <summary>Turns the error of a native call into the exception that the real package throws.</summary>
    internal static void Check(int status)
    {
        if (status != 0) throw new ExternalException(Text(cfnsr_error()));
    }
}

/// <summary>An operator's argument or result as the C side reads it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeArg
{
    [FieldOffset(0)] internal ArgKind Kind;
    [FieldOffset(4)] internal int Count;
    [FieldOffset(8)] internal long Int;
    [FieldOffset(8)] internal double Double;
    [FieldOffset(8)] internal nint Pointer;
}

internal enum ArgKind { None, Tensor, Int, Double, Bool, Ints, Doubles, Tensors, String, Generator, Device, Bools }
