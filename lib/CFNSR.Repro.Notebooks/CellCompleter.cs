using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// Finds what could be written next, with the compiler's own knowledge of the session: after a dot the members of what stands before it,
/// elsewhere the names in scope and the keywords. Nothing is run.
/// </summary>
internal static class CellCompleter
{
    private static readonly string[] Keywords = [.. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(k => k[0] != '_')];

    /// <summary>Proposals for the end of a text.</summary>
    /// <param name="compilation">The text as the session's next cell.</param>
    public static CellCompletion AtEnd(Compilation compilation)
    {
        SyntaxTree tree = compilation.SyntaxTrees.Single();
        string text = tree.ToString();
        int start = text.Length;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1])) start--;
        string prefix = text[start..];
        if (text.Length == 0 || IsText(tree.GetRoot(), text.Length - 1)) return CellCompletion.None;
        SemanticModel model = compilation.GetSemanticModel(tree);
        int dot = text.AsSpan(0, start).TrimEnd().Length - 1;
        if (dot >= 0 && text[dot] == '.') return CellCompletion.Of(prefix, Members(model, tree.GetRoot().FindToken(dot)));
        if (prefix.Length == 0 || char.IsAsciiDigit(prefix[0])) return CellCompletion.None;
        return CellCompletion.Of(prefix, Names(model.LookupSymbols(start)).Concat(Keywords));
    }

    /// <summary>Whether a place lies in a comment or in a string.</summary>
    private static bool IsText(SyntaxNode root, int at)
    {
        SyntaxTrivia trivia = root.FindTrivia(at);
        if (trivia.IsDirective || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia) return true;
        return root.FindToken(at).Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
    }

    private static IEnumerable<string> Members(SemanticModel model, SyntaxToken dot)
    {
        SyntaxNode? before = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (before is null) return [];
        if (model.GetSymbolInfo(before).Symbol is INamespaceOrTypeSymbol named)
            return Names(model.LookupSymbols(dot.SpanStart, named).Where(s => s.IsStatic || s is INamespaceOrTypeSymbol));
        ITypeSymbol? type = model.GetTypeInfo(before).Type;
        if (dot.Parent is MemberBindingExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type is null ? [] : Names(model.LookupSymbols(dot.SpanStart, type, includeReducedExtensionMethods: true).Where(s => !s.IsStatic && s is not ITypeSymbol));
    }

    private static IEnumerable<string> Names(IEnumerable<ISymbol> symbols) => symbols.Where(s => s.CanBeReferencedByName).Select(s => s.Name);
}
