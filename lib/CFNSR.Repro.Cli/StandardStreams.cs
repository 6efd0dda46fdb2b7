using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CFNSR.Repro.Cli;

/// <summary>
/// Keeps this process's standard input and output for one purpose: whatever else reads then finds nothing, whatever else prints (C# outside cells,
/// native libraries, programs that are started) goes to standard error and cannot get between the lines of a protocol.
/// </summary>
internal static class StandardStreams
{
    private const int DuplicateCloseOnExec = 1030;   // F_DUPFD_CLOEXEC of fcntl.h

    /// <summary>Takes both, as UTF-8 text.</summary>
    public static (TextReader Input, TextWriter Output) Take()
    {
        var input = new StreamReader(new FileStream(Move(0), FileAccess.Read, bufferSize: 1), Encoding.UTF8);
        var output = new StreamWriter(new FileStream(Move(1), FileAccess.Write, bufferSize: 1), new UTF8Encoding(false)) { NewLine = "\n" };
        using (SafeFileHandle nothing = File.OpenHandle("/dev/null")) Check(Replace((int)nothing.DangerousGetHandle(), 0));
        Check(Replace(2, 1));
        Console.SetIn(TextReader.Null);
        Console.SetOut(Console.Error);
        return (input, output);
    }

    private static SafeFileHandle Move(int descriptor) => new(Check(Control(descriptor, DuplicateCloseOnExec, 3)), ownsHandle: true);

    private static int Check(int result) => result >= 0 ? result : throw new IOException("the standard streams cannot be taken over: " + Marshal.GetLastPInvokeErrorMessage());

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int Control(int descriptor, int command, int argument);

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static extern int Replace(int from, int to);
}
