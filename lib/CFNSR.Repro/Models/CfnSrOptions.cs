namespace CFNSR.Repro.Models;

/// <summary>CFN-SR (Fu et al. 2021; data/paper/models.md §3): additive attention of the audio over the video map, with a residual.</summary>
public sealed record CfnSrOptions
{
    /// <summary>Width k of the additive attention. Default 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>
    /// Default corrected: every clip has its own attention map. As published: the maps are summed over the batch and
    /// applied to every clip, so that a prediction depends on the other clips of its batch.
    /// </summary>
    public Fidelity BatchSum { get; init; } = Fidelity.Corrected;

    /// <summary>The positions over which the attention sums to one. Default each time step by itself (published code).</summary>
    public SoftmaxScope SoftmaxOver { get; init; } = SoftmaxScope.TimeStep;

    /// <summary>
    /// Whether the attention is multiplied by the number of positions it is spread over, so that the mean gain is 2 instead of
    /// 1 + 1/49. Default false; neither the paper nor the published code does it.
    /// </summary>
    public bool ScaleByPositions { get; init; }

    /// <summary>Default true. False is the published ablation 2: the map is weighted without adding the map itself.</summary>
    public bool Residual { get; init; } = true;

    /// <summary>Default true. False is the published ablation 1: no block, the two vectors are concatenated and classified.</summary>
    public bool Block { get; init; } = true;

    /// <summary>Default true. False leaves the audio Transformer out, as in the last commit of the published code.</summary>
    public bool AudioTransformer { get; init; } = true;

    /// <summary>Whether an audio step sees only steps up to itself. Default true (published code, which reads the last step).</summary>
    public bool Causal { get; init; } = true;

    /// <summary>Checks the values.</summary>
    /// <exception cref="KitException">A value is out of range.</exception>
    public void Validate() => Require.AtLeast(Width, 1, "CFN-SR attention width");
}
