namespace CFNSR.Repro.Training;

/// <summary>A run was cancelled (Ctrl-C); its checkpoint is written and the message says how to resume.</summary>
public sealed class TrainingInterruptedException : OperationCanceledException
{
    /// <summary>Describes where the run stopped.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="epoch">Epochs finished.</param>
    /// <param name="step">Steps done in the next epoch.</param>
    public TrainingInterruptedException(string folder, int epoch, int step)
        : base(FormattableString.Invariant($"Stopped after epoch {epoch}, step {step} of the next. Resume with: cfnsr train --resume {folder}")) =>
        Folder = folder;

    /// <summary>The run's folder.</summary>
    public string Folder { get; }
}
