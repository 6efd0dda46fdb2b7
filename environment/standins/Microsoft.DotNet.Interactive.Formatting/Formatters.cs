namespace Microsoft.DotNet.Interactive.Formatting;

public static class PlainTextFormatter
{
    public const string MimeType = "text/plain";
}

public static class JsonFormatter
{
    public const string MimeType = "application/json";
}

public static class HtmlFormatter
{
    public const string MimeType = "text/html";
}

public class HtmlFormatter<T> : TypeFormatter<T>
{
    private readonly FormatDelegate<T> _format;
    public HtmlFormatter(FormatDelegate<T> format) => _format = format;
    public HtmlFormatter(Action<T, FormatContext> format) => _format = (value, context) => { format(value, context); return true; };
    public HtmlFormatter(Func<T, string> format) => _format = (value, context) => { context.Writer.Write(format(value)); return true; };
    public override string MimeType => HtmlFormatter.MimeType;
    public override bool Format(T value, FormatContext context) => _format(value, context);
}
