using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Data;

/// <summary>A running ffmpeg. Write to it, read from it, then <see cref="Finish"/>; disposing an unfinished one ends it.</summary>
public sealed partial class FfmpegProcess : IDisposable
{
    private const int TailLines = 8;

    private readonly Process process;
    private readonly string program;
    private readonly string? file;
    private readonly Queue<string> tail = new();

    internal FfmpegProcess(Process process, string program, string? file, Action<string>? log = null)
    {
        this.process = process;
        this.program = program;
        this.file = file;
        process.ErrorDataReceived += (_, line) =>
        {
            if (string.IsNullOrWhiteSpace(line.Data)) return;
            log?.Invoke(line.Data);
            Keep(line.Data);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>What ffmpeg writes to <c>pipe:1</c>.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>
    /// Whether an error was reported; complete after <see cref="Finish"/>. ffmpeg goes on after most of them and ends with code 0.
    /// </summary>
    public bool Complained
    {
        get
        {
            lock (tail) return tail.Count > 0;
        }
    }

    /// <summary>Sends bytes to <c>pipe:0</c>.</summary>
    /// <param name="bytes">Raw frames or samples.</param>
    /// <exception cref="KitException">ffmpeg has ended early.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            process.StandardInput.BaseStream.Write(bytes);
        }
        catch (IOException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Closes the input and waits for the end.</summary>
    /// <exception cref="KitException">ffmpeg reports a failure.</exception>
    public void Finish()
    {
        Exception? broken = null;
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException e)
        {
            broken = e;
        }
        process.WaitForExit(); // also waits for the last line of standard error
        if (process.ExitCode != 0 || broken is not null) throw Failure(broken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }
        process.Dispose();
    }

    private KitException Failure(Exception? inner)
    {
        if (!process.WaitForExit(TimeSpan.FromSeconds(2))) process.Kill();
        process.WaitForExit();
        string said;
        lock (tail) said = string.Join(" | ", tail);
        return new KitException($"{program} failed with exit code {process.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {said}",
            file, cure: "Check that the file is complete and plays; if it is damaged, fetch it again.", inner: inner);
    }

    private void Keep(string line)
    {
        if (!Error().IsMatch(line)) return;
        lock (tail)
        {
            tail.Enqueue(Error().Replace(line, "").Trim());
            if (tail.Count > TailLines) tail.Dequeue();
        }
    }

    // "[h264 @ 0x55e1c0] [error] what": the address is another one each time
    [GeneratedRegex(@"^(\[[^\]]* @ [^\]]*\] )*\[(error|fatal|panic)\] ")]
    private static partial Regex Error();
}
