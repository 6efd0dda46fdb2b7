namespace CFNSR.Repro.Data;

/// <summary>Something a reader should know about one file or folder of a data set.</summary>
/// <param name="File">The file, folder or group of actors concerned.</param>
/// <param name="What">What is wrong, in one sentence without a full stop.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record ClipProblem(string File, string What, string Cure)
{
    /// <summary>One line for a console.</summary>
    /// <returns>File, what and cure.</returns>
    public override string ToString() => $"{File}: {What}. {Cure}";
}
