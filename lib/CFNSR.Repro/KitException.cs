using System.Text;

namespace CFNSR.Repro;

/// <summary>
/// The one exception type for bad input: names the file, says what was found, what was expected and what to do.
/// The command line turns it into exit code 3.
/// </summary>
public sealed class KitException : Exception
{
    /// <summary>Describes a bad input.</summary>
    /// <param name="what">What is wrong, in one sentence without a full stop.</param>
    /// <param name="file">The file or folder concerned, if there is one.</param>
    /// <param name="expected">What was expected instead.</param>
    /// <param name="cure">What the reader should do.</param>
    /// <param name="inner">The exception behind it.</param>
    public KitException(string what, string? file = null, string? expected = null, string? cure = null, Exception? inner = null)
        : base(Compose(what, file, expected, cure), inner)
    {
        What = what;
        File = file;
        Expected = expected;
        Cure = cure;
    }

    /// <summary>What is wrong, without the file's name.</summary>
    public string What { get; }

    /// <summary>The file or folder concerned, or null.</summary>
    public string? File { get; }

    /// <summary>What was expected instead, or null.</summary>
    public string? Expected { get; }

    /// <summary>What the reader should do, or null.</summary>
    public string? Cure { get; }

    /// <summary>Refuses an empty name, as a shell hands it on where a variable is not set.</summary>
    /// <param name="name">The name that was given.</param>
    /// <param name="what">What it should name, with its article.</param>
    /// <exception cref="KitException">It is empty.</exception>
    internal static void ThrowIfEmpty(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > 0) return;
        throw new KitException($"the name of {what} is empty", cure: "Give it a name; a variable that is not set is empty.");
    }

    private static string Compose(string what, string? file, string? expected, string? cure)
    {
        var text = new StringBuilder();
        if (file is not null) text.Append(file).Append(": ");
        text.Append(what);
        if (expected is not null) text.Append("; expected ").Append(expected);
        text.Append('.');
        if (cure is not null) text.Append(' ').Append(cure);
        return text.ToString();
    }
}
