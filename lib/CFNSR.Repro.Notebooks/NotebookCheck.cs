using System.Globalization;
using System.Text.RegularExpressions;
using CFNSR.Repro.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CFNSR.Repro.Notebooks;

/// <summary>The rules for committed notebooks: what makes them run on every engine (.NET Interactive and its successors), stay small in git and teach in the same form.</summary>
public static partial class NotebookCheck
{
    /// <summary>Longest cell, in lines.</summary>
    public const int CellLines = 25;

    /// <summary>Words of which each needs a heading that begins with it. Exercises and solutions (EX-…) need a title only.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["Goal", "Time needed", "Inputs and outputs", "For Python readers", "Summary", "Exercises", "Next"];

    /// <summary>What the living C# engines have in common; the kit's own engine knows more.</summary>
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12, kind: SourceCodeKind.Script);

    private static readonly HashSet<string> ModelNames = [.. typeof(EmotionModel).Assembly.GetExportedTypes()
        .Where(t => t.IsAssignableTo(typeof(TorchSharp.torch.nn.Module))).Select(t => t.Name.Split('`')[0])];

    /// <summary>Finds every broken rule.</summary>
    /// <param name="notebook">The notebook.</param>
    public static IReadOnlyList<NotebookFault> Faults(Notebook notebook)
    {
        var faults = new List<NotebookFault>();
        void Add(int cell, string what) => faults.Add(new(Path.GetFileName(notebook.File), cell, what));

        if (notebook.KernelName != ".net-csharp") Add(0, $"is written for the kernel {notebook.KernelName ?? "(none)"}; expected .net-csharp");
        else if (!notebook.HasEditorMetadata) Add(0, "lacks what editors look for in its metadata (language_info, polyglot_notebook); copy the metadata of 00-Welcome.ipynb");
        if (notebook.Cells is not [{ Kind: "markdown" } first, ..] || !first.Source.StartsWith("# ", StringComparison.Ordinal)) Add(1, "is not a text cell that begins with a title (# …)");
        foreach (string heading in Missing(notebook)) Add(0, $"has no heading that begins with \"{heading}\"");
        NotebookCell? start = notebook.Cells.FirstOrDefault(c => c.IsCode);
        if (start is null || !KitReference().IsMatch(start.Source)) Add(start?.Number ?? 0, "the first code cell does not begin with #r \"../artifacts/kit/CFNSR.Repro.dll\"");
        foreach (NotebookCell extra in notebook.Cells.Where(c => c.Tags.Contains(NotebookParameters.Tag)).Skip(1)) Add(extra.Number, "is a second cell tagged parameters");

        foreach (NotebookCell cell in notebook.Cells)
        {
            if (cell.HasOutputs) Add(cell.Number, "holds outputs; clear them before committing");
            foreach (Match path in AbsolutePath().Matches(cell.Source)) Add(cell.Number, $"names a path of one machine: {path.Value}");
            if (!cell.IsCode) continue;
            int lines = cell.Source.TrimEnd().Split('\n').Length;
            if (lines > CellLines) Add(cell.Number, string.Create(CultureInfo.InvariantCulture, $"has {lines} lines; at most {CellLines}"));
            if (Feed().IsMatch(cell.Source)) Add(cell.Number, "takes a package from a feed (#r \"nuget: …\"); the kit's folder has what is needed");
            foreach (Match magic in Magic().Matches(cell.Source)) Add(cell.Number, $"has a magic command, which not every engine knows: {magic.Value.Trim()}");
            foreach (string fault in References(cell, first: cell == start).Concat(Portable(cell.Source))) Add(cell.Number, fault);
            foreach (string name in Models(cell.Source)) Add(cell.Number, $"declares the model {name}; models live in lib/CFNSR.Repro/Models");
        }
        return faults;
    }

    private static IEnumerable<string> Missing(Notebook notebook)
    {
        if (notebook.Name.StartsWith("EX-", StringComparison.OrdinalIgnoreCase)) return [];
        var headings = notebook.Cells.Where(c => c.Kind == "markdown").SelectMany(c => Heading().Matches(c.Source)).Select(m => m.Groups[1].Value).ToList();
        return Headings.Where(h => !headings.Any(x => x.StartsWith(h, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Every library comes from the kit's folder and is named in the first code cell: an engine that cannot compile a cell forgets its #r lines.</summary>
    private static IEnumerable<string> References(NotebookCell cell, bool first)
    {
        foreach (Match reference in Reference().Matches(cell.Source).Where(r => !Feed().IsMatch(r.Value)))
        {
            if (!KitLibrary().IsMatch(reference.Groups[1].Value)) yield return $"refers to {reference.Groups[1].Value}; the kit's folder ../artifacts/kit has what is needed";
            else if (!first) yield return $"refers to {reference.Groups[1].Value}; #r belongs into the first code cell";
        }
    }

    /// <summary>What this engine would run and another one would not, or not in the same way.</summary>
    private static IEnumerable<string> Portable(string source)
    {
        if (Magic().IsMatch(source) || Feed().IsMatch(source)) yield break;   // named already
        foreach (Match other in OtherDirective().Matches(source)) yield return $"has {other.Groups[1].Value}, which not every engine knows";
        foreach (Match own in EngineOnly().Matches(source)) yield return $"names {own.Value} of the kit's own engine; display and HTML are there everywhere";
        if (Kept().IsMatch(source)) yield return "keeps the handle of display, whose Update changes nothing on .NET Interactive; use LiveDisplay.Show";
        foreach (Match asks in Typed().Matches(source)) yield return $"waits for typing ({asks.Value}), which engines do differently; use the cell tagged parameters";
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, Language);
        if (tree.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
            yield return string.Create(CultureInfo.InvariantCulture, $"is no C# 12 in line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}");
        else if (tree.GetCompilationUnitRoot().Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "display" } } } })
            yield return "ends with display(…) and no semicolon: its handle would be shown as well";
    }

    /// <summary>Classes and records of a cell that derive from a module or are named like one of the library's.</summary>
    private static IEnumerable<string> Models(string source) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(kind: SourceCodeKind.Script)).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
            .Where(t => ModelNames.Contains(t.Identifier.Text) || t.BaseList?.Types.Any(b => IsModule(b.Type)) == true).Select(t => t.Identifier.Text);

    private static bool IsModule(TypeSyntax type)
    {
        string name = type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault(n => n.Parent is not TypeArgumentListSyntax)?.Identifier.Text ?? "";
        return name is "Module" or "ParameterLessModule" || ModelNames.Contains(name);
    }

    [GeneratedRegex("""\A\s*#r "(\.\./)+artifacts/kit/CFNSR\.Repro\.dll"\s*$""", RegexOptions.Multiline)]
    private static partial Regex KitReference();

    /// <summary>A library of the kit, seen from the notebook's folder.</summary>
    [GeneratedRegex(@"^(\.\./)+artifacts/kit/CFNSR\.Repro(\.Avatars)?\.dll$")]
    private static partial Regex KitLibrary();

    [GeneratedRegex("""^\s*#r\s+"([^"\n]*)"?""", RegexOptions.Multiline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\s*(#load|#i)\b", RegexOptions.Multiline)]
    private static partial Regex OtherDirective();

    [GeneratedRegex(@"\b(CFNSR\.Repro\.Notebooks|CellFunctions|CellHtml|CellGuard)\b")]
    private static partial Regex EngineOnly();

    [GeneratedRegex(@"(=|\breturn)\s*display\(")]
    private static partial Regex Kept();

    [GeneratedRegex(@"\bConsole\.(ReadLine|ReadKey|Read|In)\b")]
    private static partial Regex Typed();

    [GeneratedRegex("""^\s*#r\s+"nuget""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Feed();

    [GeneratedRegex("""^[ \t]*(#!|%{1,2}[a-zA-Z]).*$""", RegexOptions.Multiline)]
    private static partial Regex Magic();

    [GeneratedRegex("""^#{1,6}[ \t]+(.+?)[ \t#]*$""", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("""(?<![\w./:~<-])/(home|root|work|tmp|mnt|media|opt|usr|var|srv|Users|Volumes)/[^\s"'`)]*|\b[A-Za-z]:\\{1,2}[^\s"'`)]+""")]
    private static partial Regex AbsolutePath();
}
