using CFNSR.Repro.Training;

namespace CFNSR.Repro.TestProcess;

/// <summary>Trains the one fold and seed of an experiment below a folder, or goes on where a killed process stopped.</summary>
public static class Program
{
    /// <summary>Arguments: the folder of the runs, a file with the experiment's JSON.</summary>
    public static int Main(string[] args)
    {
        var experiment = Experiment.FromJson(File.ReadAllText(args[1]));
        Folds.Train(experiment, args[0], [experiment.Fold], [experiment.Seed]);
        return 0;
    }
}
