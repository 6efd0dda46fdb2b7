namespace Plotly.NET.CSharp;

/// <summary>An argument that may be absent.</summary>
public readonly record struct Optional<T>(T Value, bool IsSome)
{
    public static implicit operator Optional<T>(T Value) => new(Value, true);
}

internal static class OptionalReading
{
    /// <summary>The value, or null where it is absent.</summary>
    internal static object? Or<T>(this Optional<T> option) => option.IsSome ? option.Value : null;
}
