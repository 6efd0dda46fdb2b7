using System.Text.Json.Serialization;

namespace CFNSR.Repro.Scores;

/// <summary>What a model said about one clip.</summary>
/// <param name="Clip">The clip's name (its trial or file name without extension).</param>
/// <param name="Actor">The actor, 1..24: the unit that the bootstrap resamples.</param>
/// <param name="Label">The true class, 0..7.</param>
/// <param name="Probabilities">One probability a class; they sum to 1.</param>
public sealed record Prediction(string Clip, int Actor, int Label, IReadOnlyList<float> Probabilities)
{
    /// <summary>The class with the highest probability; of equal ones the first.</summary>
    [JsonIgnore]
    public int Predicted
    {
        get
        {
            int best = 0;
            for (int c = 1; c < Probabilities.Count; c++)
            {
                if (Probabilities[c] > Probabilities[best]) best = c;
            }

            return best;
        }
    }

    /// <summary>Whether <see cref="Predicted"/> is the label.</summary>
    [JsonIgnore]
    public bool Correct => Predicted == Label;
}
