namespace CFNSR.Repro;

/// <summary>One finding of <see cref="Doctor"/>.</summary>
/// <param name="Name">What was looked at, for example "CUDA".</param>
/// <param name="Status">"ok", "warn" (the kit runs without it) or "fail" (it does not).</param>
/// <param name="Finding">What was found: version, path, size.</param>
/// <param name="Cure">What to do about a warning or failure; empty when fine.</param>
public sealed record DoctorLine(string Name, string Status, string Finding, string Cure = "")
{
    /// <summary>"[OK] name: finding", with the cure on a second line where there is one.</summary>
    public override string ToString() =>
        $"[{Status.ToUpperInvariant()}] {Name}: {Finding}" + (Cure.Length > 0 ? $"{Environment.NewLine}       cure: {Cure}" : "");
}
