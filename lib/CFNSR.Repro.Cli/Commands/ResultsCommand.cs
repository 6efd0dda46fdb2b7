using System.CommandLine;
using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr results`: what was measured and committed, and the command that makes each result again.</summary>
internal static class ResultsCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("results", """
            Lists the measured results under data/results as a Markdown table: clips, date, commit, and the command that makes each one again.
              cfnsr results
              cfnsr results > data/results/INDEX.md
            """) { json };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            terminal.Line("# Index of the results\n\nMade by `cfnsr results`.\n\n" + CommittedResults.Index().TrimEnd());
            terminal.Json(CommittedResults.All().Select(entry => new { entry.Folder, entry.Result.Data, entry.Result.Date, entry.Result.Commit, entry.Result.Command }));
            return ExitCode.Fine;
        });
        return command;
    }
}
