using CFNSR.Repro.Data;
using CFNSR.Repro.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Scores;

/// <summary>What a network says about a set of clips, in evaluation mode and without gradients.</summary>
/// <param name="Loss">Mean loss in nats.</param>
/// <param name="Predictions">One for each clip.</param>
internal sealed record Judgement(double Loss, IReadOnlyList<Prediction> Predictions)
{
    /// <summary>Judges the clips of these batches; disposes the batches.</summary>
    /// <param name="model">The network; it is left in evaluation mode.</param>
    /// <param name="forward">From a batch to the network's output: the whole network, or its head on encodings.</param>
    /// <param name="batches">The clips.</param>
    /// <param name="names">The store's clip names, to which the batches' numbers point.</param>
    /// <exception cref="TrainingDivergedException">A loss or a probability is not finite: nothing is scored then.</exception>
    public static Judgement Of(EmotionModel model, Func<Batch, Tensor> forward, IEnumerable<Batch> batches, IReadOnlyList<ClipName> names)
    {
        model.eval();
        double loss = 0;
        var predictions = new List<Prediction>();
        using var gradients = no_grad();
        foreach (var batch in batches)
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                var output = forward(batch); // (N, 8)
                loss += model.Loss(output, batch.Labels, 0).ToDouble() * batch.Clips.Length;
                string[] clips = [.. batch.Clips.Select(clip => names[clip].ToString())];
                float[][] probabilities = Probabilities(model, output);
                if (!double.IsFinite(loss) || !probabilities.All(p => p.All(float.IsFinite))) throw new TrainingDivergedException(clips);
                for (int i = 0; i < batch.Clips.Length; i++)
                {
                    var name = names[batch.Clips[i]];
                    predictions.Add(new Prediction(clips[i], name.Actor, name.Label, probabilities[i]));
                }
            }
        }

        return new Judgement(loss / Math.Max(1, predictions.Count), predictions);
    }

    /// <summary>The probabilities behind a network's output, one row a clip.</summary>
    /// <param name="model">The network.</param>
    /// <param name="output">What it returned in evaluation mode, (N, classes).</param>
    public static float[][] Probabilities(EmotionModel model, Tensor output)
    {
        using var scope = NewDisposeScope();
        float[] scores = model.Predict(output).to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        return [.. scores.Chunk(scores.Length / (int)output.shape[0]).Select(Distribution)];
    }

    /// <summary>Class scores that are no distribution (Liu's rule sums weighted logarithms) are turned into one; the order stays.</summary>
    private static float[] Distribution(float[] scores)
    {
        double sum = 0;
        bool distribution = true;
        foreach (float score in scores)
        {
            sum += score;
            distribution &= score >= 0;
        }

        if (distribution && Math.Abs(sum - 1) < 1e-3) return scores;
        float largest = scores.Max();
        double[] powers = scores.Select(score => Math.Exp(score - largest)).ToArray();
        return powers.Select(power => (float)(power / powers.Sum())).ToArray();
    }
}
