using System.Globalization;
using static TorchSharp.torch;
using DeviceType = TorchSharp.DeviceType;

namespace CFNSR.Repro;

/// <summary>
/// The one place that decides where tensors live. Everything else takes the device from here and does not know what it is.
/// </summary>
public static class Devices
{
    /// <summary>Turns the switch <c>device=auto|cpu|cuda[:n]</c> into a device; call it before any other tensor operation.</summary>
    /// <param name="device">auto takes the first CUDA device when there is one, else the CPU.</param>
    /// <returns>The device.</returns>
    /// <exception cref="KitException">The word is unknown, CUDA was asked for and is absent, or the CPU computes wrong convolutions; the message says why.</exception>
    public static Device Resolve(string device)
    {
        if (device == "cpu") return Cpu();
        if (device == "auto") return CudaProblem() is null ? new Device(DeviceType.CUDA, 0) : Cpu();
        if (device == "cuda") return Cuda(0);
        if (device.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int index)) return Cuda(index);
        throw new KitException($"there is no device '{device}'", expected: "auto, cpu, cuda or cuda:n");
    }

    /// <summary>Whether this machine has an NVIDIA driver: Linux's own, or the one that Windows lends to WSL2. Directory.Build.props asks the same.</summary>
    internal static bool HasNvidiaDriver =>
        File.Exists("/proc/driver/nvidia/version") || (File.Exists("/dev/dxg") && File.Exists("/usr/lib/wsl/lib/libcuda.so.1"));

    /// <summary>Why CUDA cannot be used here, in one sentence; null when it can.</summary>
    public static string? CudaProblem()
    {
        bool driver = HasNvidiaDriver;
        if (!TryInitializeDeviceType(DeviceType.CUDA))
        {
            return driver
                ? "there is an NVIDIA driver, but libtorch is the CPU build or its CUDA libraries did not load"
                : "this machine has no NVIDIA driver";
        }

        if (!cuda.is_available()) return driver ? "libtorch has CUDA but finds no usable GPU" : "this machine has no NVIDIA driver";
        return cuda.device_count() == 0 ? "the driver shows no GPU (CUDA_VISIBLE_DEVICES may hide it)" : null;
    }

    /// <summary>Sets the CPU threads of the tensor library; 0 leaves its own choice.</summary>
    /// <param name="threads">Number of threads.</param>
    public static void SetThreads(int threads)
    {
        if (threads > 0) set_num_threads(threads);
    }

    /// <summary>Whether CUDA may round the factors of products and convolutions to TF32; without effect on a CPU.</summary>
    /// <param name="device">Where the tensors live.</param>
    /// <param name="allow">True is faster and keeps three decimal digits.</param>
    public static void SetTf32(Device device, bool allow)
    {
        if (device.type != DeviceType.CUDA) return;
        backends.cuda.matmul.allow_tf32 = allow;
        backends.cudnn.allow_tf32 = allow;
    }

    private static Device Cpu()
    {
        InitializeDeviceType(DeviceType.CPU);
        ConvolutionCheck.Require();
        return new Device(DeviceType.CPU);
    }

    private static Device Cuda(int index)
    {
        if (CudaProblem() is { } problem)
            throw new KitException($"CUDA was asked for, but {problem}", cure: "Use device=cpu, or see 'cfnsr doctor'.");
        int count = cuda.device_count();
        if (index >= count)
        {
            throw new KitException(string.Create(CultureInfo.InvariantCulture, $"there is no device cuda:{index}"),
                expected: string.Create(CultureInfo.InvariantCulture, $"cuda:0 to cuda:{count - 1}"));
        }

        return new Device(DeviceType.CUDA, index);
    }
}
