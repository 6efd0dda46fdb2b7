namespace CFNSR.Repro.Training;

/// <summary>Learning-rate schedules as pure functions of the step, so that a resumed run goes on with the same numbers and no state is stored.</summary>
public static class LearningRate
{
    private const double Warm = 0.3, First = 1.0 / 25, Last = First / 1e4;

    /// <summary>
    /// What the learning rate of a step is multiplied by. <c>one-cycle</c> (Smith and Topin 2018, arXiv 1708.07120; data/paper/models.md §2.8) follows
    /// PyTorch's OneCycleLR with its defaults: a cosine from 1/25 up to 1 over the first 30 % of the steps, a cosine down to 1/250,000 over the rest. Momentum stays
    /// as it is.
    /// </summary>
    /// <param name="schedule">constant or one-cycle.</param>
    /// <param name="step">The optimiser's step, from 0.</param>
    /// <param name="steps">All steps of the run.</param>
    /// <returns>The factor.</returns>
    public static double Factor(string schedule, long step, long steps)
    {
        if (schedule == "constant") return 1;
        double peak = (Warm * steps) - 1, end = steps - 1;
        return step <= peak ? Between(First, 1, step / peak) : Between(1, Last, (step - peak) / (end - peak));
    }

    /// <summary>From one value to another along half a cosine.</summary>
    private static double Between(double from, double to, double share) => to + ((from - to) / 2 * (Math.Cos(Math.PI * share) + 1));
}
