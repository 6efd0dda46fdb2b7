namespace CFNSR.Repro.Features.Tracking;

/// <summary>Where the tracking of a clip is; of several the first is taken.</summary>
public enum TrackingKind
{
    /// <summary>A CSV in a folder: frame by frame.</summary>
    File,

    /// <summary>A CSV inside FacialTracking_Actors_01-24.zip: frame by frame.</summary>
    Archive,

    /// <summary>A row of a table of means: one mean of each action unit over the clip.</summary>
    Means,
}
