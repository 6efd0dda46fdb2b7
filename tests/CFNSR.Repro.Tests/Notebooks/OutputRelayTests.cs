using CFNSR.Repro.Notebooks;

namespace CFNSR.Repro.Tests.Notebooks;

/// <summary>How outputs are gathered for a front end.</summary>
public class OutputRelayTests
{
    private static DataOutput Shown(string id, string text, bool update = false) => new(new Dictionary<string, string> { ["text/plain"] = text }, false, id, update);

    private static string Word(CellOutput output) => output switch
    {
        StreamOutput s => s.Name == "stderr" ? $"[{s.Text}]" : s.Text,
        DataOutput d => $"{d.DisplayId}{(d.IsUpdate ? "!" : "")}:{d.Data["text/plain"]}",
        _ => "error",
    };

    [Fact]
    public void Pieces_of_a_stream_are_joined_and_the_order_is_kept()
    {
        var sent = new List<string>();
        using (var relay = new OutputRelay(o => sent.Add(Word(o))))
        {
            for (int i = 0; i < 1000; i++) relay.Add(new StreamOutput("stdout", "a"));
            relay.Add(new StreamOutput("stderr", "c"));
            relay.Add(Shown("1", "x"));
            relay.Add(new StreamOutput("stdout", "d"));
            relay.Add(new ErrorOutput("E", "m", []));
        }
        Assert.Equal(new string('a', 1000) + "[c]1:xderror", string.Concat(sent));
        Assert.InRange(sent.Count, 5, 100);
    }

    [Fact]
    public void Of_several_updates_only_the_last_is_sent()
    {
        var sent = new List<string>();
        using (var relay = new OutputRelay(o => sent.Add(Word(o))))
        {
            relay.Add(Shown("1", "first"));
            for (int i = 0; i < 1000; i++) relay.Add(Shown("1", $"{i}", update: true));
            relay.Flush();
            Assert.Equal("1:999", sent[^1]);
            for (int i = 0; i < 1000; i++) relay.Add(Shown("1", $"{i}", update: true));
            relay.Add(Shown("2", "other"));
        }
        Assert.Equal("1!:999", sent[^2]);
        Assert.Equal("2:other", sent[^1]);
        Assert.InRange(sent.Count, 3, 100);
    }

    [Fact]
    public void Outputs_are_sent_while_the_cell_runs()
    {
        using var sent = new ManualResetEventSlim();
        using var relay = new OutputRelay(_ => sent.Set());
        relay.Add(new StreamOutput("stdout", "a"));
        Assert.True(sent.Wait(TimeSpan.FromSeconds(20)));
    }
}
