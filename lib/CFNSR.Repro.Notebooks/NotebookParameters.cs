using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static System.FormattableString;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// The declarations of the cell tagged <c>parameters</c>, such as <c>string size = "smoke"; int epochs = 3;</c>: a value given from outside takes the place
/// of what stands after the equals sign, with the declared type.
/// </summary>
public static class NotebookParameters
{
    /// <summary>The tag of the cell.</summary>
    public const string Tag = "parameters";

    /// <summary>What environment variables begin with: CFNSR_EPOCHS sets <c>epochs</c>, CFNSR_BATCH_SIZE sets <c>batchSize</c>.</summary>
    public const string Prefix = "CFNSR_";

    /// <summary>The names that a notebook declares as parameters, in order.</summary>
    /// <param name="notebook">The notebook.</param>
    public static IReadOnlyList<string> Names(Notebook notebook) =>
        [.. notebook.Cells.Where(IsParameters).SelectMany(c => Declared(c.Source)).Select(d => d.Identifier.Text)];

    /// <summary>Sets parameters in a notebook's cells. The environment gives way to <paramref name="given"/>; names that the notebook does not have are passed over.</summary>
    /// <param name="notebook">The notebook, which is changed: take a copy.</param>
    /// <param name="given">Name to value, as on the command line.</param>
    /// <param name="environment">Environment variables, name to value.</param>
    /// <exception cref="KitException">A value does not fit the declared type, or the type is none that can be given from outside.</exception>
    public static void Apply(Notebook notebook, IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string> environment)
    {
        foreach (NotebookCell cell in notebook.Cells.Where(IsParameters))
        {
            string source = cell.Source;
            // from the end, so that earlier positions stay right
            foreach (VariableDeclaratorSyntax variable in Declared(source).Reverse())
            {
                string name = variable.Identifier.Text;
                bool byHand = given.TryGetValue(name, out string? value);
                if (!byHand && Environment(environment, name) is { } set) value = set;
                if (value is null) continue;
                string? type = TypeOf(variable);
                if (type is null && !byHand) continue;   // the notebook reads the variable itself
                string literal = Literal(notebook.File, name, type, value);
                source = variable.Initializer is { } initial
                    ? source[..initial.Value.SpanStart] + literal + source[initial.Value.Span.End..]
                    : source.Insert(variable.Identifier.Span.End, $" = {literal}");
            }
            if (source != cell.Source) cell.SetSource(source);
        }
    }

    private static bool IsParameters(NotebookCell cell) => cell.IsCode && cell.Tags.Contains(Tag);

    private static string? Environment(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.FirstOrDefault(e => e.Key.StartsWith(Prefix, StringComparison.Ordinal)
            && string.Equals(e.Key[Prefix.Length..].Replace("_", "", StringComparison.Ordinal), name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)).Value;

    private static IReadOnlyList<VariableDeclaratorSyntax> Declared(string source) =>
        [.. CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(kind: SourceCodeKind.Script)).GetCompilationUnitRoot().Members
            .Select(m => m switch { FieldDeclarationSyntax f => f.Declaration, GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax l } => l.Declaration, _ => null })
            .OfType<VariableDeclarationSyntax>().SelectMany(d => d.Variables)];

    private static string? TypeOf(VariableDeclaratorSyntax variable)
    {
        string type = ((VariableDeclarationSyntax)variable.Parent!).Type.ToString().TrimEnd('?');
        if (type != "var") return type;
        ExpressionSyntax? value = variable.Initializer?.Value;
        if (value is PrefixUnaryExpressionSyntax sign) value = sign.Operand;
        return value is LiteralExpressionSyntax literal ? literal.Token.Value switch { string => "string", bool => "bool", int => "int", long => "long", float => "float", double => "double", _ => null } : null;
    }

    private static string Literal(string file, string name, string? type, string value)
    {
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            "string" or "String" => SymbolDisplay.FormatLiteral(value, quote: true),
            "bool" => bool.TryParse(value, out bool b) ? b ? "true" : "false" : throw Wrong("true or false"),
            "int" => int.TryParse(value, NumberStyles.AllowLeadingSign, culture, out int i) ? Invariant($"{i}") : throw Wrong("a whole number"),
            "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, culture, out long l) ? Invariant($"{l}L") : throw Wrong("a whole number"),
            "double" => double.TryParse(value, NumberStyles.Float, culture, out double d) && double.IsFinite(d) ? Invariant($"{d:R}D") : throw Wrong("a number such as 0.5"),
            "float" => float.TryParse(value, NumberStyles.Float, culture, out float f) && float.IsFinite(f) ? Invariant($"{f:R}F") : throw Wrong("a number such as 0.5"),
            _ => throw new KitException($"the parameter {name} cannot be given from outside", file, "a declaration with the type string, bool, int, long, float or double"),
        };
        KitException Wrong(string expected) => new($"the parameter {name}={value} does not fit its type {type}", file, expected);
    }
}
