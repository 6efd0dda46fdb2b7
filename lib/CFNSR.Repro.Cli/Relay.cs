namespace CFNSR.Repro.Cli;

/// <summary>Passes progress on at once, on the reporting thread (unlike Progress, which posts it).</summary>
internal sealed class Relay<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
