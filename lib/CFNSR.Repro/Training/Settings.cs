using System.Reflection;
using System.Text.Json;

namespace CFNSR.Repro.Training;

/// <summary>All keys of an <see cref="Experiment"/>, in the order of its file.</summary>
public static class Settings
{
    /// <summary>All keys.</summary>
    public static IReadOnlyList<Setting> All { get; } = typeof(Experiment).GetProperties()
        .Where(property => property.GetCustomAttribute<SettingAttribute>() is not null)
        .OrderBy(property => property.MetadataToken)
        .Select(property => new Setting(property, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)))
        .ToArray();

    /// <summary>The setting with this key.</summary>
    /// <exception cref="KitException">There is none; the message names the nearest by edit distance.</exception>
    public static Setting Find(string key)
    {
        if (All.FirstOrDefault(setting => setting.Key == key) is { } found) return found;
        string nearest = All.MinBy(setting => Distance(key, setting.Key))!.Key;
        throw new KitException($"there is no setting '{key}'", cure: $"Did you mean {nearest}?");
    }

    /// <summary>Levenshtein's edit distance: insertions, deletions and replacements between two words.</summary>
    internal static int Distance(string a, string b)
    {
        int[] row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
