using TorchSharp.Native;
using static TorchSharp.Native.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType default_dtype = ScalarType.Float32;
    private static Device? default_device;

    static torch() => NativeLoader.Load();

    /// <summary>Version of the libtorch that was loaded.</summary>
    public static unsafe string __version__ => Text(cfnsr_version());

    public static readonly Device CPU = new(DeviceType.CPU);
    public static readonly Device META = new(DeviceType.META);

    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA));

    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType switch
    {
        DeviceType.CPU or DeviceType.META => true,
        DeviceType.CUDA => cfnsr_cuda_count() > 0,
        _ => false,
    };

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType)) throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    public static bool cuda_is_available() => cuda.is_available();

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThread.Open();

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThread.Current;

    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static ScalarType get_default_dtype() => default_dtype;

    public static void set_default_dtype(ScalarType dtype) => default_dtype = dtype;

    public static Device get_default_device() => default_device ?? CPU;

    public static void set_default_device(Device device) => default_device = device;

    public static void set_default_device(string device) => default_device = new Device(device);

    public static int get_num_threads() => cfnsr_num_threads();

    public static void set_num_threads(int num) => cfnsr_set_num_threads(num);

    public static int get_num_interop_threads() => cfnsr_num_interop_threads();

    public static void set_num_interop_threads(int num) => Check(cfnsr_set_num_interop_threads(num));

    public static class cuda
    {
        public static bool is_available() => TryInitializeDeviceType(DeviceType.CUDA);

        public static bool is_cudnn_available() => is_available() && cfnsr_has_cudnn() != 0;

        public static int device_count() => cfnsr_cuda_count();

        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        public static void synchronize(Device? device = null)
        {
            InitializeDeviceType(DeviceType.CUDA);
            Check(cfnsr_cuda_synchronize(device?.index ?? 0));
        }
    }

    public static class backends
    {
        public static class cuda
        {
            public static class matmul
            {
                public static bool allow_tf32 { get => cfnsr_flag(0, -1) != 0; set => cfnsr_flag(0, value ? 1 : 0); }

                public static bool allow_fp16_reduced_precision_reduction { get => cfnsr_flag(2, -1) != 0; set => cfnsr_flag(2, value ? 1 : 0); }
            }
        }

        public static class cudnn
        {
            public static bool allow_tf32 { get => cfnsr_flag(1, -1) != 0; set => cfnsr_flag(1, value ? 1 : 0); }
        }
    }
}
