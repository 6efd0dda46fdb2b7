using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Modules.Dropout Dropout(double p = 0.5, bool inplace = false) =>
            new(p, inplace);

        public static Modules.Dropout1d Dropout1d(double p = 0.5, bool inplace = false) =>
            new(p, inplace);

        public static Modules.Dropout2d Dropout2d(double p = 0.5, bool inplace = false) =>
            new(p, inplace);

        public static Modules.Dropout3d Dropout3d(double p = 0.5, bool inplace = false) =>
            new(p, inplace);

        public static Modules.ELU ELU(double alpha = 1.0, bool inplace = false) =>
            new(alpha, inplace);

        public static Modules.Flatten Flatten(long start_dim = 1, long end_dim = -1) =>
            new(start_dim, end_dim);

        public static Modules.GELU GELU() =>
            new(false);

        public static Modules.GELU GELU(bool inplace) =>
            new(inplace);

        public static Modules.Identity Identity() =>
            new();

        public static Modules.LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) =>
            new(negative_slope, inplace);

        public static Modules.LogSoftmax LogSoftmax(long dim) =>
            new(dim);

        public static Modules.ReLU ReLU(bool inplace = false) =>
            new(inplace);

        public static Modules.ReLU6 ReLU6(bool inplace = false) =>
            new(inplace);

        public static Modules.SiLU SiLU() =>
            new(false);

        public static Modules.SiLU SiLU(bool inplace) =>
            new(inplace);

        public static Modules.Sigmoid Sigmoid() =>
            new(false);

        public static Modules.Sigmoid Sigmoid(bool inplace) =>
            new(inplace);

        public static Modules.Softmax Softmax(long dim) =>
            new(dim);

        public static Modules.Softplus Softplus(double beta = 1.0, double threshold = 20.0) =>
            new(beta, threshold);

        public static Modules.Tanh Tanh() =>
            new(false);

        public static Modules.Tanh Tanh(bool inplace = false) =>
            new(inplace);

        public static Modules.Unflatten Unflatten(long dim, long[] unflattened_size) =>
            new(dim, unflattened_size);
    }
}
