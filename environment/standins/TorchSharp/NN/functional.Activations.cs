using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) => inplace ? Aten.Self("celu_", x, alpha).alias() : Aten.One("celu", x, alpha);
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.Self("dropout_", input, p, training).alias() : Aten.One("dropout", input, p, training);
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => FeatureDropout(input, p, training, inplace);
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => FeatureDropout(input, p, training, inplace);
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => FeatureDropout(input, p, training, inplace);
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => inplace ? Aten.Self("elu_", x, alpha).alias() : Aten.One("elu", x, alpha);
            public static Tensor gelu(Tensor x) => Aten.One("gelu", x);
            public static Tensor gelu(Tensor x, bool inplace) => inplace ? Aten.Self("gelu_", x).alias() : Aten.One("gelu", x);
            public static Tensor glu(Tensor input, long dim = -1) => Aten.One("glu", input, dim);
            public static Tensor hardshrink(Tensor x, double @lambda = 0.5) => Aten.One("hardshrink", x, @lambda);
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => inplace ? Aten.Self("hardsigmoid_", input).alias() : Aten.One("hardsigmoid", input);
            public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? Aten.Self("hardswish_", input).alias() : Aten.One("hardswish", input);
            public static Tensor hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false) =>
                inplace ? Aten.Self("hardtanh_", x, min_val, max_val).alias() : Aten.One("hardtanh", x, min_val, max_val);
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Aten.Self("leaky_relu_", input, negative_slope).alias() : Aten.One("leaky_relu", input, negative_slope);
            public static Tensor log_softmax(Tensor x, long dim) => Aten.One("log_softmax.int", x, dim);
            public static Tensor logsigmoid(Tensor x) => Aten.One("log_sigmoid", x);
            public static Tensor mish(Tensor x, bool inplace = false) => inplace ? Aten.Self("mish_", x).alias() : Aten.One("mish", x);
            public static Tensor prelu(Tensor input, Tensor weight) => Aten.One("prelu", input, weight);
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Aten.Self("relu_", x).alias() : Aten.One("relu", x);
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? Aten.Self("relu6_", x).alias() : Aten.One("relu6", x);
            public static Tensor selu(Tensor x, bool inplace = false) => inplace ? Aten.Self("selu_", x).alias() : Aten.One("selu", x);
            public static Tensor sigmoid(Tensor x) => x.sigmoid();
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? Aten.Self("sigmoid_", x).alias() : Aten.One("sigmoid", x);
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Aten.Self("silu_", x).alias() : Aten.One("silu", x);
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.One("softmax.int", input, dim, dtype);
            public static Tensor softmin(Tensor x, long dim) => (-x).softmax(dim);
            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0) => Aten.One("softplus", x, beta, threshold);
            public static Tensor softshrink(Tensor x, double @lambda = 0.5) => Aten.One("softshrink", x, @lambda);
            public static Tensor softsign(Tensor x, bool inplace = false) => x.div(x.abs().add_(1));
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? Aten.Self("tanh_", x).alias() : Aten.One("tanh", x);
            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                inplace ? Aten.Self("threshold_", x, threshold, value).alias() : Aten.One("threshold", x, threshold, value);

            private static Tensor FeatureDropout(Tensor input, double p, bool training, bool inplace) =>
                inplace ? Aten.Self("feature_dropout_", input, p, training).alias() : Aten.One("feature_dropout", input, p, training);
        }
    }
}
