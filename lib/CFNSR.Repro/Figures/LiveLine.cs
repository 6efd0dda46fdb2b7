using System.Diagnostics;
using CFNSR.Repro.Evaluation.Robustness;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Figures;

/// <summary>
/// One line that says where a long job stands, for notebooks (taught in notebook 06): at most four times a second. It is told on the thread that works, unlike
/// <see cref="Progress{T}"/>, so that nothing is shown after the cell has ended.
/// </summary>
/// <param name="show">Shows a line in the place of the one before.</param>
public sealed class LiveLine(Action<string> show) : IProgress<TrainingProgress>, IProgress<RobustnessProgress>
{
    private const double Pause = 0.25; // seconds

    private readonly Stopwatch shown = new();

    /// <summary>Says which run, epoch and step training is at. The end of an epoch is always shown.</summary>
    /// <param name="value">Where the run stands.</param>
    public void Report(TrainingProgress value)
    {
        if (value.Note is { } note) Show($"{value.Run}: {note}");
        else if (value.Finished is { } epoch)
            Show(FormattableString.Invariant($"{value.Run}: epoch {epoch.Epoch} of {value.Epochs} done, training loss {epoch.TrainLoss:F3}, test accuracy {100 * epoch.TestAccuracy:F1} %"));
        else if (IsDue) Show(FormattableString.Invariant($"{value.Run}: epoch {value.Epoch} of {value.Epochs}, step {value.Step} of {value.Steps}, loss {value.Loss:F3}"));
    }

    /// <summary>Says which judgement a robustness test is at. The last is always shown.</summary>
    /// <param name="value">Where the test stands.</param>
    public void Report(RobustnessProgress value)
    {
        if (IsDue || value.Done == value.Of) Show(FormattableString.Invariant($"{value.Done} of {value.Of}: {value.What}"));
    }

    private bool IsDue => !shown.IsRunning || shown.Elapsed.TotalSeconds >= Pause;

    private void Show(string line)
    {
        shown.Restart();
        show(line);
    }
}
