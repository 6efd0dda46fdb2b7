using CFNSR.Repro.Training;

namespace CFNSR.Repro.TestProcess;

/// <summary>Trains the one fold and seed of an experiment below a folder, or goes on where a killed process stopped.</summary>
public static class Program
{
    /// <summary>Arguments: the folder of the runs, a file with the experiment's JSON.</summary>
    public static int Main(string[] args)
    {
        var experiment = Experiment.FromJson(File.ReadAllText(args[1]));
        Folds.Train(experiment, args[0], [experiment.Fold], [experiment.Seed], progress: new Steps());
        return 0;
    }

    /// <summary>A line for every step, so that a test can kill the process at a moment that does not depend on the machine's speed.</summary>
    private sealed class Steps : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Console.Out.WriteLine("step");
    }
}
