using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Runtime.Loader;
using System.Text;

namespace CFNSR.Repro;

/// <summary>
/// Prepares what the packages' native libraries need, before anything else of the kit runs. Four steps; each does nothing where it is not needed,
/// and <c>cfnsr doctor</c> shows what each did and why. None of them throws: what fails is said by the doctor and by the library that then fails to load.
/// </summary>
public static class NativeStart
{
    private const string Wrapper = "libLibTorchSharp.so";       // TorchSharp's own native library
    private const string NewestGlibcxx = "GLIBCXX_3.4.32";      // GCC 13; Debian 12 and Ubuntu 22.04 end at 3.4.30
    private const string InitSymbol = "_ZSt21ios_base_library_initv";
    private const string IsaLimit = "ONEDNN_MAX_CPU_ISA";

    private static readonly string Folder = Path.GetDirectoryName(typeof(NativeStart).Assembly.Location) ?? AppContext.BaseDirectory;

    /// <summary>What each step found and did, as lines of the doctor.</summary>
    public static IReadOnlyList<DoctorLine> Findings { get; private set; } = [];

    /// <summary>Whether the processor answers the question for its caches with zeros, as some virtual machines make it.</summary>
    public static bool HidesCaches => X86Base.IsSupported && HidesCachesAt(Vendor(), (leaf, subleaf) => X86Base.CpuId(leaf, subleaf).Eax);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "libtorch reads the environment when it is loaded, and a script host loads it from any cell: no later place is early enough.")]
    internal static void Prepare()
    {
        Findings = [SymbolVersion(Folder), OneDnn(), OpenMp(), Host()];
        if (!OperatingSystem.IsLinux()) return;
        _ = SetEnvironment("OPENCV_LOG_LEVEL", "ERROR", 0); // what is wrong with a picture is said by the kit, with the file's name
    }

    /// <summary>
    /// TorchSharp 0.107 was built by GCC 13 and asks for a symbol version that it does not use. Where the system's libstdc++ is older, that version is
    /// marked weak in the kit's copy of the library, so that the loader passes over it.
    /// </summary>
    /// <param name="folder">The folder of the kit's own copy. The file may be a link into the package cache, so it is replaced, never written to.</param>
    private static DoctorLine SymbolVersion(string folder)
    {
        const string Name = "symbol version";
        string file = Path.Combine(folder, Wrapper);
        if (!OperatingSystem.IsLinux() || !File.Exists(file)) return new(Name, "ok", $"no {Wrapper} beside the kit");
        if (NativeLibrary.TryLoad("libstdc++.so.6", out nint handle) && NativeLibrary.TryGetExport(handle, InitSymbol, out _))
            return new(Name, "ok", $"the system's libstdc++ has {NewestGlibcxx}; {Wrapper} is left as it came");
        try
        {
            if (WithWeakVersion(File.ReadAllBytes(file), NewestGlibcxx) is { } mended)
            {
                string part = $"{file}.{Environment.ProcessId}.part";
                File.WriteAllBytes(part, mended);
                File.SetUnixFileMode(part, File.GetUnixFileMode(file));
                File.SetLastWriteTimeUtc(part, File.GetLastWriteTimeUtc(file));   // a later build finds nothing to copy
                File.Move(part, file, overwrite: true);
            }
            return new(Name, "ok", $"the system's libstdc++ lacks {NewestGlibcxx}; {Wrapper} asks for it weakly now");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new(Name, "fail", $"the system's libstdc++ lacks {NewestGlibcxx}, which {file} asks for, and that could not be changed: {e.Message}",
                "run environment/setup.sh as the owner of this folder");
        }
    }

    /// <summary>A library whose need of a symbol version is weak (VER_FLG_WEAK in .gnu.version_r); null where it needs no such version or only weakly.</summary>
    /// <param name="elf">A 64-bit little-endian ELF file.</param>
    /// <param name="version">The version's name.</param>
    /// <exception cref="InvalidDataException">The bytes are no such file.</exception>
    internal static byte[]? WithWeakVersion(byte[] elf, string version)
    {
        const uint VerNeed = 0x6ffffffe;
        const ushort Weak = 2;
        byte[]? changed = null;
        try
        {
            if (!elf.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1])) throw new InvalidDataException("it is no 64-bit ELF file");
            int Section(int index) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf.AsSpan(0x28))) + (index * U16(0x3A));
            for (int i = 0; i < U16(0x3C); i++)
            {
                if (U32(Section(i) + 4) != VerNeed) continue;
                int names = I64(Section((int)U32(Section(i) + 40)) + 24);
                int need = I64(Section(i) + 24);
                for (int file = 0; file < U32(Section(i) + 44); file++, need += (int)U32(need + 12))
                {
                    int entry = need + (int)U32(need + 8);
                    for (int v = 0; v < U16(need + 2); v++, entry += (int)U32(entry + 12))
                    {
                        if ((U16(entry + 4) & Weak) != 0 || Text(names + (int)U32(entry + 8)) != version) continue;
                        changed ??= (byte[])elf.Clone();
                        BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(entry + 4), (ushort)(U16(entry + 4) | Weak));
                    }
                }
            }
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("it is no whole ELF file", e);
        }
        return changed;

        ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(elf.AsSpan(at));
        uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(elf.AsSpan(at));
        int I64(int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(elf.AsSpan(at)));
        string Text(int at) => Encoding.ASCII.GetString(elf.AsSpan(at, elf.AsSpan(at).IndexOf((byte)0)));
    }

    /// <summary>
    /// oneDNN plans its blocks by the sizes of the caches. Where a virtual machine hides them it computes wrong results or ends the process; its SSE4.1
    /// kernels are right. The limit is read when libtorch is loaded, from the native environment.
    /// </summary>
    private static DoctorLine OneDnn()
    {
        const string Name = "oneDNN guard";
        string? set = Environment.GetEnvironmentVariable(IsaLimit) ?? Environment.GetEnvironmentVariable("DNNL_MAX_CPU_ISA");
        if (!HidesCaches) return new(Name, "ok", $"the processor names its caches{(set is null ? "; no limit is set" : $"; your {IsaLimit}={set} holds")}");
        if (set is not null) return new(Name, "ok", $"the processor hides its caches; your {IsaLimit}={set} holds, see the line of the convolutions");
        _ = SetEnvironment(IsaLimit, "SSE41", 0);
        return new(Name, "ok", $"the processor hides its caches, by which oneDNN computes wrong results; {IsaLimit}=SSE41 is set (right, and slower)");
    }

    /// <summary>Whether the leaf that oneDNN reads says that there is no cache: 0x8000001D for AMD, 4 for Intel; other makers' it does not read.</summary>
    /// <param name="vendor">The maker's name in leaf 0.</param>
    /// <param name="eax">EAX of a leaf and subleaf; its lowest five bits are the kind of the cache, 0 for none.</param>
    internal static bool HidesCachesAt(string vendor, Func<int, int, int> eax) => vendor switch
    {
        "AuthenticAMD" => (eax(unchecked((int)0x8000001D), 0) & 0x1F) == 0,
        "GenuineIntel" => (eax(4, 0) & 0x1F) == 0,
        _ => false,
    };

    /// <summary>
    /// libtorch's threads spin while they wait for each other. Where another program wants the same cores, a step waits for a thread that waits for a core:
    /// training a small network took 100 to 156 s instead of 9 on two busy cores. Threads that sleep cost some 7 % where nothing else runs (5.5 s instead of 5.1).
    /// </summary>
    private static DoctorLine OpenMp()
    {
        const string Name = "OpenMP", Policy = "OMP_WAIT_POLICY";
        if (Environment.GetEnvironmentVariable(Policy) is { } set) return new(Name, "ok", $"your {Policy}={set} holds");
        if (!OperatingSystem.IsLinux()) return new(Name, "ok", $"{Policy} is not set");
        _ = SetEnvironment(Policy, "PASSIVE", 0);
        return new(Name, "ok", $"waiting threads sleep ({Policy}=PASSIVE is set), so that the kit can share its cores");
    }

    private static string Vendor()
    {
        (int _, int ebx, int ecx, int edx) = X86Base.CpuId(0, 0);
        return Encoding.ASCII.GetString([.. BitConverter.GetBytes(ebx), .. BitConverter.GetBytes(edx), .. BitConverter.GetBytes(ecx)]);
    }

    /// <summary>
    /// A script host (the .NET Interactive kernel) has its own FSharp.Core, older than the one that Plotly.NET asks for, and looks for native libraries
    /// in its own folder. There the kit's folder supplies what the host lacks, and its natives.
    /// </summary>
    private static DoctorLine Host()
    {
        const string Name = "host";
        if (Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) == Folder) return new(Name, "ok", "the kit runs in its own folder");
        var context = new KitContext(Folder);
        AssemblyLoadContext.Default.Resolving += (_, name) => context.Supply(name);
        return new(Name, "ok", $"the kit is a guest of {Assembly.GetEntryAssembly()?.GetName().Name ?? "another program"}; assemblies and natives come from {Folder}");
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);

    /// <summary>Loads from the kit's folder first, but never what the host and the cells must share.</summary>
    private sealed class KitContext(string folder) : AssemblyLoadContext("CFNSR.Repro")
    {
        private static readonly string[] Shared = ["Microsoft.DotNet.Interactive", "System", "Microsoft.CodeAnalysis", "Newtonsoft.Json"];

        public Assembly? Supply(AssemblyName name) =>
            Find(name) is null ? null : LoadFromAssemblyName(name);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == typeof(NativeStart).Assembly.GetName().Name ? typeof(NativeStart).Assembly
            : Find(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName)
        {
            foreach (string file in (string[])[unmanagedDllName, $"lib{unmanagedDllName}.so", $"{unmanagedDllName}.so"])
            {
                string path = Path.Combine(folder, file);
                if (File.Exists(path)) return LoadUnmanagedDllFromPath(path);
            }
            return 0;
        }

        /// <summary>The kit's own copy of an assembly; null where there is none, or where the host's is the one to use.</summary>
        private string? Find(AssemblyName assembly)
        {
            string file = Path.Combine(folder, assembly.Name + ".dll");
            return !Shared.Any(s => assembly.Name!.StartsWith(s, StringComparison.Ordinal)) && File.Exists(file) ? file : null;
        }
    }
}
