using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>The rows of an ablation and the questions that they answer.</summary>
/// <param name="Name">Its name; its runs are in <c>runs/NAME/ablate-GRID</c>.</param>
/// <param name="What">What is varied, in one sentence.</param>
/// <param name="System">The system that is varied, unless a row names another.</param>
/// <param name="Rows">The rows; the first is the one that the others are compared with.</param>
/// <param name="Questions">The questions.</param>
public sealed record AblationGrid(string Name, string What, string System, IReadOnlyList<AblationRow> Rows, IReadOnlyList<AblationQuestion> Questions)
{
    /// <summary>A grid over the values of one setting: <c>heads=1,2,4</c>, or <c>video_blocks=1,1,1,1;2,2,2,2</c> where values hold commas.</summary>
    /// <param name="text">The key and its values.</param>
    /// <param name="system">The system that is varied.</param>
    /// <exception cref="KitException">There is no such setting, or a value is not allowed.</exception>
    public static AblationGrid Over(string text, string system)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw new KitException($"'{text}' is not a grid", expected: "key=v1,v2 or the name of a grid", cure: "For example: --grid heads=1,2,4,8.");
        string key = text[..equals].Trim(), values = text[(equals + 1)..];
        Setting setting = Settings.Find(key);
        string[] each = values.Split(values.Contains(';', StringComparison.Ordinal) ? ';' : ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (each.Length == 0) throw new KitException($"'{text}' is a grid without values", expected: "key=v1,v2");
        foreach (string value in each) setting.Parse(value);
        AblationRow[] rows = [.. each.Select(value => new AblationRow($"{key}={value}", [$"{key}={value}"]))];
        return new AblationGrid(
            key.Replace('_', '-'), setting.Help, system, rows,
            [.. Enumerable.Range(2, rows.Length - 1).Select(row => new AblationQuestion(1, row, $"What does {rows[row - 1].Label} change against {rows[0].Label}?"))]);
    }

    /// <summary>Every row of this grid with every row of another. The questions of each are asked at the other's first row.</summary>
    /// <param name="other">The other grid.</param>
    /// <exception cref="KitException">They vary different systems.</exception>
    public AblationGrid Times(AblationGrid other)
    {
        if (System != other.System) throw new KitException($"the grids {Name} and {other.Name} vary different systems, {System} and {other.System}", cure: "Run them one by one.");
        int across = other.Rows.Count;
        return new AblationGrid(
            $"{Name}-{other.Name}", $"{What} {other.What}", System,
            [.. from row in Rows from column in other.Rows select new AblationRow($"{row.Label}, {column.Label}", [.. row.Settings, .. column.Settings])],
            [
                .. Questions.Select(q => new AblationQuestion(((q.First - 1) * across) + 1, ((q.Second - 1) * across) + 1, q.Text)),
                .. other.Questions,
            ]);
    }
}
