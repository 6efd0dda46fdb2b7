using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace CFNSR.Repro.Notebooks;

/// <summary>Puts what happened in a cell into words: notebook, cell, line, and the line itself.</summary>
internal sealed partial class CellReport(string file, int cell, string code)
{
    private const string Mark = "#cell-";
    private readonly string[] lines = code.Split('\n');

    public int Cell => cell;

    /// <summary>The name under which the cell is compiled; stack traces bring it back. Its folder is the notebook's.</summary>
    public string Path { get; } = string.Create(CultureInfo.InvariantCulture, $"{file}{Mark}{cell}");

    public string Place() => string.Create(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileName(file)}, cell {cell}");

    /// <summary>"00-Welcome.ipynb, cell 3, line 2: error CS0103: …".</summary>
    public string Line(Diagnostic found)
    {
        string kind = found.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        string text = $"{kind} {found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}";
        return found.Location.IsInSource ? Line(found.Location.GetLineSpan().StartLinePosition.Line, text) : $"{Place()}: {text}";
    }

    /// <param name="line">Counted from 0.</param>
    /// <param name="text">What is wrong with it.</param>
    public string Line(int line, string text)
    {
        string shown = line < lines.Length ? $"\n    {lines[line].Trim()}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Place()}, line {line + 1}: {text}{shown}");
    }

    /// <param name="errors">A line each.</param>
    public static ErrorOutput CompileError(IReadOnlyList<string> errors) => new("CompileError",
        errors.Count == 1 ? "the cell does not compile" : string.Create(CultureInfo.InvariantCulture, $"the cell does not compile: {errors.Count} errors"), [.. errors.Take(20)]);

    public static string Message(Exception thrown) => thrown.InnerException is { } inner && thrown is TargetInvocationException or TypeInitializationException or AggregateException { InnerExceptions.Count: 1 }
        ? Message(thrown.InnerException!) : thrown.Message;

    public ErrorOutput Thrown(Exception thrown)
    {
        var trace = new List<string>();
        foreach (StackFrame frame in new StackTrace(thrown, fNeedFileInfo: true).GetFrames())
        {
            if (trace.Count == 20) break;
            MethodBase? method = frame.GetMethod();
            if (frame.GetFileName() is { } name && name.LastIndexOf(Mark, StringComparison.Ordinal) is int at and > 0)
                trace.Add(string.Create(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileName(name[..at])}, cell {name[(at + Mark.Length)..]}, line {frame.GetFileLineNumber()}"));
            else if (method?.DeclaringType is { } type && !Hidden(type))
                trace.Add($"in {type.FullName}.{method.Name}");
        }
        if (!trace.Any(t => t.Contains(", cell ", StringComparison.Ordinal))) trace.Add(Place());
        Exception reason = thrown;
        while (reason.InnerException is { } inner && Message(reason) == Message(inner)) reason = inner;
        return new ErrorOutput(reason.GetType().FullName ?? "Exception", Message(reason), trace);
    }

    /// <summary>Whether code of a cell is on the stack of an exception.</summary>
    public static bool IsOfCell(Exception thrown) =>
        new StackTrace(thrown, fNeedFileInfo: true).GetFrames()
            .Any(frame => frame.GetFileName()?.Contains(Mark, StringComparison.Ordinal) == true);

    /// <summary>The first line, from 0, that asks for what only .NET Interactive has; null where there is none.</summary>
    public static int? OtherLanguage(string code) =>
        Interactive().Match(code) is { Success: true } found ? code.AsSpan(0, found.Index).Count('\n') : null;

    /// <summary>What another kernel says of an exception: type, message and a stack of its own, which is left out.</summary>
    public ErrorOutput Thrown(string told)
    {
        string head = told.Split(["\n   at ", "\n ---> ", "\r\n"], 2, StringSplitOptions.None)[0];
        int colon = head.IndexOf(": ", StringComparison.Ordinal);
        bool named = colon > 0 && head.AsSpan(0, colon).IndexOfAny(' ', '\n') < 0;
        return new ErrorOutput(named ? head[..colon] : "Exception", named ? head[(colon + 2)..] : head, [Place()]);
    }

    [GeneratedRegex("""^[ \t]*(#!(?!csharp\b|c#)\w|#i\s*"|#r\s*"nuget)""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Interactive();

    private static bool Hidden(Type type) => type.FullName is not { } name || name.StartsWith("Submission#", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal) || name.StartsWith("System.Runtime.", StringComparison.Ordinal)
        || name.StartsWith("CFNSR.Repro.Notebooks.", StringComparison.Ordinal);
}
