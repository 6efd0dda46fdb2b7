using static TorchSharp.Native.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => set_grad_enabled(false);

    public static IDisposable enable_grad(bool enabled = true) => set_grad_enabled(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => cfnsr_grad_enabled() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => cfnsr_inference_enabled() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly int before = cfnsr_grad_enabled();

        internal GradMode(bool on) => cfnsr_set_grad_enabled(on ? 1 : 0);

        public void Dispose() => cfnsr_set_grad_enabled(before);
    }

    private sealed class InferenceMode : IDisposable
    {
        private nint guard;

        internal InferenceMode(bool on) => guard = cfnsr_inference_mode(on ? 1 : 0);

        public void Dispose()
        {
            if (guard != 0) cfnsr_end_inference_mode(guard);
            guard = 0;
        }
    }

    public static class autograd
    {
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            Run(tensors, grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            Run([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            Run([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] o = Handles(outputs), i = Handles(inputs), g = Handles(grad_outputs);
            var result = new nint[i.Length];
            fixed (nint* po = o, pi = i, pg = g, pr = result)
                Check(cfnsr_autograd_grad(po, o.Length, pi, i.Length, pg, g.Length, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, pr));
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return result.Select(h => Tensor.Own(h)!).ToList();
        }

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        internal static unsafe void Run(IList<Tensor> tensors, IList<Tensor>? grads, bool? retain, bool create, IList<Tensor>? inputs)
        {
            nint[] t = Handles(tensors), g = Handles(grads), i = Handles(inputs);
            fixed (nint* pt = t, pg = g, pi = i)
                Check(cfnsr_backward(pt, t.Length, pg, g.Length, retain is { } r ? (r ? 1 : 0) : -1, create ? 1 : 0, pi, i.Length));
            GC.KeepAlive(tensors);
            GC.KeepAlive(grads);
            GC.KeepAlive(inputs);
        }

        private static nint[] Handles(IList<Tensor>? list) => list is null ? [] : list.Select(t => t.Handle).ToArray();
    }
}

public class AnomalyMode : IDisposable
{
    private readonly bool before;

    internal AnomalyMode(bool on, bool checkNan)
    {
        before = cfnsr_anomaly() != 0;
        cfnsr_set_anomaly(on ? 1 : 0, checkNan ? 1 : 0);
    }

    public void Dispose() => cfnsr_set_anomaly(before ? 1 : 0, 1);
}
