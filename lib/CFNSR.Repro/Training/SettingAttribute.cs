namespace CFNSR.Repro.Training;

/// <summary>What the command line and the error messages need to know of one setting of an <see cref="Experiment"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute : Attribute
{
    /// <summary>Describes a setting.</summary>
    /// <param name="help">One line: meaning and unit.</param>
    public SettingAttribute(string help) => Help = help;

    /// <summary>One line: meaning and unit.</summary>
    public string Help { get; }

    /// <summary>The allowed words, separated by <c>|</c>; null for numbers, switches and free text.</summary>
    public string? Allowed { get; init; }

    /// <summary>The smallest allowed number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The largest allowed number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;
}
