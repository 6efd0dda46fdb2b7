using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.Native.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1) throw new ArgumentException("Number of elements in the tensor must be 1");
            return data<T>()[0];
        }

        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (TypeOf<T>() != dtype && !(dtype == ScalarType.BFloat16 && typeof(T) == typeof(Half)))
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            return new Utils.TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        /// <summary>The tensor's own memory: contiguous CPU tensors only.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var size = ByteCount();
                return new Span<byte>((void*)DataPointer, checked((int)size));
            }
            set
            {
                if (value.Length != ByteCount()) throw new ArgumentException("Mismatched data sizes in call to set_bytes().");
                value.CopyTo(bytes);
            }
        }

        internal nint DataPointer
        {
            get
            {
                Check(cfnsr_data(Handle, out var p));
                return p;
            }
        }

        private long ByteCount()
        {
            if (!is_contiguous()) throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
            if (!is_cpu()) throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            return NumberOfElements * ElementSize;
        }

        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            if (!is_contiguous())
            {
                using var copy = contiguous();
                copy.WriteBytesToStream(stream, bufferSize);
                return;
            }
            using var memory = new UnmanagedMemoryStream((byte*)DataPointer, ByteCount());
            memory.CopyTo(stream, Math.Max(bufferSize, 1 << 16));
            GC.KeepAlive(this);
        }

        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            var left = ByteCount();
            var p = (byte*)DataPointer;
            while (left > 0)
            {
                var n = stream.Read(new Span<byte>(p, (int)Math.Min(left, 1 << 26)));
                if (n == 0) throw new EndOfStreamException();
                p += n;
                left -= n;
            }
            GC.KeepAlive(this);
        }

        public T ReadCpuValue<T>(long i) where T : unmanaged => data<T>()[i];
        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);
        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);
        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);
        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);
        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public Scalar ToScalar() => Aten.Item(this);

        public static explicit operator bool(Tensor value) => value.ToBoolean();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator sbyte(Tensor value) => value.ToSByte();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();

        public static implicit operator Tensor(bool value) => tensor(value);
        public static implicit operator Tensor(byte value) => tensor(value);
        public static implicit operator Tensor(sbyte value) => tensor(value);
        public static implicit operator Tensor(short value) => tensor(value);
        public static implicit operator Tensor(int value) => tensor(value);
        public static implicit operator Tensor(long value) => tensor(value);
        public static implicit operator Tensor(float value) => tensor(value);
        public static implicit operator Tensor(double value) => tensor(value);
        public static implicit operator Tensor(bool[] value) => tensor(value);
        public static implicit operator Tensor(byte[] value) => tensor(value);
        public static implicit operator Tensor(sbyte[] value) => tensor(value);
        public static implicit operator Tensor(short[] value) => tensor(value);
        public static implicit operator Tensor(int[] value) => tensor(value);
        public static implicit operator Tensor(long[] value) => tensor(value);
        public static implicit operator Tensor(float[] value) => tensor(value);
        public static implicit operator Tensor(double[] value) => tensor(value);
        public static implicit operator Tensor(Scalar scalar) => Aten.One("scalar_tensor", scalar, scalar.Type);

        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream);
            return TensorExtensionMethods.Load(reader);
        }

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        /// <summary>A CPU tensor with a copy of the first elements, as many as the sizes ask for.</summary>
        internal static unsafe Tensor Copy<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> sizes, ScalarType stored) where T : unmanaged
        {
            var count = Counted(sizes, data.Length);
            fixed (T* p = data)
            fixed (long* s = sizes)
            {
                Check(cfnsr_from_bytes(p, count * sizeof(T), s, sizes.Length, (int)stored, out var h));
                return Own(h)!;
            }
        }

        /// <summary>A CPU tensor over the array's own memory, which stays pinned as long as a tensor uses it.</summary>
        internal static unsafe Tensor Over(Array data, ReadOnlySpan<long> sizes, ScalarType stored)
        {
            Counted(sizes, data.LongLength);
            var pin = GCHandle.Alloc(data, GCHandleType.Pinned);
            fixed (long* s = sizes)
            {
                Check(cfnsr_from_memory((void*)pin.AddrOfPinnedObject(), s, sizes.Length, (int)stored, &Unpin, GCHandle.ToIntPtr(pin), out var h));
                return Own(h)!;
            }
        }

        private static long Counted(ReadOnlySpan<long> sizes, long there)
        {
            long wanted = 1;
            foreach (var size in sizes) wanted *= size;
            return wanted <= there ? wanted : throw new ArgumentException($"mismatched total size creating a tensor from an array: {wanted} vs. {there}");
        }

        [UnmanagedCallersOnly]
        private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();
    }
}
