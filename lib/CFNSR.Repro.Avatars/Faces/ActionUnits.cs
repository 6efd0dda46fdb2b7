namespace CFNSR.Repro.Avatars.Faces;

/// <summary>How far each action unit is contracted: 0 = at rest, 1 = as far as it goes. Immutable.</summary>
public sealed class ActionUnits
{
    private static readonly ActionUnit[] Units = Enum.GetValues<ActionUnit>();
    private readonly double[] values = new double[44];

    /// <summary>A face at rest.</summary>
    public static ActionUnits Rest { get; } = new();

    /// <summary>Every unit the faces have.</summary>
    public static IReadOnlyList<ActionUnit> All => Units;

    private ActionUnits()
    {
    }

    /// <summary>A face with the named units contracted and all others at rest.</summary>
    /// <param name="contractions">Units and their contraction; values are held within 0..1.</param>
    public ActionUnits(params (ActionUnit Unit, double Contraction)[] contractions)
    {
        foreach (var (unit, contraction) in contractions) values[(int)unit] = Math.Clamp(contraction, 0, 1);
    }

    /// <summary>Contraction of one unit, 0..1.</summary>
    public double this[ActionUnit unit] => values[(int)unit];

    /// <summary>A new face whose units are <paramref name="change"/> of these; results are held within 0..1.</summary>
    public ActionUnits Select(Func<ActionUnit, double, double> change)
    {
        var result = new ActionUnits();
        foreach (var unit in Units) result.values[(int)unit] = Math.Clamp(change(unit, values[(int)unit]), 0, 1);
        return result;
    }

    /// <summary>All units times a factor.</summary>
    public ActionUnits Scale(double factor) => Select((_, value) => value * factor);

    /// <summary>The face on the way from this one to another: 0 = this, 1 = the other.</summary>
    public ActionUnits Blend(ActionUnits other, double weight) => Select((unit, value) => value + ((other[unit] - value) * weight));
}
