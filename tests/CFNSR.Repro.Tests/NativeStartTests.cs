using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CFNSR.Repro.Tests;

public sealed class NativeStartTests
{
    private const int NeedAt = 64 + (3 * 64), NamesAt = NeedAt + 16 + (2 * 16);

    [Fact]
    public void Only_the_named_version_becomes_weak()
    {
        byte[] elf = Elf("GLIBC_2.34", "GLIBCXX_3.4.32");
        byte[] before = [.. elf];
        byte[] mended = NativeStart.WithWeakVersion(elf, "GLIBCXX_3.4.32")!;
        Assert.Equal(before, elf);
        Assert.Equal([(0, 7), (2, 8)], Flags(mended));
        mended[NeedAt + 16 + 16 + 4] = 0;
        Assert.Equal(before, mended);   // nothing else changed
    }

    [Fact]
    public void A_library_that_is_weak_already_or_needs_no_such_version_is_left_alone()
    {
        byte[] mended = NativeStart.WithWeakVersion(Elf("GLIBC_2.34", "GLIBCXX_3.4.32"), "GLIBCXX_3.4.32")!;
        Assert.Null(NativeStart.WithWeakVersion(mended, "GLIBCXX_3.4.32"));
        Assert.Null(NativeStart.WithWeakVersion(Elf("GLIBC_2.34", "GLIBCXX_3.4.30"), "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void What_is_no_whole_library_is_refused()
    {
        byte[] elf = Elf("GLIBC_2.34", "GLIBCXX_3.4.32");
        Assert.Throws<InvalidDataException>(() => NativeStart.WithWeakVersion(Encoding.ASCII.GetBytes("no library, but long enough to hold a header of one, which takes 64 bytes"), "x"));
        Assert.All(Enumerable.Range(0, NamesAt), length => Assert.Throws<InvalidDataException>(() => NativeStart.WithWeakVersion(elf[..length], "GLIBCXX_3.4.32")));
    }

    [Fact]
    public void The_wrapper_beside_the_tests_is_weak_only_where_the_system_is_older()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");
        bool hasSymbol = NativeLibrary.TryGetExport(NativeLibrary.Load("libstdc++.so.6"), "_ZSt21ios_base_library_initv", out _);
        byte[] wrapper = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
        Assert.Equal(hasSymbol, NativeStart.WithWeakVersion(wrapper, "GLIBCXX_3.4.32") is not null);
    }

    /// <summary>The leaves as this kind of processor answers them: kind 1 in the lowest five bits is a data cache, 0 says that there is none.</summary>
    [Theory]
    [InlineData("AuthenticAMD", 0x8000001D, 0x00000121, false)]   // a Zen processor that tells
    [InlineData("AuthenticAMD", 0x8000001D, 0x00000000, true)]
    [InlineData("AuthenticAMD", 0x00000004, 0x00000121, true)]    // only Intel's leaf: oneDNN does not read it
    [InlineData("GenuineIntel", 0x00000004, 0x1C004121, false)]
    [InlineData("GenuineIntel", 0x00000004, 0x00000000, true)]
    [InlineData("GenuineIntel", 0x00000004, 0x1C004120, true)]    // kind 0, whatever the other bits say
    [InlineData("HygonGenuine", 0x00000004, 0x00000000, false)]   // neither maker: oneDNN has fixed sizes for it
    public void Hidden_caches_are_told_by_the_leaf_that_oneDNN_reads(string vendor, uint leaf, int eax, bool hidden) =>
        Assert.Equal(hidden, NativeStart.HidesCachesAt(vendor, (l, subleaf) => (uint)l == leaf && subleaf == 0 ? eax : 0));

    /// <summary>
    /// Without the guard (ALL is oneDNN's word for no limit) a processor that hides its caches computes wrong convolutions; one that names them computes
    /// right ones, and the guard is not needed.
    /// </summary>
    [Fact]
    public void The_guard_matters_on_this_machine_exactly_where_it_hides_its_caches()
    {
        DoctorLine convolutions = Line(Cfnsr("ALL", ["doctor", "--json"], hideCaches: false), "convolutions");
        TestContext.Current.TestOutputHelper?.WriteLine($"caches hidden: {NativeStart.HidesCaches}; without the guard: {convolutions}");
        Assert.Equal(NativeStart.HidesCaches ? "fail" : "ok", convolutions.Status);
    }

    [Fact]
    public void A_processor_that_hides_its_caches_gets_the_kernels_that_are_right()
    {
        var run = Cfnsr(null, ["doctor", "--json"], hideCaches: true);
        Assert.Contains("ONEDNN_MAX_CPU_ISA=SSE41 is set", Line(run, "oneDNN guard").Finding, StringComparison.Ordinal);
        Assert.Equal("ok", Line(run, "convolutions").Status);
    }

    [Theory]
    [InlineData("ALL")]
    [InlineData("AVX2")]
    public void There_a_limit_set_by_hand_is_kept_and_what_it_breaks_is_found(string limit)
    {
        var run = Cfnsr(limit, ["doctor", "--json"], hideCaches: true);
        Assert.Equal(1, run.Exit);
        Assert.Contains($"your ONEDNN_MAX_CPU_ISA={limit} holds", Line(run, "oneDNN guard").Finding, StringComparison.Ordinal);
        DoctorLine convolutions = Line(run, "convolutions");
        Assert.Equal("fail", convolutions.Status);
        Assert.Contains($"under ONEDNN_MAX_CPU_ISA={limit}", convolutions.Finding, StringComparison.Ordinal);
        Assert.Contains("SSE41", convolutions.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_trained_on_wrong_convolutions()
    {
        using var folder = new TemporaryFolder();
        string store = Training.TinyStore.Make(folder["store"], video: false);
        var (exit, output, error) = Cfnsr("AVX2", ["train", "audio", $"--store={store}", "--preset=audio", "--folds=1", $"--runs={folder["runs"]}", "epochs=1"], hideCaches: true);
        Assert.Equal((3, ""), (exit, output));
        Assert.Contains("libtorch computes wrong convolutions on this processor under ONEDNN_MAX_CPU_ISA=AVX2", error, StringComparison.Ordinal);
        Assert.Contains("Unset ONEDNN_MAX_CPU_ISA", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'), line => line.StartsWith("cfnsr:", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.dat", SearchOption.AllDirectories));
    }

    [Fact]
    public void Waiting_threads_sleep_unless_the_user_says_otherwise()
    {
        Assert.Contains("OMP_WAIT_POLICY=PASSIVE is set", Line(Cfnsr(null, ["doctor", "--json"], hideCaches: false), "OpenMP").Finding, StringComparison.Ordinal);
        Assert.Contains("your OMP_WAIT_POLICY=ACTIVE holds", Line(Cfnsr(null, ["doctor", "--json"], hideCaches: false, waitPolicy: "ACTIVE"), "OpenMP").Finding, StringComparison.Ordinal);
    }

    private static DoctorLine Line((int Exit, string Output, string Error) run, string name) =>
        Assert.Single(JsonSerializer.Deserialize<List<DoctorLine>>(run.Output, JsonSerializerOptions.Web)!, l => l.Name == name);

    /// <summary>
    /// cfnsr in a process of its own. To hide the caches an emulator takes the place of the processor: an AMD one without the leaf that lists them (the
    /// highest leaf is lowered, and a leaf beyond it is answered with that of the highest ordinary leaf, 17, which is empty).
    /// </summary>
    private static (int Exit, string Output, string Error) Cfnsr(string? limit, IReadOnlyList<string> arguments, bool hideCaches, string? waitPolicy = null)
    {
        string kit = Path.Combine(AppContext.BaseDirectory, "cfnsr");
        Assert.SkipUnless(!hideCaches || File.Exists("/usr/bin/qemu-x86_64"), "needs qemu-user");
        var start = hideCaches
            ? new ProcessStartInfo("/usr/bin/qemu-x86_64", ["-cpu", "EPYC,level=0x11,xlevel=0x80000008", kit, .. arguments])
            : new ProcessStartInfo(kit, [.. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment.Remove("ONEDNN_MAX_CPU_ISA");
        start.Environment.Remove("OMP_WAIT_POLICY");
        if (waitPolicy is not null) start.Environment["OMP_WAIT_POLICY"] = waitPolicy;
        if (limit is not null) start.Environment["ONEDNN_MAX_CPU_ISA"] = limit;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string said = string.Join('\n', error.Result.Split('\n').Where(line => !line.StartsWith("qemu", StringComparison.Ordinal)));
        return (process.ExitCode, output, said);
    }

    /// <summary>A 64-bit little-endian ELF file of three sections (nothing, .gnu.version_r with two versions of one library, their names).</summary>
    private static byte[] Elf(string first, string second)
    {
        byte[] names = Encoding.ASCII.GetBytes($"\0libstdc++.so.6\0{first}\0{second}\0");
        byte[] elf = new byte[NamesAt + names.Length];
        ((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]).CopyTo(elf);
        U64(0x28, 64);                  // the sections' headers
        U16(0x3A, 64);                  // bytes of a header
        U16(0x3C, 3);                   // headers
        U32(128 + 4, 0x6ffffffe);       // SHT_GNU_verneed
        U64(128 + 24, NeedAt);
        U32(128 + 40, 2);               // its names are in section 2
        U32(128 + 44, 1);               // one library
        U32(192 + 4, 3);                // SHT_STRTAB
        U64(192 + 24, NamesAt);
        U16(NeedAt, 1);
        U16(NeedAt + 2, 2);             // two versions
        U32(NeedAt + 4, 1);             // the library's name
        U32(NeedAt + 8, 16);            // the first version
        Version(NeedAt + 16, 7, 16, 16);
        Version(NeedAt + 32, 8, 17 + first.Length, 0);
        names.CopyTo(elf, NamesAt);
        return elf;

        void Version(int at, ushort index, int name, int next)
        {
            U16(at + 6, index);
            U32(at + 8, (uint)name);
            U32(at + 12, (uint)next);
        }

        void U16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(at), value);
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(elf.AsSpan(at), value);
        void U64(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(elf.AsSpan(at), value);
    }

    private static (int Flags, int Index)[] Flags(byte[] elf) =>
        [.. ((int[])[NeedAt + 16, NeedAt + 32]).Select(at => ((int)elf[at + 4], (int)elf[at + 6]))];
}
