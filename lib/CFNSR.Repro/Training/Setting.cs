using System.Globalization;
using System.Reflection;

namespace CFNSR.Repro.Training;

/// <summary>One key of an <see cref="Experiment"/>: its name, type, default and what is allowed.</summary>
public sealed class Setting
{
    private readonly PropertyInfo property;
    private readonly SettingAttribute attribute;

    internal Setting(PropertyInfo property, string key)
    {
        this.property = property;
        attribute = property.GetCustomAttribute<SettingAttribute>()!;
        Key = key;
        Default = Format(new Experiment());
    }

    /// <summary>The key as the command line and <c>config.json</c> spell it, e.g. <c>encoder_lr</c>.</summary>
    public string Key { get; }

    /// <summary>One line: meaning and unit.</summary>
    public string Help => attribute.Help;

    /// <summary>The default as text.</summary>
    public string Default { get; }

    /// <summary>What may stand behind <c>key=</c>, in words.</summary>
    public string Allowed
    {
        get
        {
            if (attribute.Allowed is { } words) return "one of " + words.Replace("|", ", ", StringComparison.Ordinal);
            if (property.PropertyType == typeof(bool)) return "true or false";
            if (property.PropertyType == typeof(string)) return "text";
            string kind = property.PropertyType == typeof(double) ? "a number" : "a whole number";
            return (double.IsFinite(attribute.Min), double.IsFinite(attribute.Max)) switch
            {
                (true, true) => Invariant($"{kind} from {attribute.Min} to {attribute.Max}"),
                (true, false) => Invariant($"{kind}, at least {attribute.Min}"),
                _ => kind,
            };
        }
    }

    /// <summary>The setting's value in an experiment, as text that <see cref="Parse"/> reads back.</summary>
    public string Format(Experiment experiment) => Get(experiment) switch
    {
        bool yes => yes ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var text => (string)text,
    };

    internal object Get(Experiment experiment) => property.GetValue(experiment)!;

    /// <summary>Sets the value on a fresh copy; only <see cref="Overrides"/> calls it.</summary>
    internal void Set(Experiment copy, object value) => property.SetValue(copy, value);

    /// <summary>Reads a value written in invariant culture.</summary>
    internal object Parse(string text)
    {
        object? value = property.PropertyType switch
        {
            var t when t == typeof(string) => text,
            var t when t == typeof(bool) => bool.TryParse(text, out bool yes) ? yes : null,
            var t when t == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int n) ? n : null,
            var t when t == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long n) ? n : null,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double n) ? n : null,
        };
        if (value is null) throw Bad(text);
        Check(value);
        return value;
    }

    internal void Check(object value)
    {
        bool good = value switch
        {
            string text => attribute.Allowed is null || attribute.Allowed.Split('|').Contains(text),
            double number => double.IsFinite(number) && number >= attribute.Min && number <= attribute.Max,
            int number => number >= attribute.Min && number <= attribute.Max,
            long number => number >= attribute.Min && number <= attribute.Max,
            _ => true,
        };
        if (!good) throw Bad(Convert.ToString(value, CultureInfo.InvariantCulture)!);
    }

    private KitException Bad(string text) => new($"'{text}' is not a value of {Key}", expected: Allowed, cure: $"Its default is {(Default.Length == 0 ? "empty" : Default)}.");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
