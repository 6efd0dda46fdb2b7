using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Operators: activation functions.</content>
    public partial class Tensor
    {
        public Tensor celu() => Aten.One("celu", this);
        public Tensor celu(Scalar alpha) => Aten.One("celu", this, alpha);
        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.One("elu", this, alpha, scale, input_scale);
        public Tensor elu(double alpha = 1.0) => Aten.One("elu", this, alpha);
        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.Self("elu_", this, alpha, scale, input_scale);
        public Tensor elu_(double alpha = 1.0) => Aten.Self("elu_", this, alpha);
        public Tensor gelu() => Aten.One("gelu", this);
        public Tensor glu(long dim = -1) => Aten.One("glu", this, dim);
        public Tensor hardsigmoid() => Aten.One("hardsigmoid", this);
        public Tensor hardswish() => Aten.One("hardswish", this);
        public Tensor hardtanh(Scalar min, Scalar max) => Aten.One("hardtanh", this, min, max);
        public Tensor leaky_relu(Scalar negative_slope) => Aten.One("leaky_relu", this, negative_slope);
        public Tensor leaky_relu_(Scalar negative_slope) => Aten.Self("leaky_relu_", this, negative_slope);
        public Tensor log_sigmoid() => Aten.One("log_sigmoid", this);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.One("log_softmax.int", this, dim, dtype);
        public Tensor prelu(Tensor target) => Aten.One("prelu", this, target);
        public Tensor relu() => Aten.One("relu", this);
        public Tensor relu6() => Aten.One("relu6", this);
        public Tensor relu_() => Aten.Self("relu_", this);
        public Tensor selu() => Aten.One("selu", this);
        public Tensor silu() => Aten.One("silu", this);
        public Tensor silu_() => Aten.Self("silu_", this);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.One("softmax.int", this, dim, dtype);
        public Tensor softplus(double beta = 1.0, double threshold = 20.0) => Aten.One("softplus", this, beta, threshold);
        public Tensor threshold(Scalar threshold, Scalar value) => Aten.One("threshold", this, threshold, value);

        public Tensor stft(long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null) =>
            Aten.One("stft.center", this, n_fft, Positive(hop_length), Positive(win_length), window, center, pad_mode.ToString().ToLowerInvariant(), normalized, onesided, return_complex);

        public Tensor istft(long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, bool normalized = false, bool? onesided = null, long length = -1, bool return_complex = false) =>
            Aten.One("istft", this, n_fft, Positive(hop_length), Positive(win_length), window, center, normalized, onesided, Positive(length), return_complex);

        private static long? Positive(long value) => value > 0 ? value : null;
    }
}
