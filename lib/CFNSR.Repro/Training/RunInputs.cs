using CFNSR.Repro.Data;

namespace CFNSR.Repro.Training;

/// <summary>
/// What a run is made from besides its settings, by content and not by path: <c>inputs.json</c>, written when the run begins. A run is taken
/// up again, or taken as the result of the same settings, only where both are the same.
/// </summary>
/// <param name="DataHash">Hash over names and contents of the store's clips.</param>
/// <param name="InitVideo">Hash of the weights that the video encoder starts from; null for random ones.</param>
/// <param name="InitAudio">The same for the audio encoder.</param>
public sealed record RunInputs(string DataHash, string? InitVideo = null, string? InitAudio = null)
{
    internal const string FileName = "inputs.json";

    /// <summary>The inputs that an experiment would have now.</summary>
    /// <exception cref="KitException">The store is missing or not ready, or the runs to start from are missing or unfinished.</exception>
    internal static RunInputs Of(Experiment e)
    {
        using var store = ClipStore.Open(e.Store);
        return Of(e, store);
    }

    /// <inheritdoc cref="Of(Experiment)"/>
    internal static RunInputs Of(Experiment e, ClipStore store)
    {
        store.CheckReady();
        string data = store.Hash;
        return new RunInputs(data, WarmStart.Weights(e.InitVideo, e, data), WarmStart.Weights(e.InitAudio, e, data));
    }

    /// <summary>The inputs of a run on disk; those of a kit that did not note them are what its result says, or null while it has none.</summary>
    internal static RunInputs? Read(string run)
    {
        string file = Path.Combine(run, FileName);
        if (File.Exists(file)) return Json.ReadFile<RunInputs>(file, "a run's inputs");
        return File.Exists(Path.Combine(run, "metrics.json")) && RunReader.Open(run).Report.DataHash is { } hash ? new RunInputs(hash) : null;
    }
}
