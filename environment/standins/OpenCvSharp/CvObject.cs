using System.Runtime.InteropServices;

namespace OpenCvSharp;

public abstract class DisposableObject : IDisposable
{
    public bool IsDisposed { get; protected set; }

    public void Dispose() => Dispose(true);

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    protected virtual void Dispose(bool disposing)
    {
        if (IsDisposed) return;
        IsDisposed = true;
        if (disposing) DisposeManaged();
    }

    protected virtual void DisposeManaged()
    {
    }
}

public abstract class CvObject : DisposableObject
{
    private NativeHandle _handle = NativeHandle.None;

    public nint CvPtr => Handle.DangerousGetHandle();

    internal NativeHandle Handle
    {
        get
        {
            ThrowIfDisposed();
            return _handle;
        }
    }

    internal Pin? Pin { get; private set; }

    internal void Own(nint pointer, Action<nint> delete, Pin? pin = null) => (_handle, Pin) = (new NativeHandle(pointer, delete, pin), pin);

    protected override void DisposeManaged()
    {
        if (_handle != NativeHandle.None) _handle.Dispose();
        base.DisposeManaged();
    }
}

/// <summary>Deletes the native object, and lets go of the managed array it looks at, when disposed or collected; kept alive by calls under way.</summary>
internal sealed class NativeHandle : SafeHandle
{
    internal static readonly NativeHandle None = new(0, _ => { }, null);

    private readonly Action<nint> _delete;
    private readonly Pin? _pin;

    internal NativeHandle(nint pointer, Action<nint> delete, Pin? pin) : base(0, ownsHandle: true)
    {
        (_delete, _pin) = (delete, pin);
        _pin?.Add();
        SetHandle(pointer);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _delete(handle);
        _pin?.Release();
        return true;
    }
}

/// <summary>A managed array that native code looks at, held in place until the last Mat over it is gone.</summary>
internal sealed class Pin(Array data)
{
    private GCHandle _handle = GCHandle.Alloc(data, GCHandleType.Pinned);
    private int _users;

    internal nint Address => _handle.AddrOfPinnedObject();

    internal void Add() => Interlocked.Increment(ref _users);

    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0) Free();
    }

    internal void Free() => _handle.Free();
}
