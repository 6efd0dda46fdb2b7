using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.Native.NativeMethods;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>Calls ATen operators by their schema name, "add.Tensor" or "relu".</summary>
internal static unsafe class Aten
{
    private const int MaxArgs = 24;
    private const int StackWords = 128;
    private static readonly ConcurrentDictionary<string, nint> handles = new();

    /// <summary>The operator's only result; null where it returns the undefined tensor.</summary>
    internal static Tensor One(string op, params ReadOnlySpan<Arg> args)
    {
        NativeArg r;
        Run(op, args, &r, 1);
        return Tensor.Own(r.Pointer)!;
    }

    /// <summary>Runs an operator that changes its first argument, and returns that argument.</summary>
    internal static Tensor Self(string op, params ReadOnlySpan<Arg> args)
    {
        Run(op, args, null, 0);
        return (Tensor)args[0].Ref!;
    }

    internal static void Void(string op, params ReadOnlySpan<Arg> args) => Run(op, args, null, 0);

    internal static (Tensor, Tensor) Two(string op, params ReadOnlySpan<Arg> args)
    {
        var r = stackalloc NativeArg[2];
        Run(op, args, r, 2);
        return (Tensor.Own(r[0].Pointer)!, Tensor.Own(r[1].Pointer)!);
    }

    internal static (Tensor, Tensor, Tensor) Three(string op, params ReadOnlySpan<Arg> args)
    {
        var r = stackalloc NativeArg[3];
        Run(op, args, r, 3);
        return (Tensor.Own(r[0].Pointer)!, Tensor.Own(r[1].Pointer)!, Tensor.Own(r[2].Pointer)!);
    }

    internal static Tensor[] Many(string op, params ReadOnlySpan<Arg> args)
    {
        NativeArg r;
        Run(op, args, &r, 1);
        var list = new Tensor[r.Count];
        for (var i = 0; i < list.Length; i++) list[i] = Tensor.Own(((nint*)r.Pointer)[i])!;
        cfnsr_free_list(r.Pointer);
        return list;
    }

    internal static bool Truth(string op, params ReadOnlySpan<Arg> args)
    {
        NativeArg r;
        Run(op, args, &r, 1);
        return r.Int != 0;
    }

    internal static long Number(string op, params ReadOnlySpan<Arg> args)
    {
        NativeArg r;
        Run(op, args, &r, 1);
        return r.Int;
    }

    internal static Scalar Item(Tensor t)
    {
        NativeArg r;
        Run("item", [t], &r, 1);
        return r.Kind switch { ArgKind.Double => r.Double, ArgKind.Bool => r.Int != 0, _ => r.Int };
    }

    private static nint Handle(string op)
    {
        if (handles.TryGetValue(op, out var h)) return h;
        var dot = op.IndexOf('.');
        h = cfnsr_find("aten::" + (dot < 0 ? op : op[..dot]), dot < 0 ? "" : op[(dot + 1)..]);
        if (h == 0) throw new ExternalException(Text(cfnsr_error()));
        return handles.GetOrAdd(op, h);
    }

    // Lists and strings are copied into one scratch block that lives for the call, so nothing is pinned.
    private static void Run(string op, ReadOnlySpan<Arg> args, NativeArg* rets, int nrets)
    {
        if (args.Length > MaxArgs) throw new ArgumentException($"{op}: too many arguments");
        var words = 0;
        foreach (ref readonly var a in args)
            words += a.Ref switch
            {
                Array l => l.Length,
                string s => Encoding.UTF8.GetMaxByteCount(s.Length) / 8 + 1,
                _ => 0,
            };
        if (words <= StackWords)
        {
            var scratch = stackalloc long[StackWords];
            Run(op, args, scratch, rets, nrets);
        }
        else
        {
            fixed (long* scratch = new long[words]) Run(op, args, scratch, rets, nrets);
        }
    }

    private static void Run(string op, ReadOnlySpan<Arg> args, long* scratch, NativeArg* rets, int nrets)
    {
        var native = stackalloc NativeArg[MaxArgs];
        for (var i = 0; i < args.Length; i++)
        {
            ref readonly var a = ref args[i];
            native[i].Kind = a.Kind;
            native[i].Count = a.Extra;
            native[i].Int = a.Bits;
            switch (a.Kind)
            {
                case ArgKind.Tensor:
                    native[i].Pointer = ((Tensor)a.Ref!).Handle;
                    break;
                case ArgKind.Generator:
                    native[i].Pointer = ((Generator)a.Ref!).Handle;
                    break;
                case ArgKind.Ints:
                    var ints = (long[])a.Ref!;
                    ints.CopyTo(new Span<long>(scratch, ints.Length));
                    native[i].Pointer = (nint)scratch;
                    native[i].Count = ints.Length;
                    scratch += ints.Length;
                    break;
                case ArgKind.Doubles:
                    var doubles = (double[])a.Ref!;
                    doubles.CopyTo(new Span<double>(scratch, doubles.Length));
                    native[i].Pointer = (nint)scratch;
                    native[i].Count = doubles.Length;
                    scratch += doubles.Length;
                    break;
                case ArgKind.Tensors:
                    var tensors = (Tensor?[])a.Ref!;
                    for (var j = 0; j < tensors.Length; j++) scratch[j] = tensors[j] is { } t ? t.Handle : 0;
                    native[i].Pointer = (nint)scratch;
                    native[i].Count = tensors.Length;
                    scratch += tensors.Length;
                    break;
                case ArgKind.String:
                    var text = (string)a.Ref!;
                    native[i].Pointer = (nint)scratch;
                    native[i].Count = Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, Encoding.UTF8.GetMaxByteCount(text.Length)));
                    scratch += Encoding.UTF8.GetMaxByteCount(text.Length) / 8 + 1;
                    break;
            }
        }
        Check(cfnsr_call(Handle(op), native, args.Length, rets, nrets));
        foreach (ref readonly var a in args) GC.KeepAlive(a.Ref);
    }
}
