using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Avatars.Sound;

/// <summary>Lets espeak-ng speak (Debian package espeak-ng); arguments one by one, no shell.</summary>
internal sealed class EspeakNg(string program = "espeak-ng")
{
    /// <summary>Checks that the program is there.</summary>
    /// <exception cref="KitException">It is not.</exception>
    public void Require() => Run(["--version"]);

    /// <summary>Speaks a sentence.</summary>
    /// <param name="voice">Voice with variant, such as en-us+f3.</param>
    /// <param name="sentence">Plain text.</param>
    /// <param name="semitones">Shift of the pitch.</param>
    /// <param name="range">Change of the pitch's range in percent.</param>
    /// <param name="rate">Words per minute.</param>
    /// <param name="scratch">A file that may be written; removed afterwards.</param>
    public AudioSignal Speak(string voice, string sentence, double semitones, double range, double rate, string scratch)
    {
        static string Text(double value) => Math.Round(value).ToString("0", CultureInfo.InvariantCulture);
        var pitch = Math.Clamp(50 + (6 * semitones), 0, 99);
        var change = Math.Clamp(range, -95, 100);
        var sign = change < 0 ? "-" : "+";
        try
        {
            Run(
            [
                "-m", "-v", voice, "-p", Text(pitch), "-s", Text(Math.Clamp(rate, 80, 300)), "-a", "100", "-z", "-w", scratch,
                $"<prosody range=\"{sign}{Text(Math.Abs(change))}%\">{sentence}</prosody>",
            ]);
            return AudioFile.Read(scratch);
        }
        finally
        {
            File.Delete(scratch);
        }
    }

    private void Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!; // null only with UseShellExecute
            var output = process.StandardOutput.ReadToEndAsync();
            var said = process.StandardError.ReadToEnd();
            output.Wait();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new KitException($"espeak-ng failed with exit code {process.ExitCode}: {said.Trim()}", cure: "Try it in a shell: espeak-ng hello.");
        }
        catch (Win32Exception e)
        {
            throw new KitException(
                "espeak-ng cannot be started, and without it the avatars have no voice",
                expected: "espeak-ng on the PATH",
                cure: "Install it (apt-get install espeak-ng), or give real sound with --audio.",
                inner: e);
        }
    }
}
