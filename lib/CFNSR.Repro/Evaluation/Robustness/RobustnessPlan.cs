using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Evaluation.Robustness;

/// <summary>What is done to the clips of some runs, and what must be read again for it.</summary>
/// <param name="Tests">The clean clip first, then the tests in the order of their kinds.</param>
/// <param name="Index">The data set; null where no sound is changed.</param>
/// <param name="Tracking">The data set's face tracking; null where the store's is enough.</param>
internal sealed record RobustnessPlan(IReadOnlyList<Perturbation> Tests, ClipIndex? Index, TrackingFiles? Tracking)
{
    /// <summary>The tests that are named, or the usual levels of all that the runs perceive and the data allow.</summary>
    /// <exception cref="KitException">None of the runs perceives a named test, or it needs a data set and there is none.</exception>
    public static RobustnessPlan Of(RobustnessOptions options, IReadOnlyList<RobustnessRun> runs)
    {
        PerturbationKind[] wanted = options.Tests is { } named
            ? [.. PerturbationKinds.All.Skip(1).Intersect(named.Select(test => test.Kind))]
            : [.. PerturbationKinds.All.Where(kind => !kind.OnRequest && Perceived(kind).Any())];
        if (wanted.FirstOrDefault(kind => !Perceived(kind).Any()) is { } unseen)
            throw new KitException($"none of the runs perceives {unseen.Word}", cure: "Leave it out (--test).");
        PerturbationKind[] reading = [.. wanted.Where(kind => Perceived(kind).Any(run => kind.ReadsData(run.Sees)))];
        var tracking = options.Data is { } folder && reading.Any(kind => kind is UnitKind) ? TrackingFiles.Find(folder) : null;
        if (options.Tests is null)
        {
            bool byFrame = tracking is { Sources.Count: > 0 } && tracking.Sources.Values.All(source => source.Kind != TrackingKind.Means);
            wanted = [.. wanted.Where(kind => !reading.Contains(kind) || (kind is UnitKind ? byFrame : options.Data is not null))];
        }
        else if (options.Data is null && reading.Length > 0)
        {
            throw new KitException($"{reading[0].Word} changes what the store does not hold", expected: "the data set (--data DIR)",
                cure: "Name it, or leave these tests out.");
        }

        reading = [.. reading.Intersect(wanted)];
        var tests = wanted.SelectMany(kind => options.Tests?.Where(test => test.Kind == kind).Distinct() ?? kind.UsualTests());
        return new RobustnessPlan([Perturbation.Clean, .. tests],
            reading.Any(kind => kind is SoundKind) ? ClipIndex.Scan(options.Data!) : null,
            reading.Any(kind => kind is UnitKind) ? tracking : null);

        IEnumerable<RobustnessRun> Perceived(PerturbationKind kind) => runs.Where(run => kind.Concerns(run.Hears, run.Sees));
    }
}
