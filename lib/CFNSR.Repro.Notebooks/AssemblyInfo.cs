using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("CFNSR.Repro.Tests")]
