using System.Globalization;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// Keeps what one cell puts out, in order and in bounded memory: the first characters and the last ones, with a note of what was cut between.
/// Pieces are passed on while the cell runs until the cutting starts, the end when it closes.
/// </summary>
internal sealed class OutputCollector(EngineLimits limits, Action<CellOutput>? live)
{
    private static readonly AsyncLocal<OutputCollector?> Here = new();
    private readonly Lock gate = new();
    private readonly List<CellOutput> kept = [];              // never cut
    private readonly Queue<StreamOutput> tail = new();        // the last characters, once the first are full
    private int headLeft = limits.Characters, tailLength, values, valuesLeftOut, valueCharacters;
    private long cutCharacters, cutLines;
    private StringBuilder? open;                              // the text of the last kept stream output
    private bool closed;
    private volatile bool stopped;

    /// <summary>The collector of the cell that runs on this thread or started this task; null outside cells.</summary>
    public static OutputCollector? Current { get => Here.Value; set => Here.Value = value; }

    /// <summary>Asks the cell to end: its next loop turn, output or shown value throws.</summary>
    public void Stop() => stopped = true;

    public void ThrowIfStopped()
    {
        if (stopped) throw new CellStoppedException();
    }

    /// <summary>Text that the cell writes.</summary>
    public void Write(string stream, ReadOnlySpan<char> text)
    {
        ThrowIfStopped();
        if (text.IsEmpty) return;
        lock (gate)
        {
            if (closed) return;
            ReadOnlySpan<char> first = text[..Math.Min(text.Length, headLeft)];
            if (first.Length > 0)
            {
                headLeft -= first.Length;
                Keep(stream, first);
                Tell(new StreamOutput(stream, first.ToString()));
            }
            if (first.Length < text.Length) KeepLast(stream, text[first.Length..]);
        }
    }

    /// <summary>A shown value, or the value of the last expression. An update takes the place of the output with its id; without one it is a new output.</summary>
    public void Show(DataOutput output)
    {
        ThrowIfStopped();
        lock (gate)
        {
            if (closed) return;
            int at = output.IsUpdate ? kept.FindIndex(k => k is DataOutput d && d.DisplayId == output.DisplayId) : -1;
            if (at >= 0)
            {
                valueCharacters -= Size((DataOutput)kept[at]);
                output = Fit(output);
                kept[at] = output with { IsUpdate = false };
                Tell(output);
            }
            else Add(output with { IsUpdate = false });
        }
    }

    /// <summary>Whether an error is among the outputs.</summary>
    public bool Failed
    {
        get
        {
            lock (gate) return kept.Exists(k => k is ErrorOutput);
        }
    }

    /// <summary>An error; false where nobody hears it any more.</summary>
    public bool Fail(ErrorOutput error)
    {
        lock (gate)
        {
            if (closed) return false;
            Flush();
            kept.Add(error);
            Tell(error);
            return true;
        }
    }

    /// <summary>Ends the collection: whatever comes later is not heard.</summary>
    public IReadOnlyList<CellOutput> Close()
    {
        lock (gate)
        {
            if (!closed) Flush();
            closed = true;
            Seal();
            return [.. kept];
        }
    }

    private void Keep(string stream, ReadOnlySpan<char> text)
    {
        if (open is null || kept[^1] is not StreamOutput last || last.Name != stream)
        {
            Seal();
            open = new StringBuilder();
            kept.Add(new StreamOutput(stream, ""));
        }
        open.Append(text);
    }

    private void Seal()
    {
        if (open is not null && kept.FindLastIndex(k => k is StreamOutput) is int at and >= 0) kept[at] = (StreamOutput)kept[at] with { Text = open.ToString() };
        open = null;
    }

    private void KeepLast(string stream, ReadOnlySpan<char> text)
    {
        if (text.Length > limits.Characters)
        {
            Cut(text[..^limits.Characters]);
            text = text[^limits.Characters..];
        }
        tail.Enqueue(new(stream, text.ToString()));
        tailLength += text.Length;
        while (tailLength - tail.Peek().Text.Length >= limits.Characters)
        {
            string gone = tail.Dequeue().Text;
            tailLength -= gone.Length;
            Cut(gone);
        }
    }

    private void Cut(ReadOnlySpan<char> text)
    {
        cutCharacters += text.Length;
        cutLines += text.Count('\n');
    }

    private void Add(DataOutput output)
    {
        if (values == limits.Values)
        {
            valuesLeftOut++;
            return;
        }
        values++;
        output = Fit(output);
        Seal();
        kept.Add(output);
        Tell(output);
    }

    private DataOutput Fit(DataOutput output)
    {
        int size = Size(output);
        if (size > limits.ValueCharacters - valueCharacters)
            return output with { Data = new Dictionary<string, string> { [PlainTextFormatter.MimeType] = string.Create(CultureInfo.InvariantCulture, $"[a value of {size:N0} characters is left out: the cell showed too much to keep]") } };
        valueCharacters += size;
        return output;
    }

    private static int Size(DataOutput output) => output.Data.Sum(d => d.Value.Length);

    /// <summary>Puts the note and the last characters behind what was kept.</summary>
    private void Flush()
    {
        Seal();
        StreamOutput[] last = [.. tail];
        tail.Clear();
        var end = new List<StreamOutput>();
        if (cutCharacters > 0)
            end.Add(new("stdout", string.Create(CultureInfo.InvariantCulture, $"\n… {cutLines:N0} lines ({cutCharacters:N0} characters) are left out here: the cell wrote too much to keep …\n")));
        end.AddRange(last);
        if (valuesLeftOut > 0) end.Add(new("stdout", string.Create(CultureInfo.InvariantCulture, $"… {valuesLeftOut:N0} shown values are left out …\n")));
        (cutCharacters, cutLines, valuesLeftOut, tailLength) = (0, 0, 0, 0);
        foreach (StreamOutput output in end) Keep(output.Name, output.Text);
        Seal();
        foreach (var run in Joined(end)) Tell(run);
    }

    private static IEnumerable<StreamOutput> Joined(List<StreamOutput> pieces)
    {
        for (int i = 0; i < pieces.Count;)
        {
            int from = i;
            while (i < pieces.Count && pieces[i].Name == pieces[from].Name) i++;
            yield return new(pieces[from].Name, string.Concat(pieces[from..i].Select(p => p.Text)));
        }
    }

    /// <summary>The listener may write to the console itself, which then must not come back here.</summary>
    private void Tell(CellOutput output)
    {
        if (live is null) return;
        OutputCollector? before = Current;
        Current = null;
        try
        {
            live(output);
        }
        finally
        {
            Current = before;
        }
    }
}
