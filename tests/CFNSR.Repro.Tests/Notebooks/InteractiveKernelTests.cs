using System.Diagnostics;
using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>A session on the real .NET Interactive kernel: what comes back of a cell, and that its process never stays behind.</summary>
public sealed class InteractiveKernelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private InteractiveKernel Start(double seconds = 60) => new(folder.File("07-Trial.ipynb"), new EngineLimits { CellTime = TimeSpan.FromSeconds(seconds) });

    [Fact]
    public void Outputs_results_updates_and_errors_come_as_from_the_kits_engine()
    {
        using InteractiveKernel kernel = Start();
        CellResult first = kernel.Run(1, $"#r \"{typeof(Kit).Assembly.Location}\"\nusing CFNSR.Repro.Figures;\nint kept = 4;\nConsole.Write(\"é\");\nConsole.Error.Write(\"e\");\nEnvironment.CurrentDirectory");
        Assert.Equal(CellStatus.Fine, first.Status);
        Assert.Equal([new StreamOutput("stdout", "é"), new StreamOutput("stderr", "e")], first.Outputs.Take(2));
        Assert.Equal(folder.Path, first.Result!.Data["text/plain"]);

        var live = new List<CellOutput>();
        CellResult shown = kernel.Run(2, "var place = LiveDisplay.Show(HTML(\"<i>1</i>\"));\nplace.Update(HTML(\"<i>2</i>\"));\ndisplay(\"other\");", live.Add);
        Assert.Equal([false, true, false], live.Cast<DataOutput>().Select(o => o.IsUpdate));
        Assert.Equal(["<i>2</i>", "other"], shown.Outputs.Cast<DataOutput>().Select(o => o.Data.Values.Single()));
        Assert.Null(shown.Result);

        CellResult compile = kernel.Run(3, "Console.WriteLine(1);\nint lost = unknown;");
        Assert.Equal(CellStatus.CompileError, compile.Status);
        Assert.StartsWith("07-Trial.ipynb, cell 3, line 2: error CS0103", compile.Error!.Trace.Single(), StringComparison.Ordinal);
        Assert.EndsWith("int lost = unknown;", compile.Error.Trace[0], StringComparison.Ordinal);
        CellResult thrown = kernel.Run(4, "throw new InvalidOperationException(\"a: b\", new Exception(\"inner\"));");
        Assert.Equal(CellStatus.Threw, thrown.Status);
        Assert.Equal("System.InvalidOperationException: a: b\n07-Trial.ipynb, cell 4", thrown.Error!.ToString());
        Assert.Equal("4", kernel.Run(5, "kept.ToString()").Result!.Data["text/plain"]);
        Assert.Equal(5, kernel.ExecutionCount);
    }

    [Fact]
    public void A_cell_over_its_time_ends_the_process_and_later_cells_say_that_it_ended()
    {
        using InteractiveKernel kernel = Start(seconds: 8);
        string id = kernel.Run(1, "Environment.ProcessId.ToString()").Result!.Data["text/plain"];
        CellResult late = kernel.Run(2, "Console.Write(\"here\"); while (true) { }");
        Assert.Equal(CellStatus.TimedOut, late.Status);
        Assert.Equal("here", late.StandardOutput);
        Assert.Contains("time limit of 8 s and the kernel's process was ended", late.Error!.Message, StringComparison.Ordinal);
        Assert.True(Ends(id));
        Assert.Equal("KernelEnded", kernel.Run(3, "1").Error!.Name);
    }

    [Fact]
    public void A_kernel_that_ends_by_itself_is_reported_and_an_interrupt_ends_it()
    {
        using (InteractiveKernel kernel = Start())
        {
            CellResult ended = kernel.Run(1, "Environment.Exit(7);");
            Assert.Equal(CellStatus.Threw, ended.Status);
            Assert.Contains("exit code 7", ended.Error!.Message, StringComparison.Ordinal);
        }
        using InteractiveKernel other = Start();
        using var stop = new CancellationTokenSource();
        CellResult result = other.Run(1, "Console.Write(\"here\"); while (true) { }", _ => stop.Cancel(), stop.Token);
        Assert.Equal(CellStatus.Interrupted, result.Status);
    }

    [Fact]
    public void The_kernel_ends_with_a_kit_that_is_killed_while_a_cell_runs()
    {
        string pid = folder.File("pid");
        string file = folder.Write("01-Ever.ipynb", NotebookText.Of("c:System.IO.File.WriteAllText(\"pid\", Environment.ProcessId.ToString()); while (true) { }"));
        using Process kit = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "cfnsr"), ["notebook", "run", file, "--engine", "interactive"]) { RedirectStandardOutput = true })!;
        var clock = Stopwatch.StartNew();
        while (!(File.Exists(pid) && File.ReadAllText(pid).Length > 0) && clock.Elapsed < TimeSpan.FromMinutes(1)) Thread.Sleep(100);
        string id = File.ReadAllText(pid);
        Assert.True(Directory.Exists($"/proc/{id}"));
        kit.Kill();
        Assert.True(Ends(id));
    }

    /// <summary>Whether a process is gone within twenty seconds: the system takes a moment to clear it away.</summary>
    private static bool Ends(string id) => SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{id}"), TimeSpan.FromSeconds(20));

    [Fact]
    public void A_tool_that_is_not_restored_is_named_with_the_cure_in_one_line()
    {
        string file = folder.Write("01-Trial.ipynb", NotebookText.Of("c:1"));
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "cfnsr"), ["notebook", "run", file, "--engine", "interactive"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_HOME"] = start.Environment["NUGET_PACKAGES"] = folder.Path;   // where tools would be
        using Process kit = Process.Start(start)!;
        string error = kit.StandardError.ReadToEnd();
        kit.WaitForExit();
        Assert.Equal(3, kit.ExitCode);
        Assert.StartsWith("cfnsr: the .NET Interactive kernel does not start", error, StringComparison.Ordinal);
        Assert.EndsWith("Run environment/setup.sh, or in the clone: dotnet tool restore.\n", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error[..^1]);
    }
}
