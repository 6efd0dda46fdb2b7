using System.Diagnostics;
using System.Globalization;
using OpenCvSharp;
using TorchSharp;
using static System.FormattableString;

namespace CFNSR.Repro;

/// <summary>
/// Looks at everything the kit needs and says what is there, what is not, and the cure
/// (taught in notebook 00, command `cfnsr doctor`). Nothing is changed and nothing is trained.
/// </summary>
public static class Doctor
{
    private const double GiB = 1024.0 * 1024 * 1024;

    /// <summary>Examines this machine.</summary>
    /// <param name="dataFolder">The data set to look at, or null for the environment variable RAVDESS.</param>
    /// <param name="workFolder">The folder whose disk will hold clip stores and runs.</param>
    /// <param name="needGiB">Memory in GiB that the chosen preset needs; 0 to leave the comparison out.</param>
    /// <param name="preset">The preset's name, for the text.</param>
    public static IReadOnlyList<DoctorLine> Examine(string? dataFolder = null, string workFolder = ".", double needGiB = 0, string preset = "classroom")
    {
        var lines = new List<DoctorLine> { Sdk() };
        lines.AddRange(NativeStart.Findings);
        DoctorLine torch = LibTorch();
        lines.Add(torch);
        if (torch.Status == "fail")
        {
            lines.Add(new("CUDA", "warn", "not examined, since libtorch did not load", "cure the libtorch line first"));
        }
        else
        {
            lines.Add(ConvolutionCheck.Line());
            lines.Add(Cuda());
        }
        lines.Add(OpenCv());
        lines.Add(Tool("ffmpeg", "-version", "needed for the sound of mp4 files and for avatars", "apt-get install ffmpeg"));
        lines.Add(Tool("espeak-ng", "--version", "needed for avatars that speak (not for real data)", "apt-get install espeak-ng"));
        lines.Add(DataSet(dataFolder ?? Environment.GetEnvironmentVariable("RAVDESS")));
        lines.Add(Disk(workFolder));
        lines.Add(Memory(needGiB, preset));
        return lines;
    }

    private static DoctorLine Sdk()
    {
        (int status, string text) = Run("dotnet", "--version");
        return status == 0
            ? new("SDK", "ok", $".NET SDK {text}, runtime {Environment.Version}")
            : new("SDK", "warn", $"no dotnet command on PATH, runtime {Environment.Version}", "the kit runs, but building it needs the .NET 10 SDK (dotnet-sdk-10.0)");
    }

    private static DoctorLine LibTorch()
    {
        try
        {
            return new("libtorch", "ok", $"{torch.__version__} (TorchSharp {typeof(torch).Assembly.GetName().Version}), {torch.get_num_threads().ToString(CultureInfo.InvariantCulture)} threads");
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            return new("libtorch", "fail", (e.InnerException ?? e).Message.Split('\n')[0], "see the line of the symbol version; run environment/setup.sh, which restores libtorch");
        }
    }

    private static DoctorLine Cuda()
    {
        if (Devices.CudaProblem() is not { } problem)
            return new("CUDA", "ok", Invariant($"{torch.cuda.device_count()} device(s); chosen by device=cuda or device=auto"));
        string cure = !Devices.HasNvidiaDriver ? "without a GPU use preset=classroom or preset=audio; with one, install its driver"
            : "KitTorch=cuda environment/setup.sh --force takes the CUDA package; the driver must be new enough for its CUDA";
        return new("CUDA", "warn", problem, cure);
    }

    private static DoctorLine OpenCv()
    {
        try
        {
            return new("OpenCV", "ok", Cv2.GetVersionString() ?? "unknown version");
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            return new("OpenCV", "fail", (e.InnerException ?? e).Message.Split('\n')[0], "run environment/setup.sh, which installs what OpenCV asks for (GTK 3, libatomic)");
        }
    }

    private static DoctorLine Tool(string name, string argument, string need, string cure)
    {
        (int status, string text) = Run(name, argument);
        return status == 0 ? new(name, "ok", text) : new(name, "fail", $"not found; {need}", cure);
    }

    private static DoctorLine DataSet(string? folder)
    {
        if (folder is null)
            return new("data set", "warn", "RAVDESS is not set", "for real data see data/README.md, then set RAVDESS=/path; avatars need no data");
        if (!Directory.Exists(folder))
            return new("data set", "fail", $"{folder} does not exist", "set RAVDESS to the folder that holds Actor_01 … Actor_24");
        try
        {
            var index = Data.ClipIndex.Scan(folder);
            int actors = index.Clips.Select(c => c.Name.Actor).Distinct().Count();
            int video = index.Clips.Count(c => c.VideoFile is not null), sound = index.Clips.Count(c => c.AudioFile is not null);
            string found = Invariant($"{index.Clips.Count} clips of {actors} actors ({video} with picture, {sound} WAV)");
            return index.Problems.Count == 0
                ? new("data set", "ok", found)
                : new("data set", "warn", Invariant($"{found}; {index.Problems.Count} problems"), $"see them with: cfnsr data check {folder}");
        }
        catch (KitException e)
        {
            return new("data set", "fail", e.Message, e.Cure ?? "see data/README.md");
        }
    }

    private static DoctorLine Disk(string folder)
    {
        string full = Path.GetFullPath(folder);
        while (!Directory.Exists(full)) full = Path.GetDirectoryName(full)!;
        double free = new DriveInfo(full).AvailableFreeSpace / GiB;
        // 1,440 clips of 30 x 224 x 224 x 3 bytes are 6.06 GiB
        return free >= 8
            ? new("disk", "ok", Invariant($"{free:F1} GiB free"))
            : new("disk", "warn", Invariant($"{free:F1} GiB free"), "a clip store of all of RAVDESS at 224 px takes 6.1 GiB; the classroom preset needs less than 1");
    }

    private static DoctorLine Memory(double needGiB, string preset)
    {
        double free = AvailableMemory() / GiB;
        if (needGiB <= 0) return new("memory", "ok", Invariant($"{free:F1} GiB free"));
        string text = Invariant($"{free:F1} GiB free, preset {preset} needs about {needGiB:F1} GiB");
        return free >= needGiB ? new("memory", "ok", text) : new("memory", "warn", text, "use a smaller batch= or size=, or preset=classroom");
    }

    /// <summary>Memory in bytes that a new process may take (Linux: MemAvailable; else what the runtime may use).</summary>
    public static double AvailableMemory()
    {
        const string Meminfo = "/proc/meminfo";
        string? line = File.Exists(Meminfo) ? File.ReadLines(Meminfo).FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal)) : null;
        return line is not null
            ? 1024.0 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }

    private static (int Status, string FirstLine) Run(string command, string argument)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, [argument]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string first = process.StandardOutput.ReadLine() ?? "";
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, first);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}
