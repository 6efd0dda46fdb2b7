using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace CFNSR.Repro.Benchmarks;

/// <summary><c>serve</c> answers the paired measurements of run.py; everything else goes to BenchmarkDotNet.</summary>
public static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["serve"])
        {
            Server.Run(Console.In, Console.Out);
            return 0;
        }

        // in this process: the natives lie beside it, and the fixed package folder needs no second project
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
        return 0;
    }
}
