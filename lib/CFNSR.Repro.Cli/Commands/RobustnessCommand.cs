using System.CommandLine;
using System.Globalization;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Cli.Commands;

/// <summary>`cfnsr robustness`: finished runs on spoilt clips.</summary>
internal static class RobustnessCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("runs") { Description = "Finished runs, or folders that hold them; systems that are compared need runs of the same folds and seeds", Arity = ArgumentArity.OneOrMore };
        var data = new Option<string?>("--data")
        {
            Description = "The data set that the store was made from: white, babble and shift need its sound, untracked on means its tracking",
        };
        var test = new Option<string[]>("--test")
        {
            Description = "A test, perhaps with levels, such as blur=1,2; may be repeated. Default what the runs perceive, not missing-unit: "
                + string.Join(", ", PerturbationKinds.All.Skip(1).Select(kind => kind.Word)),
        };
        var folds = new Option<string?>("--folds") { Description = "Only runs of these folds, such as 1-3" };
        var checkpoint = new Option<string>("--checkpoint") { Description = "best or last", DefaultValueFactory = _ => Checkpoint.Best };
        checkpoint.AcceptOnlyFromAmong(Checkpoint.Best, Checkpoint.Last);
        var seed = new Option<int>("--seed") { Description = "Decides noise and frames" };
        var store = new Option<string?>("--store") { Description = "The clip store; default the runs' own" };
        var output = new Option<string?>("--out") { Description = "Folder that receives robustness.json, .md and .csv; default the deepest folder that holds all runs" };
        var device = new Option<string>("--device") { Description = "auto, cpu, cuda or cuda:n", DefaultValueFactory = _ => "auto" };
        var threads = new Option<int>("--threads") { Description = "Threads of libtorch; 0 for all cores" };
        var json = CommonOptions.Json();
        var command = new Command("robustness", """
            Judges finished runs on spoilt clips of their own test folds: a stream missing, noise, sound late, blur, darkness,
            frozen and lost frames; on face tracking jitter, a face lost in some frames, action units late, parts of the face or
            single action units missing.
            The report of the runs shows the result as curves. Several settings of one system are compared pair by pair.
              cfnsr robustness runs/hybrid --data faces
              cfnsr robustness runs/with-dropout runs/without-dropout --test missing-audio --test missing-video --test blur=1,2,4
              cfnsr robustness runs/tracking --test jitter --test missing-unit=12,45
              cfnsr robustness runs/hybrid --data faces --test white=20,10,0 --folds 1-2 --out noise
            """) { runs, data, test, folds, checkpoint, seed, store, output, device, threads, json };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            string[] named = parsed.GetValue(test) ?? [], roots = parsed.GetValue(runs)!;
            string? files = parsed.GetValue(data);
            var options = new RobustnessOptions
            {
                Runs = roots, Data = files, Store = parsed.GetValue(store), Checkpoint = parsed.GetValue(checkpoint)!, Seed = parsed.GetValue(seed),
                Device = parsed.GetValue(device)!, Threads = parsed.GetValue(threads),
                Tests = named.Length > 0 ? [.. named.SelectMany(Perturbation.Parse)] : null,
                Folds = parsed.GetValue(folds) is { } text ? NumberList.Parse(text, "--folds") : null,
                Command = CommandLine(roots.Length, files, named, parsed.GetValue(folds), parsed.GetValue(checkpoint)!, parsed.GetValue(seed)),
            };
            if (files is null && named.Length == 0) 
                terminal.Remark("tests of the sound and of frames behind a mean are left out: name the data set with --data to have them");
            RobustnessTable table;
            try
            {
                table = terminal.WithProgress("robustness", bar => RobustnessRunner.Run(options, new Relay<RobustnessProgress>(p => bar.Report((p.Done, p.Of, p.What))), stop));
            }
            catch (OperationCanceledException)
            {
                terminal.Remark("cfnsr: stopped, and nothing written: the same command begins again; --folds and --test make it shorter");
                return ExitCode.Failed;
            }

            string folder = parsed.GetValue(output) ?? RobustnessRunner.FolderOf(roots);
            table.Write(folder);
            terminal.Text(table.ToMarkdown());
            terminal.Line($"Written: {Path.Combine(folder, RobustnessTable.FileName)}, .md and .csv");
            terminal.Json(table);
            return ExitCode.Fine;
        }, stop));
        return command;
    }

    /// <summary>The command to print beside the numbers; paths stand as RUNS and DIR, so that it can be committed.</summary>
    private static string CommandLine(int roots, string? data, string[] tests, string? folds, string checkpoint, int seed) =>
        "cfnsr robustness" + string.Concat(Enumerable.Repeat(" RUNS", roots)) + (data is null ? "" : " --data DIR") + string.Concat(tests.Select(t => $" --test {t}"))
        + (folds is null ? "" : $" --folds {folds}") + (checkpoint == Checkpoint.Best ? "" : $" --checkpoint {checkpoint}") + (seed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" --seed {seed}"));
}
