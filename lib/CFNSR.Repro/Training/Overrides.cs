namespace CFNSR.Repro.Training;

/// <summary>Changes single settings by <c>key=value</c>, as the command line and notebook parameters give them.</summary>
public static class Overrides
{
    /// <summary>The experiment with the settings changed, later ones winning. Numbers are read in invariant culture: <c>lr=0.001</c>.</summary>
    /// <param name="experiment">The starting point, usually a preset.</param>
    /// <param name="overrides">Texts of the form <c>key=value</c>.</param>
    /// <exception cref="KitException">No <c>=</c>; an unknown key (the nearest is named); a value that is not allowed.</exception>
    public static Experiment Apply(Experiment experiment, IEnumerable<string> overrides)
    {
        var result = experiment with { };
        foreach (string text in overrides)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new KitException($"'{text}' is not an override", expected: "key=value", cure: "For example: epochs=10.");
            var setting = Settings.Find(text[..equals].Trim());
            setting.Set(result, setting.Parse(text[(equals + 1)..].Trim()));
        }

        return result.Checked();
    }

    /// <summary>The overrides that lead from one experiment to another: only the keys that differ.</summary>
    /// <param name="from">The starting point.</param>
    /// <param name="to">The result.</param>
    public static IReadOnlyList<string> Between(Experiment from, Experiment to) => Settings.All
        .Where(setting => setting.Format(from) != setting.Format(to))
        .Select(setting => $"{setting.Key}={setting.Format(to)}")
        .ToArray();
}
