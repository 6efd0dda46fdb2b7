using System.Diagnostics;
using System.Reflection;

namespace CFNSR.Repro.Cli;

/// <summary>
/// What a user is told of an exception: one line and an exit code.
/// Whatever a command throws passes here, so that nobody is shown a stack trace.
/// </summary>
internal static class Failure
{
    /// <summary>Describes an exception to the user.</summary>
    /// <param name="error">What the command threw.</param>
    /// <returns>A line without an end, and the exit code.</returns>
    public static (string Line, int Exit) Of(Exception error)
    {
        while (error is AggregateException or TargetInvocationException or TypeInitializationException && error.InnerException is { } inner)
            error = inner;
        string[] lines = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string first = (lines.FirstOrDefault() ?? "no message").TrimEnd('.'); // libtorch and OpenCV write their own stack below
        return error switch
        {
            KitException => (string.Join(' ', lines), ExitCode.BadInput),
            TrainingDivergedException => (string.Join(' ', lines), ExitCode.Failed),
            OperationCanceledException => ("stopped; what was finished is kept, the same command goes on from there", ExitCode.Failed),
            IOException or UnauthorizedAccessException => (
                $"{first}. Check that the folder can be written to and that the disk has room, then run the same command again.",
                ExitCode.Failed),
            _ => ($"the job failed: {first} ({error.GetType().Name}{Place(error)})", ExitCode.Failed),
        };
    }

    /// <summary>The kit's method from which the exception came, for a report of it.</summary>
    private static string Place(Exception error)
    {
        var named = new StackTrace(error).GetFrames().Select(frame => (Type: frame.GetMethod()?.DeclaringType, frame.GetMethod()?.Name))
            .FirstOrDefault(frame => frame.Type?.Namespace?.StartsWith("CFNSR.Repro", StringComparison.Ordinal) == true
                && !$"{frame.Type.Name}{frame.Name}".Contains('<')); // not what the compiler makes of a lambda
        return named.Type is null ? "" : $" in {named.Type.Name}.{named.Name}";
    }
}
