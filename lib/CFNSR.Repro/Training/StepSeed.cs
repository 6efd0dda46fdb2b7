namespace CFNSR.Repro.Training;

/// <summary>
/// Seeds as a pure function of (seed, epoch, step). The trainer hands one to <c>torch.manual_seed</c> before every step, so that
/// dropout and modality dropout draw the same numbers whether or not the run was interrupted, and no generator state is stored.
/// </summary>
public static class StepSeed
{
    /// <summary>The seed of one training step: SplitMix64 over the three numbers, never negative.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">Epoch, from 1; 0 stands for making the model.</param>
    /// <param name="step">Step in the epoch, from 0.</param>
    public static long Of(long seed, int epoch, int step)
    {
        unchecked
        {
            ulong state = Mix((ulong)seed + 0x9E3779B97F4A7C15UL);
            state = Mix(state + (uint)epoch + 0x9E3779B97F4A7C15UL);
            state = Mix(state + (uint)step + 0x9E3779B97F4A7C15UL);
            return (long)(state >> 1);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
