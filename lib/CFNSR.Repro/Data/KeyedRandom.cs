namespace CFNSR.Repro.Data;

/// <summary>
/// The project's one source of randomness outside libtorch: SplitMix64 (Steele, Lea, Flood 2014) started from a key, so that a draw
/// is a pure function of (seed, epoch, index, purpose) and never of the thread or of what was drawn before.
/// </summary>
/// <remarks>A mutable struct: keep it in a local variable and pass it by reference.</remarks>
public struct KeyedRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state;

    /// <summary>A generator with the given state, as in the published SplitMix64.</summary>
    /// <param name="state">Any number.</param>
    public KeyedRandom(ulong state) => this.state = state;

    /// <summary>The generator that belongs to a key.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch, or 0.</param>
    /// <param name="index">The clip, fold or step, or 0.</param>
    /// <param name="purpose">What the numbers are for, for example "order": other purposes draw other numbers.</param>
    /// <returns>A generator.</returns>
    public static KeyedRandom For(long seed, long epoch, long index, string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var key = 0xCBF29CE484222325; // FNV-1a over the purpose
        foreach (var character in purpose) key = (key ^ character) * 0x100000001B3;
        key = Mix((key ^ (ulong)seed) + Golden);
        key = Mix((key ^ (ulong)epoch) + Golden);
        key = Mix((key ^ (ulong)index) + Golden);
        return new KeyedRandom(key);
    }

    /// <summary>The next 64 bits.</summary>
    /// <returns>A uniform number.</returns>
    public ulong NextUInt64() => Mix(state += Golden);

    /// <summary>The next number in [0, 1), with 53 random bits.</summary>
    /// <returns>A uniform number.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next number in [low, high).</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <returns>A uniform number.</returns>
    public double NextDouble(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>The next whole number in [0, count), without bias (Lemire 2019).</summary>
    /// <param name="count">How many values there are, at least 1.</param>
    /// <returns>A uniform number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var range = (ulong)count;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var threshold = (0 - range) % range;
            while (low < threshold) high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }

    /// <summary>The next normal number with mean 0 and variance 1 (Box-Muller, one of the pair).</summary>
    /// <returns>A normal number.</returns>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts values into a random order (Fisher-Yates).</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="values">The values, changed in place.</param>
    public void Shuffle<T>(Span<T> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
