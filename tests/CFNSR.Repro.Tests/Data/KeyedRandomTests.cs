using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

public class KeyedRandomTests
{
    [Fact]
    public void The_numbers_are_those_of_the_published_generator()
    {
        var random = new KeyedRandom(1234567);
        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void Each_part_of_the_key_matters()
    {
        var first = from seed in new long[] { 0, 1, -1 } from epoch in new long[] { 0, 1 } from index in new long[] { 0, 1 } from purpose in new[] { "a", "b" }
                    select KeyedRandom.For(seed, epoch, index, purpose).NextUInt64();
        Assert.Equal(24, first.Distinct().Count());
    }

    [Fact]
    public void Whole_numbers_are_uniform()
    {
        var random = KeyedRandom.For(0, 0, 0, "test");
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.NextInt(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400)); // 4 standard deviations
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt(0));
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        var random = KeyedRandom.For(0, 0, 0, "test");
        var values = Enumerable.Range(0, 50_000).Select(_ => random.NextNormal()).ToList();
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(value => value * value), 0.97, 1.03);
    }

    [Fact]
    public void Every_order_comes_up_equally_often()
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 24_000; i++)
        {
            var random = KeyedRandom.For(3, 0, i, "order");
            char[] letters = ['a', 'b', 'c', 'd'];
            random.Shuffle<char>(letters);
            counts[new string(letters)] = counts.GetValueOrDefault(new string(letters)) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 870, 1130));
    }
}
