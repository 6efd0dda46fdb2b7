using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>
/// A system that names one of eight emotions: encoders and a head. Input: video (N, 3, T, S, S) of normalised RGB and
/// audio (N, 13, 212) of MFCC; a system ignores the modality that it does not use. Output: logits (N, 8) unless a system says otherwise.
/// </summary>
public abstract class EmotionModel : nn.Module<Tensor, Tensor, Tensor>
{
    /// <summary>Names the module.</summary>
    /// <param name="name">The system's name.</param>
    protected EmotionModel(string name) : base(name)
    {
    }

    /// <summary>Whether the video argument is read.</summary>
    public virtual bool UsesVideo => true;

    /// <summary>Whether the audio argument is read.</summary>
    public virtual bool UsesAudio => true;

    /// <summary>What the audio argument holds.</summary>
    public virtual AudioFeature AudioInput => AudioFeature.Mfcc;

    /// <summary>Whether there is anything to train; false for the average of two finished networks.</summary>
    public virtual bool NeedsTraining => true;

    /// <summary>Whether <see cref="Encode"/> may be computed once and kept while the encoders are frozen.</summary>
    public virtual bool CanCacheEncodings => true;

    /// <summary>A modality to zero in every pass until it is set back to none, to measure what the other one achieves alone.</summary>
    public virtual MissingModality Missing { get; set; }

    /// <summary>The parts that read raw input: for freezing, learning-rate groups and warm start.</summary>
    public abstract IReadOnlyList<nn.Module> Encoders { get; }

    /// <summary>Runs the encoders only.</summary>
    /// <param name="video">(N, 3, T, S, S); ignored if the system does not use video.</param>
    /// <param name="audio">(N, coefficients, frames); ignored if the system does not use audio.</param>
    /// <returns>The two feature maps; an empty tensor (N, 0) for a modality that is not used.</returns>
    public abstract (Tensor Video, Tensor Audio) Encode(Tensor video, Tensor audio);

    /// <summary>Runs the head on the two maps that <see cref="Encode"/> gave.</summary>
    /// <param name="video">The video map.</param>
    /// <param name="audio">The audio map.</param>
    public abstract Tensor Fuse(Tensor video, Tensor audio);

    /// <summary>Encoders, then head.</summary>
    /// <param name="video">(N, 3, T, S, S).</param>
    /// <param name="audio">(N, coefficients, frames).</param>
    /// <returns>Logits (N, classes); while training (4N, classes) with modality dropout in mode softhard, the first N of the unaltered batch, and one more column in a <see cref="TwoTaskModel"/>.</returns>
    public override Tensor forward(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap) = Encode(video, audio);
        return Fuse(videoMap, audioMap);
    }

    /// <summary>The training loss: mean cross-entropy unless a system has its own.</summary>
    /// <param name="output">What <see cref="forward"/> returned, (kN, classes).</param>
    /// <param name="labels">(N) int64; repeated k times when softhard dropout made the batch k times larger.</param>
    /// <param name="labelSmoothing">Share of the target spread over all classes, 0 for none.</param>
    public virtual Tensor Loss(Tensor output, Tensor labels, double labelSmoothing = 0) =>
        nn.functional.cross_entropy(output, RepeatLabels(output, labels), label_smoothing: labelSmoothing);

    /// <summary>Class scores (N, classes), largest wins; the softmax of the output unless a system says otherwise.</summary>
    /// <param name="output">What <see cref="forward"/> returned.</param>
    public virtual Tensor Predict(Tensor output) => output.softmax(-1);

    /// <summary>Number of trained numbers, buffers not counted.</summary>
    public long ParameterCount() => parameters().Sum(p => p.numel());

    /// <summary>The labels, once per copy of the batch in the output.</summary>
    /// <param name="output">(kN, ...).</param>
    /// <param name="labels">(N).</param>
    /// <exception cref="KitException">The output has no whole number of copies.</exception>
    protected static Tensor RepeatLabels(Tensor output, Tensor labels)
    {
        long rows = output.shape[0], clips = labels.shape[0];
        Require.That(clips > 0 && rows % clips == 0, "output rows", rows, "a multiple of the number of labels " + Require.Text(clips));
        return rows == clips ? labels : labels.repeat(rows / clips);
    }
}
