namespace CFNSR.Repro.Training;

/// <summary>The loss became infinite or not a number. The message names the clips of the batch, one of which may be at fault.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Describes the step that went wrong.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="step">Step in the epoch, from 1.</param>
    /// <param name="clips">Names of the clips in the batch.</param>
    public TrainingDivergedException(double loss, int epoch, int step, IReadOnlyList<string> clips)
        : base(FormattableString.Invariant($"The loss is {loss} in epoch {epoch}, step {step}, on the clips {string.Join(", ", clips)}. ")
            + "Look for values that are not finite in these clips, or lower lr, or set clip_grad=1.") => Clips = clips;

    /// <summary>Names of the clips in the batch.</summary>
    public IReadOnlyList<string> Clips { get; }
}
