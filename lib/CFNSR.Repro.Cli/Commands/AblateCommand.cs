using System.CommandLine;
using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Models;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr ablate`: what single settings are worth, row by row.</summary>
internal static class AblateCommand
{
    private const string DefaultSystem = "cfnsr-msafnet";

    public static Command Create()
    {
        var grids = new Option<string[]>("--grid")
        {
            Description = "key=v1,v2 (values that hold commas: key=a,b;c,d) or a ready-made grid; several make the product", Required = true,
        };
        var system = new Option<string>("--system") { Description = "The system whose settings are varied; ready-made grids name their own", DefaultValueFactory = _ => DefaultSystem };
        system.AcceptOnlyFromAmong([.. ModelZoo.Systems]);
        var frozen = new Option<bool>("--frozen") { Description = "Fusions keep the encoders of the unimodal runs; a row then takes seconds (frames are not augmented)" };
        var options = new RunOptions();
        Command command = options.AddTo(new Command("ablate", $"""
            Trains one row for each combination of values and prints a numbered table: three scores, the difference to row 1 with its p value
            (permutation over actors), the question that each pair of rows answers, and the command of each row. Unimodal runs come first
            and are shared with compare. The same command goes on after an interruption.
              cfnsr ablate --grid heads=1,2,4,8 --store store --frozen
              cfnsr ablate --grid residual=true,false --grid layer_norm=true,false --store store --frozen --folds 1-5
              cfnsr ablate --grid paper-additions --store store --folds 1-5 --seeds 0,1,2
            Ready-made grids:
            {string.Join('\n', AblationGrids.All.Select(grid => $"  {grid.Name,-20}{grid.What}"))}
            """) { grids, system, frozen });
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            RunRequest request = options.Read(parsed);
            string named = parsed.GetValue(system)!;
            string[] texts = parsed.GetValue(grids)!;
            AblationGrid grid = texts.Select(text => GridOf(text, named)).Aggregate((first, second) => first.Times(second));
            bool freeze = parsed.GetValue(frozen);
            request.Prepare([.. Enumerable.Range(0, grid.Rows.Count).Select(row => Ablation.Of(grid, row, request.Basis, freeze, request.Root).System)], stop);
            string ways = (named == DefaultSystem ? "" : $" --system {named}") + (freeze ? " --frozen" : "");
            AblationSummary? summary = request.Train($"ablate {grid.Name}", [.. grid.Rows.Select(row => row.Label)], (folds, seeds, progress, cancel) => Ablation.Train(
                grid, request.Basis, freeze, request.Root, folds, seeds, request.Command($"ablate{string.Concat(texts.Select(Argument))}{ways}"),
                row => RowCommand(request, grid, row, freeze), request.DataWords(), request.Changes, progress, cancel).Summary, stop);
            if (summary is null) return ExitCode.Fine;
            request.Terminal.Line(summary.ToMarkdown());
            request.Terminal.Line($"Summary: {Path.Combine(request.Root, summary.Name, "summary.md")}");
            request.Terminal.Json(summary);
            return summary.Lost.Count == 0 ? ExitCode.Fine : ExitCode.Failed;
        }, stop));
        return command;
    }

    /// <summary>The command that trains one row of a grid by itself.</summary>
    public static string RowCommand(RunRequest request, AblationGrid grid, AblationRow row, bool frozen)
    {
        // a value that holds a comma is closed by a semicolon, or it would be read as several
        IReadOnlyList<string> settings = row.Settings.Count > 0 ? [.. row.Settings.Select(setting => setting.Contains(',', StringComparison.Ordinal) ? setting + ";" : setting)] : [$"system={grid.System}"];
        return request.Command($"ablate{string.Concat(settings.Select(Argument))}{(grid.System == DefaultSystem ? "" : $" --system {grid.System}")}{(frozen ? " --frozen" : "")}");
    }

    private static AblationGrid GridOf(string text, string system) =>
        text.Contains('=', StringComparison.Ordinal) ? AblationGrid.Over(text, system) : AblationGrids.Get(text);

    /// <summary>A grid as an argument, quoted for the shell where it must be.</summary>
    private static string Argument(string text) =>
        text.Contains(';', StringComparison.Ordinal) ? $" --grid '{text}'" : $" --grid {text}";
}
