namespace Microsoft.DotNet.Interactive.Formatting;

public class FormattedValue
{
    public FormattedValue(string mimeType, string value) => (MimeType, Value) = (mimeType, value);

    public string MimeType { get; }
    public string Value { get; }
    public bool SuppressDisplay { get; set; }
    public override string ToString() => $"{MimeType}: {Value}";

    public static FormattedValue CreateSingleFromObject(object value, string? mimeType = null)
    {
        mimeType ??= Formatter.GetPreferredMimeTypesFor(value?.GetType()).First();
        return new(mimeType, value.ToDisplayString(mimeType));
    }

    public static IReadOnlyList<FormattedValue> CreateManyFromObject(object value, params string[] mimeTypes)
    {
        IEnumerable<string> types = mimeTypes is { Length: > 0 } ? mimeTypes : Formatter.GetPreferredMimeTypesFor(value?.GetType());
        return [.. types.Select(m => CreateSingleFromObject(value, m))];
    }
}

public class DisplayedValue
{
    public DisplayedValue(object value, IReadOnlyList<FormattedValue> formattedValues) => (Value, FormattedValues) = (value, formattedValues);

    public string DisplayId { get; } = Guid.NewGuid().ToString("N");
    public IReadOnlyList<FormattedValue> FormattedValues { get; private set; }
    public bool IsUpdated { get; private set; }
    public object Value { get; private set; }

    public void Update(object updatedValue)
    {
        (Value, IsUpdated) = (updatedValue, true);
        FormattedValues = FormattedValue.CreateManyFromObject(updatedValue, [.. FormattedValues.Select(f => f.MimeType)]);
        Formatter.Tell(this);
    }
}
