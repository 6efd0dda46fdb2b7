using System.Buffers.Binary;
using System.Text;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class TensorBoardLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-events-").FullName;

    [Fact]
    public void The_events_hold_the_curves_and_a_resume_writes_them_anew()
    {
        var log = new TensorBoardLog(folder, [RunFolderTests.First]);
        log.Add(RunFolderTests.Second);
        log = new TensorBoardLog(folder, [RunFolderTests.First]); // resumed after the first epoch
        log.Add(RunFolderTests.Second);

        var events = Read(Assert.Single(Directory.GetFiles(folder, "events.out.tfevents.*")));
        Assert.Equal(
            [("Loss/test", 1L, 1.75f), ("Loss/test", 2L, 1.5f), ("Loss/train", 1L, 1.5f), ("Loss/train", 2L, 1.25f), ("Loss/val", 2L, 1.1f)],
            events.Where(e => e.Tag.StartsWith("Loss/", StringComparison.Ordinal)).Order());
        Assert.Equal(
            ["Learning_rate", "Loss/test", "Loss/train", "Loss/val", "Scores_top1/test", "Scores_top1/train", "Scores_top1/val", "Scores_uar/test", "Scores_uar/val"],
            events.Select(e => e.Tag).Distinct().Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Reads the scalars of an event file: TFRecord frames around protocol-buffer events.</summary>
    private static List<(string Tag, long Step, float Value)> Read(string file)
    {
        var result = new List<(string, long, float)>();
        var bytes = File.ReadAllBytes(file).AsSpan();
        while (bytes.Length > 0)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            var fields = Fields(bytes.Slice(12, length));
            bytes = bytes[(length + 16)..];
            if (!fields.TryGetValue(5, out var summary)) continue;
            long step = fields.TryGetValue(2, out var number) ? BinaryPrimitives.ReadInt64LittleEndian(number) : 0;
            var value = Fields(Fields(summary)[1]);
            result.Add((Encoding.UTF8.GetString(value[1]), step, BinaryPrimitives.ReadSingleLittleEndian(value[2])));
        }

        return result;
    }

    /// <summary>The fields of a protocol-buffer message; a number as eight bytes.</summary>
    private static Dictionary<int, byte[]> Fields(ReadOnlySpan<byte> bytes)
    {
        var fields = new Dictionary<int, byte[]>();
        while (bytes.Length > 0)
        {
            ulong key = Varint(ref bytes);
            int length = (key & 7) switch { 1 => 8, 5 => 4, 2 => (int)Varint(ref bytes), _ => 0 };
            if ((key & 7) == 0)
            {
                fields[(int)(key >> 3)] = BitConverter.GetBytes(Varint(ref bytes));
                continue;
            }

            fields[(int)(key >> 3)] = bytes[..length].ToArray();
            bytes = bytes[length..];
        }

        return fields;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }
}
