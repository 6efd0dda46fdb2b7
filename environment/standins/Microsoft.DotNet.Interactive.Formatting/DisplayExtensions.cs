using Microsoft.DotNet.Interactive.Formatting;

public static class DisplayExtensions
{
    public static DisplayedValue Display(this object value, params string[] mimeTypes) => Formatter.Tell(new(value, FormattedValue.CreateManyFromObject(value, mimeTypes)));

    public static DisplayedValue DisplayAs(this string value, string mimeType) => Formatter.Tell(new(value, [new(mimeType, value)]));
}
