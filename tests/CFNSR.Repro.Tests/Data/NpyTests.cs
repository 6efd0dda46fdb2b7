using System.Diagnostics;
using System.Text;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

public class NpyTests
{
    [Fact]
    public void An_array_reads_back_as_written()
    {
        using var folder = new TemporaryFolder();
        var data = Enumerable.Range(0, 24).Select(i => i / 7f - 1).ToArray();
        Npy.Write<float>(folder.File("a.npy"), data, 2, 3, 4);
        var read = Npy.Read<float>(folder.File("a.npy"));
        Assert.Equal([2, 3, 4], read.Shape);
        Assert.Equal(data, read.Data);
        Assert.Equal(128 + 96, new FileInfo(folder.File("a.npy")).Length);
        using var map = Npy.Map<float>(folder.File("a.npy"));
        Assert.Equal(data[5..9], map.Read<float>(5, 4).ToArray());
        Assert.Throws<ArgumentException>(() => map.Read<float>(21, 4).Length);
        Assert.Throws<ArgumentException>(() => map.Read<double>(0, 1).Length);
        map.Dispose();
        Assert.Throws<ObjectDisposedException>(() => map.Read<float>(0, 1).Length);
        Assert.Equal(["a.npy"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_element_type_and_number_of_axes_goes_round()
    {
        using var folder = new TemporaryFolder();
        Round<byte>([1, 2, 255], [3]);
        Round<sbyte>([-1, 2], [1, 2]);
        Round<short>([-300, 7], [2, 1]);
        Round<int>([int.MinValue], []);
        Round<long>([], [0, 5]);
        Round<double>([Math.PI, double.NaN, double.NegativeInfinity], [1, 1, 3]);
        Assert.Throws<NotSupportedException>(Npy.TypeOf<char>);
        Assert.Throws<ArgumentException>(() => Npy.Write<byte>(folder.File("x.npy"), new byte[3], 2, 2));

        void Round<T>(T[] data, int[] shape)
            where T : unmanaged
        {
            Npy.Write<T>(folder.File("x.npy"), data, shape);
            var read = Npy.Read<T>(folder.File("x.npy"));
            Assert.Equal(data, read.Data);
            Assert.Equal(shape, read.Shape);
        }
    }

    [Fact]
    public void NumPy_reads_what_the_kit_writes_and_the_other_way_round()
    {
        using var folder = new TemporaryFolder();
        Npy.Write<float>(folder.File("kit.npy"), new float[] { 1.5f, -2, 3, 4, 5, 6 }, 2, 3);
        Run(folder, """
            import numpy as np
            from numpy.lib import format as f
            a = np.load('kit.npy', mmap_mode='r')
            assert a.dtype == np.float32 and a.shape == (2, 3) and a[0, 0] == 1.5 and a[1, 2] == 6
            np.save('one.npy', np.arange(5, dtype=np.int64))
            np.save('none.npy', np.float64(7.25))
            for version in [(1, 0), (2, 0), (3, 0)]:
                with open('v%d.npy' % version[0], 'wb') as o: f.write_array(o, np.arange(12, dtype=np.uint8).reshape(3, 4), version=version)
            np.save('fortran.npy', np.asfortranarray(np.ones((2, 3))))
            np.save('big.npy', np.ones(3, dtype='>f4'))
            np.save('object.npy', np.array([{}], dtype=object))
            np.save('complex.npy', np.ones(2, dtype=complex))
            np.save('bool.npy', np.ones(2, dtype=bool))
            """);
        Assert.Equal([0L, 1, 2, 3, 4], Npy.Read<long>(folder.File("one.npy")).Data);
        Assert.Equal([7.25], Npy.Read<double>(folder.File("none.npy")).Data);
        Assert.Empty(Npy.Read<double>(folder.File("none.npy")).Shape);
        foreach (var version in new[] { "v1", "v2", "v3" })
        {
            var read = Npy.Read<byte>(folder.File(version + ".npy"));
            Assert.Equal([3, 4], read.Shape);
            Assert.Equal(11, read.Data[^1]);
        }

        Assert.Contains("Fortran order", Assert.Throws<KitException>(() => Npy.Read<double>(folder.File("fortran.npy"))).What, StringComparison.Ordinal);
        foreach (var other in new[] { "big", "object", "complex", "bool" })
        {
            Assert.Contains("holds elements of type", Assert.Throws<KitException>(() => Npy.Read<float>(folder.File(other + ".npy"))).What, StringComparison.Ordinal);
        }

        Assert.Contains("expected <f4", Assert.Throws<KitException>(() => Npy.Read<float>(folder.File("one.npy"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 1000000000), }", "is cut off: 8 bytes of data")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000, 2000000000), }", "has a shape with too many elements")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "has a head that is not")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", "has an axis of length '99999999999'")]
    [InlineData("{'descr': '<f4', 'shape': (2,), }", "has a head that is not")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'shape': (2,), }", "has a head that lacks")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "has a head that is not")]
    [InlineData("{'descr': '<f3', 'fortran_order': False, 'shape': (2,), }", "holds elements of type <f3")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "is cut off: 8 bytes of data; expected 12")]
    public void A_bad_head_is_refused_before_memory_is_taken(string head, string what)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)(head.Length % 256), (byte)(head.Length / 256), .. Encoding.ASCII.GetBytes(head), .. new byte[8]]);
        var error = Assert.Throws<KitException>(() => Npy.Read<float>(file));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(file, error.File);
    }

    [Fact]
    public void Damaged_files_give_the_kits_error_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        Npy.Write<float>(folder.File("good.npy"), new float[30], 5, 6);
        var good = File.ReadAllBytes(folder.File("good.npy"));
        for (var round = 0; round < 2000; round++)
        {
            var random = KeyedRandom.For(1, 0, round, "fuzz");
            var bytes = good.AsSpan(0, random.NextInt(4) == 0 ? random.NextInt(good.Length) : good.Length).ToArray();
            for (var change = random.NextInt(4); change > 0 && bytes.Length > 0; change--) bytes[random.NextInt(Math.Min(bytes.Length, 80))] = (byte)random.NextInt(256);
            var file = folder.Write("fuzz.npy", bytes);
            try
            {
                Assert.InRange(Npy.Read<float>(file).Data.Length, 0, 30);
            }
            catch (KitException error)
            {
                Assert.Equal(file, error.File);
            }
        }

        Assert.Throws<KitException>(() => Npy.Read<float>(folder.File("none.npy")));
        Assert.Throws<KitException>(() => Npy.Map<float>(folder.Path));
    }

    [Fact]
    public void A_long_head_takes_no_long_time()
    {
        using var folder = new TemporaryFolder();
        var head = "{" + new string(' ', 65_000) + "}";
        var file = folder.Write("slow.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)(head.Length % 256), (byte)(head.Length / 256), .. Encoding.ASCII.GetBytes(head)]);
        var clock = Stopwatch.StartNew();
        Assert.Throws<KitException>(() => Npy.ReadHeader(file));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 5000);
    }

    internal static void Run(TemporaryFolder folder, string script)
    {
        using var python = Process.Start(new ProcessStartInfo(TestData.Python(), ["-c", script]) { WorkingDirectory = folder.Path, RedirectStandardError = true })!;
        var errors = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, errors);
    }
}
