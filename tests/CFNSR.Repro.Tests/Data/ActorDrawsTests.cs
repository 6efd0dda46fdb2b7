using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

public class ActorDrawsTests
{
    private const string Sixty = "draw-4of20-60folds-seed0";

    [Fact]
    public void A_drawn_split_is_a_function_of_its_name()
    {
        var split = Split.Load(Sixty);
        Assert.Equal(Sixty, ActorDraws.Name(4, 20, 60, 0));
        Assert.Equal(60, split.Folds.Count);
        Assert.All(split.Folds, fold =>
        {
            Assert.Equal(4, fold.TestActors.Count);
            Assert.Equal(Enumerable.Range(1, 20), fold.TestActors.Concat(fold.TrainActors).Order());
        });
        Assert.Equal(60, split.Folds.Select(fold => string.Join(' ', fold.TestActors)).Distinct().Count());
        Assert.Equal(split.Hash, Split.Load(Sixty).Hash);
        Assert.NotEqual(split.Folds[0].TestActors, Split.Load("draw-4of20-60folds-seed1").Folds[0].TestActors);
        TestData.InCulture("fa-IR", () => Assert.Equal(split.Hash, Split.Load(ActorDraws.Name(4, 20, 60, 0)).Hash));
        // every actor is tested about 60 * 4 / 20 times
        Assert.All(Enumerable.Range(1, 20), actor => Assert.InRange(split.Folds.Count(fold => fold.TestActors.Contains(actor)), 4, 22));
    }

    [Fact]
    public void More_folds_of_a_seed_begin_with_the_same_ones() =>
        Assert.Equal(Split.Load(Sixty).Folds.Take(5).Select(f => string.Join(' ', f.TestActors)), Split.Load("draw-4of20-5folds-seed0").Folds.Select(f => string.Join(' ', f.TestActors)));

    [Theory]
    [InlineData("draw-20of20-1folds-seed0")]
    [InlineData("draw-4of25-1folds-seed0")]
    [InlineData("draw-1of3-4folds-seed0")]
    [InlineData("draw-4of20-0folds-seed0")]
    [InlineData("draw-4of20-99999999999folds-seed0")]
    public void What_cannot_be_drawn_is_refused(string name) => Assert.Contains("cannot be drawn", Assert.Throws<KitException>(() => Split.Load(name)).Message);

    [Fact]
    public void All_choices_stand_in_order_when_there_are_few()
    {
        Assert.Equal(["0 1", "0 2", "0 3", "1 2", "1 3", "2 3"], ActorDraws.Choose(4, 2, 6, 0).Select(c => string.Join(' ', c)));
        Assert.Equal(4845, ActorDraws.Choose(20, 4, 10000, 0).Count);
        Assert.Equal((4845, 10626, 1, 1), (ActorDraws.Choices(20, 4), ActorDraws.Choices(24, 4), ActorDraws.Choices(5, 5), ActorDraws.Choices(5, 0)));
        var some = ActorDraws.Choose(24, 4, 10000, 0);
        Assert.Equal(10000, some.Select(c => string.Join(' ', c)).Distinct().Count());
    }
}
