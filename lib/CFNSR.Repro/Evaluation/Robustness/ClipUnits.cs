using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>
/// The action units of test clips, spoilt on their way into the network: those of the store, and for lost frames behind a mean the tracking
/// itself, from the data set.
/// </summary>
internal sealed class ClipUnits
{
    private const float Tolerance = 1e-4f; // another machine's arithmetic, not another face

    private readonly ClipStore store;
    private readonly string array;
    private readonly IReadOnlyList<int> clips;
    private readonly Dictionary<int, FaceTracking> tracks = [];

    /// <summary>Measures the training fold.</summary>
    /// <param name="store">The store.</param>
    /// <param name="array"><see cref="StoreArray.Units"/> or <see cref="StoreArray.UnitFrames"/>.</param>
    /// <param name="parts">The clips that are judged are its test fold.</param>
    public ClipUnits(ClipStore store, string array, FoldClips parts)
    {
        (this.store, this.array, clips) = (store, array, parts.Test);
        Mean = Standardizer.Fit(store, parts.Train, FeatureNorm.TrainFold, array).Mean;
        Range = Standardizer.Fit(store, parts.Train, FeatureNorm.MinMax, array).Deviation;
    }

    /// <summary>Mean of each action unit in the training fold (35).</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>Largest less smallest value of each action unit in the training fold (35).</summary>
    public IReadOnlyList<double> Range { get; }

    /// <summary>Milliseconds between two points in time.</summary>
    public double Step { get; } = 1000 * TrackingFeatures.Clock(MfccOptions.Paper).Step;

    /// <summary>Reads the tracking of every clip, frame by frame, and checks that it is the store's.</summary>
    /// <param name="files">The tracking of the data set.</param>
    /// <exception cref="KitException">A clip has no tracking in the data set, means alone, or another one.</exception>
    public void Read(TrackingFiles files)
    {
        foreach (int clip in clips)
        {
            string name = store.Names[clip].ToString();
            TrackingSource source = files.Sources.GetValueOrDefault(store.Names[clip].Trial)
                ?? throw new KitException($"lacks the face tracking of clip {name}", files.Root,
                    cure: "Name the data set that the store was made from.");
            tracks[clip] = source.Read();
            float[] means = tracks[clip].MeanUnits(), stored = Clean(clip);
            if (means.Zip(stored).Any(pair => Math.Abs(pair.First - pair.Second) > Tolerance))
            {
                throw new KitException($"holds another face tracking of clip {name} than the store", source.Label,
                    cure: "Name the data set that the store was made from, or prepare it again.");
            }
        }
    }

    /// <summary>The action units of every clip, spoilt.</summary>
    /// <param name="test">What to do.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <returns>Floats (35, points in time) by clip number.</returns>
    public IReadOnlyDictionary<int, float[]> Units(Perturbation test, int seed) => clips.ToDictionary(
        clip => clip, clip => test.Kind is UnitKind kind ? kind.Spoil(this, seed, clip, test.Level) : Clean(clip));

    /// <summary>The action units of a clip as they are.</summary>
    public float[] Clean(int clip) => store.Features(array, clip).ToArray();

    /// <summary>The action units of a clip whose face is lost in a share of the frames.</summary>
    public float[] Untracked(double share, int seed, int clip)
    {
        if (array == StoreArray.UnitFrames)
            return UnitPerturbation.Nearest(Clean(clip), UnitPerturbation.Lost(share, seed, clip, store.Shape(array)[1]));
        IReadOnlyList<int> tracked = tracks[clip].TrackedFrames;
        bool[] lost = UnitPerturbation.Lost(share, seed, clip, tracked.Count);
        return tracks[clip].MeanUnits([.. tracked.Where((_, i) => !lost[i])]);
    }
}
