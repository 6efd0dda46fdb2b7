using static TorchSharp.Native.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            Check(cfnsr_generator((long)seed, (int)this.device.type, this.device.index, out handle));
        }

        private Generator(nint handle, Device device) => (this.handle, this.device) = (handle, device);

        public static Generator Default
        {
            get
            {
                Check(cfnsr_default_generator((int)DeviceType.CPU, -1, out var h));
                return new Generator(h, CPU);
            }
        }

        ~Generator() => Dispose(false);

        public nint Handle => handle != 0 ? handle : throw new InvalidOperationException("Generator invalid -- empty handle.");

        public Device device { get; }

        public Tensor get_state()
        {
            Check(cfnsr_generator_state(Handle, out var state));
            return Tensor.Own(state)!;
        }

        public void set_state(Tensor value) => Check(cfnsr_set_generator_state(Handle, value.Handle));

        public Generator manual_seed(long seed)
        {
            Check(cfnsr_generator_seed(Handle, seed));
            return this;
        }

        public long seed() => cfnsr_generator_new_seed(Handle);

        public long initial_seed() => cfnsr_generator_current_seed(Handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle != 0) cfnsr_free_generator(handle);
            handle = 0;
        }
    }

    public static Generator manual_seed(long seed)
    {
        Check(cfnsr_manual_seed(seed));
        return Generator.Default;
    }

    public static long seed() => Ask(g => g.seed());

    public static long initial_seed() => Ask(g => g.initial_seed());

    public static Tensor get_rng_state() => Ask(g => g.get_state());

    public static void set_rng_state(Tensor new_state) => Ask(g => { g.set_state(new_state); return true; });

    private static T Ask<T>(Func<Generator, T> question)
    {
        using var g = Generator.Default;
        return question(g);
    }

    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long seed() => torch.seed();

        public static long initial_seed() => torch.initial_seed();

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
