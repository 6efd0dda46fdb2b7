using System.CommandLine;
using CFNSR.Repro.Figures;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr report`: one HTML file that opens offline.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var runs = CommonOptions.Runs();
        var store = new Option<string>("--store") { Description = "The clip store that the runs trained on", Required = true };
        var output = new Option<string>("--out") { Description = "Folder that receives index.html", DefaultValueFactory = _ => "report" };
        var made = new Option<string>("--command") { Description = "The command to name as the runs' origin", DefaultValueFactory = _ => "cfnsr train" };
        var json = CommonOptions.Json();
        var command = new Command("report", """
            Writes curves, confusion matrix, Table 2 and what differs from the paper as one self-contained HTML file.
              cfnsr report --runs runs --store store --out report
            """) { runs, store, output, made, json };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            string file = Path.Combine(parsed.GetValue(output)!, "index.html");
            ReportData data = ReportBuilder.Build(parsed.GetValue(runs)!, parsed.GetValue(store)!, parsed.GetValue(made)!);
            Report.Write(data, file);
            terminal.Line($"{file}: {data.Runs.Count} runs{(data.SyntheticPicture ? ", SYNTHETIC picture" : "")}");
            terminal.Json(new { File = file, Runs = data.Runs.Count, data.SyntheticPicture });
            return ExitCode.Fine;
        });
        return command;
    }
}
