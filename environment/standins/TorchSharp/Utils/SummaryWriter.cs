using System.Buffers.Binary;
using System.Text;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Writes scalars as TensorBoard events: TFRecord frames (length, masked CRC-32C, content, masked CRC-32C) around protocol-buffer events.
    /// </summary>
    public class SummaryWriter
    {
        private static int counter;
        private readonly string file;

        internal SummaryWriter(string folder, string? suffix)
        {
            LogDir = folder;
            Directory.CreateDirectory(folder);
            long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            file = Path.Combine(folder, FormattableString.Invariant(
                $"events.out.tfevents.{now}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref counter)}{suffix}"));
            Append(Event(null, null, Bytes(3, "brain.Event:2"u8.ToArray())));
        }

        public string LogDir { get; }

        public void add_scalar(string tag, float scalar_value, int global_step, long? walltime = null)
        {
            byte[] value = [.. Bytes(1, Encoding.UTF8.GetBytes(tag)), 0x15, .. Little(BitConverter.SingleToUInt32Bits(scalar_value))];
            Append(Event(global_step, walltime, Bytes(5, Bytes(1, value)))); // summary of one value
        }

        private static byte[] Event(long? step, long? walltime, byte[] content)
        {
            double seconds = walltime ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
            var time = new byte[9];
            time[0] = 0x09; // field 1, double
            BinaryPrimitives.WriteDoubleLittleEndian(time.AsSpan(1), seconds);
            byte[] number = step is { } s ? [0x10, .. Varint((ulong)s)] : []; // field 2
            return [.. time, .. number, .. content];
        }

        private void Append(byte[] content)
        {
            var length = new byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)content.Length);
            using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write([.. length, .. Little(Masked(length)), .. content, .. Little(Masked(content))]);
        }

        private static byte[] Bytes(int field, byte[] content) => [(byte)((field << 3) | 2), .. Varint((ulong)content.Length), .. content];

        private static byte[] Varint(ulong value)
        {
            var bytes = new List<byte>();
            for (; value > 0x7F; value >>= 7) bytes.Add((byte)(value | 0x80));
            bytes.Add((byte)value);
            return [.. bytes];
        }

        private static byte[] Little(uint value)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            return bytes;
        }

        private static uint Masked(byte[] bytes)
        {
            uint crc = 0xFFFFFFFF;
            foreach (byte b in bytes) crc = System.Numerics.BitOperations.Crc32C(crc, b);
            crc = ~crc;
            return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class utils
        {
            public static partial class tensorboard
            {
                public static Modules.SummaryWriter SummaryWriter(string? log_dir = null, string? filename_suffix = null, bool createRunName = false)
                {
                    string folder = string.IsNullOrEmpty(log_dir) ? "runs" : log_dir;
                    if (createRunName) folder = Path.Combine(folder, FormattableString.Invariant($"{DateTime.Now:MMMdd_HH-mm-ss}_{Environment.MachineName}"));
                    return new Modules.SummaryWriter(folder, filename_suffix);
                }
            }
        }
    }
}
