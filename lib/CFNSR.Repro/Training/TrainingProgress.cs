namespace CFNSR.Repro.Training;

/// <summary>Where a run stands; reported after every step and every epoch.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Epochs">Epochs to run.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="Loss">Mean training loss of the epoch so far.</param>
/// <param name="Finished">The epoch's record, when the epoch has just ended.</param>
/// <param name="Note">Something that the user should read, e.g. that a damaged checkpoint was passed over.</param>
public sealed record TrainingProgress(
    string Run, int Epoch, int Epochs, int Step, int Steps, double Loss, EpochRecord? Finished = null, string? Note = null);
