using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static class utils
        {
            /// <summary>Scales all gradients together so that their joint norm is at most max_norm; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var off = no_grad();
                using var scope = NewDisposeScope();
                var grads = tensors.Select(p => p.grad).OfType<Tensor>().ToList();
                if (grads.Count == 0) return 0;
                var norm = double.IsPositiveInfinity(norm_type)
                    ? stack(grads.Select(g => g.abs().max())).max()
                    : stack(grads.Select(g => g.norm((float)norm_type))).norm((float)norm_type);
                var total = norm.ToDouble();
                var factor = max_norm / (total + 1e-6);
                if (factor < 1)
                    foreach (var g in grads) g.mul_(factor);
                return total;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var off = no_grad();
                foreach (var p in tensors)
                {
                    using var g = p.grad;
                    g?.clamp_((Scalar)(-clip_value), (Scalar)clip_value);
                }
            }

            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors) => cat(tensors.Select(p => p.view(-1)).ToArray());

            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var off = no_grad();
                using var scope = NewDisposeScope();
                long at = 0;
                foreach (var p in tensors)
                {
                    p.copy_(vec.narrow(0, at, p.numel()).view_as(p));
                    at += p.numel();
                }
            }
        }
    }
}
