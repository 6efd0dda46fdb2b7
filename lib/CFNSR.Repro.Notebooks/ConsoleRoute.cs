using System.Text;

namespace CFNSR.Repro.Notebooks;

/// <summary>Stands in for a console stream: what a cell writes goes to the cell's collector, everything else where it went before.</summary>
internal sealed class ConsoleRoute(string stream, TextWriter before) : TextWriter
{
    private static volatile bool kept;

    public override Encoding Encoding => before.Encoding;

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (OutputCollector.Current is { } collector) collector.Write(stream, buffer);
        else before.Write(buffer);
    }

    public override void WriteLine() => Write("\n");

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, "\n"));

    public override void Flush()
    {
        if (OutputCollector.Current is null) before.Flush();
    }

    /// <summary>Puts a route into both console streams until the end of the returned object.</summary>
    public static Routes Install()
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        Console.SetOut(new ConsoleRoute("stdout", output));
        Console.SetError(new ConsoleRoute("stderr", error));
        return new Routes(output, error);
    }

    /// <summary>From now on routes stay: a cell that could not be stopped still writes, and nobody should read it.</summary>
    public static void KeepForEver() => kept = true;

    public sealed class Routes(TextWriter output, TextWriter error) : IDisposable
    {
        private readonly (TextWriter Output, TextWriter Error) installed = (Console.Out, Console.Error);

        /// <summary>Puts the routes back where a cell put writers of its own.</summary>
        public void Renew()
        {
            Console.SetOut(installed.Output);
            Console.SetError(installed.Error);
        }

        public void Dispose()
        {
            if (kept) return;
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
