using System.CommandLine;
using System.Globalization;
using CFNSR.Repro.Models;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>The options of the commands that train several systems on one protocol: compare, ablate, honesty.</summary>
internal sealed class RunOptions
{
    private readonly Option<string?> data = new("--data") { Description = "The data set; it is prepared first" };
    private readonly Option<string?> store = new("--store") { Description = "The clip store; default RUNS/../stores/NAME when --data is given" };
    private readonly Option<string?> preset = CommonOptions.Preset();
    private readonly Option<string?> folds = new("--folds") { Description = "Folds of the split, such as 1-5; default every fold that the clips can run" };
    private readonly Option<string> seeds = new("--seeds") { Description = "Seeds, such as 0,1,2", DefaultValueFactory = _ => "0" };
    private readonly Option<string> runs = CommonOptions.Runs();
    private readonly Argument<string[]> overrides = CommonOptions.Overrides();
    private readonly Option<int> jobs = new("--jobs") { Description = "Runs trained at the same time, each in a process of its own on one thread", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> share = new("--share") { Description = "i/n: train every n-th fold and seed from the i-th and print nothing", Hidden = true };
    private readonly Option<bool> json = CommonOptions.Json();

    /// <summary>The command with these options after its own.</summary>
    public Command AddTo(Command command)
    {
        command.Add(overrides);
        foreach (Option option in new Option[] { data, store, preset, folds, seeds, runs, jobs, share, json }) command.Add(option);
        return command;
    }

    /// <summary>What the user asked for, checked.</summary>
    public RunRequest Read(ParseResult parsed)
    {
        string root = parsed.GetValue(runs)!, start = parsed.GetValue(preset) ?? "classroom";
        string[] changes = parsed.GetValue(overrides)!;
        Experiment basis = Training.Overrides.Apply(Presets.Get(start), changes);
        basis = basis with { Store = TrainCommand.StoreOf(parsed.GetValue(store), changes, basis, root) };
        return new RunRequest(
            new Terminal(parsed.GetValue(json)), basis, start, root, parsed.GetValue(folds) is { } text ? NumberList.Parse(text, "--folds") : null,
            NumberList.Parse(parsed.GetValue(seeds)!, "--seeds"), changes, parsed.GetValue(data),
            parsed.GetValue(jobs), Share(parsed.GetValue(share)));
    }

    private static (int Index, int Of)? Share(string? text) => text?.Split('/') is [var index, var of]
        ? (int.Parse(index, CultureInfo.InvariantCulture) - 1, int.Parse(of, CultureInfo.InvariantCulture)) : null;

    /// <summary>The systems of a list with commas, or all.</summary>
    public static string[] Systems(string text)
    {
        string[] names = text == "all" ? [.. ModelZoo.Systems] : text.Split(',', StringSplitOptions.TrimEntries);
        string? unknown = names.FirstOrDefault(n => !ModelZoo.Systems.Contains(n));
        return unknown is null ? names : throw new KitException($"there is no system '{unknown}'", expected: string.Join(", ", ModelZoo.Systems));
    }
}
