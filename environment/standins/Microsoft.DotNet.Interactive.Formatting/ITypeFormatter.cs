namespace Microsoft.DotNet.Interactive.Formatting;

public interface ITypeFormatter
{
    string MimeType { get; }
    Type Type { get; }
    bool Format(object instance, FormatContext context);
}

public interface ITypeFormatter<in T> : ITypeFormatter
{
    bool Format(T instance, FormatContext context);
}

public delegate bool FormatDelegate<in T>(T value, FormatContext context);

public class FormatContext : IDisposable
{
    public FormatContext(TextWriter writer) => Writer = writer;
    public TextWriter Writer { get; }
    public int Depth { get; internal set; }
    public void Dispose() { }
}

public abstract class TypeFormatter<T> : ITypeFormatter<T>
{
    protected TypeFormatter(Type? type = null) => Type = type ?? typeof(T);
    public abstract string MimeType { get; }
    public Type Type { get; }
    public abstract bool Format(T value, FormatContext context);
    bool ITypeFormatter.Format(object instance, FormatContext context) => Format((T)instance, context);
}
