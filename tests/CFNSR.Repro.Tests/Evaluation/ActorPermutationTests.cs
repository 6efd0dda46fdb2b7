using CFNSR.Repro.Evaluation;

namespace CFNSR.Repro.Tests.Evaluation;

public class ActorPermutationTests
{
    [Fact]
    public void All_sign_patterns_of_up_to_sixteen_actors_give_scipys_p()
    {
        foreach (var golden in StatisticsGolden.Read()["permutation"]!.AsArray())
        {
            double[] differences = StatisticsGolden.Numbers(golden!["differences"]);
            Assert.Equal((double)golden["p"]!, ActorPermutation.P(differences), 12);
            Assert.Equal((double)golden["p"]!, ActorPermutation.P([.. differences.Select(d => -d)]), 12);
        }
    }

    [Fact]
    public void Twenty_actors_are_drawn_near_the_counted_p_and_the_same_again()
    {
        var golden = StatisticsGolden.Read()["twenty"]!;
        double[] differences = StatisticsGolden.Numbers(golden["differences"]);
        double p = ActorPermutation.P(differences);
        Assert.Equal((double)golden["p"]!, p, 0.005); // standard error of 65,536 draws: at most 0.002
        Assert.Equal(p, ActorPermutation.P(differences));
        Assert.NotEqual(p, ActorPermutation.P(differences, seed: 1));
    }

    [Fact]
    public void The_smallest_p_of_twenty_actors_is_one_draw() =>
        Assert.Equal(1.0 / ActorPermutation.Draws, ActorPermutation.P([.. Enumerable.Range(1, 20).Select(i => 1.0 + i)]), 4.0 / ActorPermutation.Draws);

    /// <summary>Of forty actors with one sign no draw is as extreme: what is left is the measured pattern, which counts as one.</summary>
    [Fact]
    public void A_drawn_p_is_never_zero() =>
        Assert.Equal(1.0 / ActorPermutation.Draws, ActorPermutation.P([.. Enumerable.Range(1, 40).Select(i => 1.0 + i)]));

    [Fact]
    public void Nobody_cannot_be_compared() => Assert.Throws<KitException>(() => ActorPermutation.P([]));
}
