using System.Text.Json.Serialization;
using CFNSR.Repro.Models;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>
/// A way to spoil test clips, with levels of its own (<see cref="Perturbation.Level"/>). <see cref="PerturbationKinds"/> lists them.
/// </summary>
[JsonConverter(typeof(PerturbationKindConverter))]
public abstract class PerturbationKind
{
    private protected PerturbationKind()
    {
    }

    /// <summary>How it is spelled on the command line and in files: "missing-audio", "white".</summary>
    public required string Word { get; init; }

    /// <summary>The heading under which its levels stand together, in tables and figures.</summary>
    public required string Panel { get; init; }

    /// <summary>What is done to a clip, in one sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>A level as readers know it, such as "sigma 2 px": {0} is the level, {1} the level in percent.</summary>
    public required string Label { get; init; }

    /// <summary>The levels that are tested unless others are named, from mild to severe.</summary>
    public required IReadOnlyList<double> Usual { get; init; }

    /// <summary>The lowest and the highest level that may be named; null where only the usual ones mean something.</summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Whether it is tested only where it is named.</summary>
    public bool OnRequest { get; init; }

    /// <summary>The stream that it takes away.</summary>
    public virtual MissingModality Missing => MissingModality.None;

    /// <summary>Whether a network perceives it.</summary>
    /// <param name="hears">Whether the network hears.</param>
    /// <param name="sees">What it sees; null for nothing.</param>
    public abstract bool Concerns(bool hears, VideoInput? sees);

    /// <summary>Whether it needs more than the store holds, so that files of the data set are read again.</summary>
    /// <param name="sees">What the network sees; null for nothing.</param>
    public virtual bool ReadsData(VideoInput? sees) => false;

    /// <summary>The levels that are tested unless others are named.</summary>
    public IEnumerable<Perturbation> UsualTests() => Usual.Select(level => new Perturbation(this, level));
}
