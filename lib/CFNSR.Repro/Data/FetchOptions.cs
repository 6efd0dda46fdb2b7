namespace CFNSR.Repro.Data;

/// <summary>How archives are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>Where archives are: {record} and {name} are filled in. Another server holds a mirror.</summary>
    public string Address { get; init; } = "https://zenodo.org/records/{record}/files/{name}?download=1";

    /// <summary>Attempts in a row that bring no new byte before an archive is given up.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>How long a silent connection is waited for before it is cut and taken up again.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Wait after the first failed attempt; doubled after each further one. A server's Retry-After goes before.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether an archive stays after its files are unpacked.</summary>
    public bool Keep { get; init; }
}
