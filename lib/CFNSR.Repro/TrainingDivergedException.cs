namespace CFNSR.Repro;

/// <summary>A loss or an output of the network became infinite or not a number. The message names the clips, one of which may be at fault.</summary>
public sealed class TrainingDivergedException : Exception
{
    private const int Shown = 20;

    /// <summary>Describes the training step that went wrong.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="step">Step in the epoch, from 1.</param>
    /// <param name="clips">Names of the clips in the batch.</param>
    public TrainingDivergedException(double loss, int epoch, int step, IReadOnlyList<string> clips)
        : this(FormattableString.Invariant($"The loss is {loss} in epoch {epoch}, step {step}, on the clips {Listed(clips)}. "), clips)
    {
    }

    /// <summary>Describes outputs that cannot be scored.</summary>
    /// <param name="clips">Names of the clips in the batch.</param>
    public TrainingDivergedException(IReadOnlyList<string> clips)
        : this($"The network's output is not finite on the clips {Listed(clips)}, so it is not scored. ", clips)
    {
    }

    private TrainingDivergedException(string what, IReadOnlyList<string> clips)
        : base(what + "Look for values that are not finite in these clips, or lower lr, or set clip_grad=1.") => Clips = clips;

    /// <summary>Names of the clips in the batch.</summary>
    public IReadOnlyList<string> Clips { get; }

    private static string Listed(IReadOnlyList<string> clips) =>
        string.Join(", ", clips.Take(Shown)) + (clips.Count > Shown ? FormattableString.Invariant($" and {clips.Count - Shown} more") : "");
}
