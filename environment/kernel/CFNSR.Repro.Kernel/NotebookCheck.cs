using System.Globalization;
using System.Text.RegularExpressions;
using CFNSR.Repro.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CFNSR.Repro.Kernel;

/// <summary>The rules for committed notebooks (DESIGN §9): what makes them run on every engine, stay small in git and teach in the same form.</summary>
public static partial class NotebookCheck
{
    /// <summary>Longest cell, in lines.</summary>
    public const int CellLines = 25;

    /// <summary>Words of which each needs a heading that begins with it. Exercises and solutions (EX-…) need a title only.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["Goal", "Time needed", "Inputs and outputs", "For Python readers", "Summary", "Exercises", "Next"];

    private static readonly HashSet<string> ModelNames = [.. typeof(EmotionModel).Assembly.GetExportedTypes()
        .Where(t => t.IsAssignableTo(typeof(TorchSharp.torch.nn.Module))).Select(t => t.Name.Split('`')[0])];

    /// <summary>Finds every broken rule.</summary>
    /// <param name="notebook">The notebook.</param>
    public static IReadOnlyList<NotebookFault> Faults(Notebook notebook)
    {
        var faults = new List<NotebookFault>();
        void Add(int cell, string what) => faults.Add(new(Path.GetFileName(notebook.File), cell, what));

        if (notebook.KernelName != ".net-csharp") Add(0, $"is written for the kernel {notebook.KernelName ?? "(none)"}; expected .net-csharp");
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

    [GeneratedRegex("""^\s*#r\s+"nuget""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Feed();

    [GeneratedRegex("""^[ \t]*(#!|%{1,2}[a-zA-Z]).*$""", RegexOptions.Multiline)]
    private static partial Regex Magic();

    [GeneratedRegex("""^#{1,6}[ \t]+(.+?)[ \t#]*$""", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("""(?<![\w./:~<-])/(home|root|work|tmp|mnt|media|opt|usr|var|srv|Users|Volumes)/[^\s"'`)]*|\b[A-Za-z]:\\{1,2}[^\s"'`)]+""")]
    private static partial Regex AbsolutePath();
}
