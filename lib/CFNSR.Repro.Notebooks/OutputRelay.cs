namespace CFNSR.Repro.Notebooks;

/// <summary>
/// Passes a running cell's outputs on to a front end ten times a second, not one by one: pieces of the same stream are joined,
/// and of several updates of one shown value only the last is passed on. A cell that prints or updates in a loop does not flood the front end.
/// </summary>
internal sealed class OutputRelay : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Action<CellOutput> send;
    private readonly List<CellOutput> waiting = [];
    private readonly Lock gate = new();
    private readonly Timer timer;

    /// <summary>Starts the clock.</summary>
    /// <param name="send">Hears the outputs, one at a time and in order.</param>
    public OutputRelay(Action<CellOutput> send)
    {
        this.send = send;
        timer = new Timer(_ => Flush(), null, Pause, Pause);
    }

    /// <summary>Takes an output in; it is passed on with the next flush.</summary>
    public void Add(CellOutput output)
    {
        lock (gate)
        {
            int same = output is DataOutput { IsUpdate: true } update ? waiting.FindIndex(w => w is DataOutput d && d.DisplayId == update.DisplayId) : -1;
            if (same >= 0) waiting[same] = (DataOutput)output with { IsUpdate = ((DataOutput)waiting[same]).IsUpdate };
            else if (output is StreamOutput piece && waiting.LastOrDefault() is StreamOutput last && last.Name == piece.Name) waiting[^1] = last with { Text = last.Text + piece.Text };
            else waiting.Add(output);
        }
    }

    /// <summary>Passes on what waits.</summary>
    public void Flush()
    {
        lock (gate)
        {
            foreach (CellOutput output in waiting) send(output);
            waiting.Clear();
        }
    }

    /// <summary>Stops the clock and passes on what waits.</summary>
    public void Dispose()
    {
        timer.Dispose();
        Flush();
    }
}
