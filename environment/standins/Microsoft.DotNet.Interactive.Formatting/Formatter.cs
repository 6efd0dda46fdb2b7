using System.Collections.Concurrent;
using System.Globalization;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Which text stands for a value, by type and MIME type. The last registration wins; the nearest type decides.</summary>
public static class Formatter
{
    private static readonly Lock Gate = new();
    private static readonly List<ITypeFormatter> Registered = [];
    private static readonly ConcurrentDictionary<Type, string[]> Preferred = new();
    private static readonly List<Action<DisplayedValue>> Listeners = [];

    public static string DefaultMimeType { get; set; } = HtmlFormatter.MimeType;
    public static int ListExpansionLimit { get; set; } = 20;
    public static string NullString { get; set; } = "<null>";

    public static void Register(ITypeFormatter formatter)
    {
        lock (Gate) Registered.Insert(0, formatter);
    }

    public static void Register<T>(FormatDelegate<T> formatter, string mimeType = "text/plain") => Register(new Own<T>(typeof(T), formatter, mimeType));

    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = "text/plain") =>
        Register<T>((value, context) => { formatter(value, context.Writer); return true; }, mimeType);

    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain") =>
        Register<T>((value, context) => { context.Writer.Write(formatter(value)); return true; }, mimeType);

    public static void Register(Type type, FormatDelegate<object> formatter, string mimeType = "text/plain") => Register(new Own<object>(type, formatter, mimeType));

    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = "text/plain") =>
        Register(type, (value, context) => { formatter(value, context.Writer); return true; }, mimeType);

    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes) => Preferred[type] = preferredMimeTypes;

    /// <summary>What was set for the type or a type it derives from; else text/plain for strings and text/html for the rest.</summary>
    public static IReadOnlyCollection<string> GetPreferredMimeTypesFor(Type? type)
    {
        if (type is null) return [DefaultMimeType];
        var set = Preferred.Where(p => p.Key.IsAssignableFrom(type)).OrderBy(p => Distance(type, p.Key)).Select(p => p.Value).FirstOrDefault();
        return set ?? (type == typeof(string) ? [PlainTextFormatter.MimeType] : [DefaultMimeType]);
    }

    public static ITypeFormatter GetPreferredFormatterFor(Type actualType, string mimeType)
    {
        lock (Gate)
        {
            return Registered.Where(f => f.MimeType == mimeType && f.Type.IsAssignableFrom(actualType)).OrderBy(f => Distance(actualType, f.Type)).FirstOrDefault()
                ?? new Own<object>(actualType, Defaults.For(mimeType), mimeType);
        }
    }

    public static string ToDisplayString(this object? obj, string mimeType = "text/plain")
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using var context = new FormatContext(writer);
        obj.FormatTo(context, mimeType);
        return writer.ToString();
    }

    public static string ToDisplayString(this object obj, ITypeFormatter formatter)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using var context = new FormatContext(writer);
        formatter.Format(obj, context);
        return writer.ToString();
    }

    public static void FormatTo<T>(this T obj, FormatContext context, string mimeType)
    {
        if (obj is null) Defaults.For(mimeType)(null!, context);
        else GetPreferredFormatterFor(obj.GetType(), mimeType).Format(obj, context);
    }

    public static void ResetToDefault()
    {
        lock (Gate) Registered.Clear();
        Preferred.Clear();
        (DefaultMimeType, ListExpansionLimit, NullString) = (HtmlFormatter.MimeType, 20, "<null>");
    }

    public static IDisposable SubscribeToDisplayedValues(Action<DisplayedValue> onEvent)
    {
        lock (Listeners) Listeners.Add(onEvent);
        return new Ending(() => { lock (Listeners) Listeners.Remove(onEvent); });
    }

    internal static DisplayedValue Tell(DisplayedValue value)
    {
        Action<DisplayedValue>[] all;
        lock (Listeners) all = [.. Listeners];
        foreach (var listener in all) listener(value);
        return value;
    }

    /// <summary>Steps up from a type to a base type; an interface is farther than any base class but object.</summary>
    private static int Distance(Type from, Type to)
    {
        if (to == typeof(object)) return int.MaxValue;
        if (to.IsInterface) return int.MaxValue - 1;
        int steps = 0;
        for (var t = from; t is not null && t != to; t = t.BaseType) steps++;
        return steps;
    }

    private sealed class Own<T>(Type type, FormatDelegate<T> format, string mimeType) : TypeFormatter<T>(type)
    {
        public override string MimeType => mimeType;
        public override bool Format(T value, FormatContext context) => format(value, context);
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
