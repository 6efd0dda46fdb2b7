using System.Text.RegularExpressions;

namespace CFNSR.Repro.Figures;

/// <summary>A class of the library, or one of its members, as it stands in the source: what a notebook says of it is then what runs.</summary>
public static partial class SourceCode
{
    /// <summary>The text of a class without its <c>using</c> lines, or of one member with its comment, as a cell's result.</summary>
    /// <param name="type">The class's name, which is its file's.</param>
    /// <param name="member">A method, property or constructor; of several with this name the first. Null shows the class.</param>
    /// <exception cref="KitException">There is no clone, no such file, or no such member in it.</exception>
    public static HtmlText Of(string type, string? member = null)
    {
        var (text, place) = Find(type, member);
        return HtmlText.Of($"<figure><pre class=\"code\"><code class=\"language-csharp\">{text}</code></pre><figcaption class=\"note\">{place}</figcaption></figure>\n");
    }

    /// <summary>The text, and the file from the clone's folder with the line at which it begins.</summary>
    internal static (string Text, string Place) Find(string type, string? member)
    {
        string root = Repository.Root;
        string file = Directory.EnumerateFiles(Path.Combine(root, "lib"), $"{type}.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw new KitException($"the library has no class {type} in a file of its own", Path.Combine(root, "lib"));
        string[] lines = File.ReadAllLines(file);
        int first = member is null ? Array.FindIndex(lines, line => line.StartsWith("///", StringComparison.Ordinal)) : FindMember(lines, member);
        if (first < 0) throw new KitException(member is null ? "declares nothing" : $"has no member {member}", file);
        int last = member is null ? lines.Length - 1 : End(lines, first);
        while (first > 0 && lines[first - 1].TrimStart() is ['/', '/', '/', ..] or ['[', ..]) first--;
        int indent = lines[first].Length - lines[first].TrimStart().Length;
        string text = string.Join('\n', lines[first..(last + 1)].Select(line => line.Length > indent ? line[indent..] : line.TrimStart())).TrimEnd();
        return (text, FormattableString.Invariant($"{Path.GetRelativePath(root, file).Replace('\\', '/')}, line {first + 1}"));
    }

    private static int FindMember(string[] lines, string member) =>
        Array.FindIndex(lines, line => Member().Match(line) is { Success: true } found && found.Groups[1].Value == member);

    /// <summary>The line on which every bracket is closed again and a brace or semicolon ends the declaration.</summary>
    private static int End(string[] lines, int first)
    {
        int open = 0;
        for (int at = first; at < lines.Length; at++)
        {
            open += lines[at].Count(ch => ch is '{' or '(') - lines[at].Count(ch => ch is '}' or ')');
            if (open == 0 && lines[at].TrimEnd() is [.., '}' or ';']) return at;
        }
        return lines.Length - 1;
    }

    /// <summary>A declaration inside a class: four spaces, an access word, and a name before a bracket, arrow, brace or equals sign.</summary>
    [GeneratedRegex(@"^    (?:public|protected|private|internal)\b[^=;({]*?(?:\([^()]*\)\s*)?\b(\w+)\s*(?:\(|\{|=)")]
    private static partial Regex Member();
}
