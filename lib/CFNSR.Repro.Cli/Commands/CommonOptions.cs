using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>Options that several commands share, so that they read the same everywhere.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document for scripts instead of text" };

    public static Option<string?> Preset()
    {
        var option = new Option<string?>("--preset")
        {
            Description = $"Starting point of the settings: {string.Join(", ", Presets.Names)} (default classroom; audio for systems that only hear)",
        };
        option.AcceptOnlyFromAmong([.. Presets.Names]);
        return option;
    }

    public static Argument<string[]> Overrides() => new("key=value")
    {
        Description = "Settings that differ from the preset, for example epochs=5 heads=4 device=cuda",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>A number with a point before its decimals: the library's own reading takes 0,5 for 5.</summary>
    public static double Number(ArgumentResult given)
    {
        string text = given.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return number;
        given.AddError($"'{text}' is not a number such as 0.5.");
        return double.NaN;
    }

    public static Option<string> Runs() => new("--runs") { Description = "Folder of the runs", DefaultValueFactory = _ => "runs" };
}
