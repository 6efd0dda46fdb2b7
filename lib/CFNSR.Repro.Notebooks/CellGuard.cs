using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// Makes a cell's loops stoppable: .NET cannot end a thread safely from outside, so each loop asks at the start of every turn whether it should end.
/// </summary>
public static class CellGuard
{
    private static readonly string Question = $"global::{typeof(CellGuard).FullName}.{nameof(Check)}();";

    /// <summary>Ends the running cell here if it was stopped; called by the loops of cells.</summary>
    /// <exception cref="CellStoppedException">The cell was stopped.</exception>
    public static void Check() => OutputCollector.Current?.ThrowIfStopped();

    /// <summary>Puts the question into every loop of a cell; lines keep their numbers. Code that cannot be parsed comes back as it is.</summary>
    /// <param name="code">The cell's text.</param>
    internal static string Guard(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(kind: SourceCodeKind.Script));
        if (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)) return code;
        var insertions = new List<(int At, string Text)>();
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            StatementSyntax? body = node switch
            {
                WhileStatementSyntax s => s.Statement,
                DoStatementSyntax s => s.Statement,
                ForStatementSyntax s => s.Statement,
                CommonForEachStatementSyntax s => s.Statement,
                LabeledStatementSyntax s => s.Statement,
                _ => null,
            };
            if (body is BlockSyntax block) insertions.Add((block.OpenBraceToken.Span.End, Question));
            else if (node is LabeledStatementSyntax) insertions.Add((body!.SpanStart, Question));
            else if (body is not null)
            {
                insertions.Add((body.SpanStart, "{" + Question));
                insertions.Add((body.Span.End, "}"));
            }
        }
        foreach ((int at, string text) in insertions.OrderByDescending(i => i.At)) code = code.Insert(at, text);
        return code;
    }
}
