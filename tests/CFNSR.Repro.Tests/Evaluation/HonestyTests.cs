using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Tests.Training;

namespace CFNSR.Repro.Tests.Evaluation;

public sealed class HonestyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-honesty-").FullName;

    [Fact]
    public void Sound_alone_is_measured_on_its_folds_on_known_actors_and_on_drawn_folds()
    {
        var basis = TinyStore.Audio(TinyStore.Make(Path.Combine(folder, "store"))) with { Epochs = 1 };
        var page = Honesty.Measure(["audio"], Honesty.SoundParts, 2, basis, folder, null, [0], "cfnsr honesty", "Made-up clips");
        Assert.Equal(["selection", "selection", "folds", "folds", "subject-dependence-audio"], page.Lines.Select(line => line.Part));
        Assert.NotNull(page.Lines[4].P);
        Assert.Equal("3 folds of msaf6, 1 seed", page.Lines[3].Note.Split(';')[0]);
        // two trained folds of four actors, then all 15 choices of four among six, at three scores each
        Assert.Equal([(true, 2), (true, 2), (true, 2), (false, 15), (false, 15), (false, 15)], page.Distributions.Select(d => (d.Retrained, d.TestFolds)));
        Assert.Equal(page.ToMarkdown(), File.ReadAllText(Path.Combine(folder, "tiny", "honesty", "summary.md")));
        Assert.Equal(page.ToMarkdown(), Honesty.Measure(["audio"], Honesty.SoundParts, 2, basis, folder, null, [0], "cfnsr honesty", "Made-up clips").ToMarkdown());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
