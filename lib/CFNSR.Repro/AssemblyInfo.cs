using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("CFNSR.Repro.Tests")]
[assembly: InternalsVisibleTo("CFNSR.Repro.Avatars")]
