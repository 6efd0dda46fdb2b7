using System.Globalization;
using CFNSR.Repro.Figures;
using CFNSR.Repro.Training;
using TorchSharp;

namespace CFNSR.Repro;

/// <summary>One call at the top of every notebook (taught in notebook 00): chooses the device, loads the natives, shows the versions.</summary>
public static class Kit
{
    /// <summary>Starts the kit in a notebook or script. May be called again.</summary>
    /// <param name="device">Where tensors will live: auto, cpu, cuda or cuda:n.</param>
    /// <param name="threads">CPU threads of the tensor library; null leaves its own choice.</param>
    /// <returns>What was chosen, to be shown as the cell's result.</returns>
    /// <exception cref="KitException">The device is unknown or absent.</exception>
    public static KitSession Start(string device = "auto", int? threads = null)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        torch.Device chosen = Devices.Resolve(device);
        Devices.SetThreads(threads ?? 0);
        NotebookFormatters.Register();
        return new KitSession(chosen.ToString(), RunEnvironment.Version, torch.__version__, torch.get_num_threads(), Devices.CudaProblem());
    }
}
