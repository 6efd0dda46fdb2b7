using CFNSR.Repro.Data;

namespace CFNSR.Repro.Evaluation.SingleClips;

/// <summary>What a run says about one clip.</summary>
public sealed record ClipPrediction
{
    /// <summary>The clip's file, without its folder.</summary>
    public required string Clip { get; init; }

    /// <summary>The run's system, such as cfnsr-msafnet.</summary>
    public required string System { get; init; }

    /// <summary>The epoch of the weights.</summary>
    public required int Epoch { get; init; }

    /// <summary>Probability of each emotion in the order of <see cref="Emotions.All"/>; their sum is 1.</summary>
    public required IReadOnlyList<float> Probabilities { get; init; }

    /// <summary>Where the cross-modal blocks looked; empty for a system without them.</summary>
    public required IReadOnlyList<AttentionMap> Attention { get; init; }

    /// <summary>What the network perceived.</summary>
    public required ClipInput Input { get; init; }

    /// <summary>The emotion that the clip shows, where its file has a RAVDESS name; else null.</summary>
    public required Emotion? Shown { get; init; }

    /// <summary>Whether the run trained or validated on the actor, so that it says nothing about strangers; false if unknown.</summary>
    public required bool SeenActor { get; init; }

    /// <summary>The emotion with the highest probability.</summary>
    public Emotion Predicted => Emotions.All.MaxBy(emotion => Probabilities[(int)emotion]);
}
