using CFNSR.Repro.Training;
using Plotly.NET;

namespace CFNSR.Repro.Figures;

/// <summary>Figure 6 while a run is being trained (taught in notebook 06): drawn anew after every epoch.</summary>
/// <param name="show">Shows a chart in the place of the one before; in a notebook the <c>Update</c> of what <see cref="LiveDisplay"/> gave.</param>
public sealed class LiveCurves(Action<GenericChart> show) : IProgress<TrainingProgress>
{
    private readonly List<EpochRecord> epochs = [];
    private string run = "";

    /// <summary>Takes note of an epoch that has ended; another run starts new curves. Steps are passed over.</summary>
    /// <param name="value">Where the run stands.</param>
    public void Report(TrainingProgress value)
    {
        if (value.Finished is not { } epoch) return;
        if (value.Run != run) epochs.Clear();
        run = value.Run;
        epochs.Add(epoch);
        show(CurvesFigure.Create([epochs]));
    }
}
