using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Modules.Dropout Dropout(double p = 0.5, bool inplace = false) =>
            new(p, inplace);

        public static Modules.ReLU ReLU(bool inplace = false) =>
            new(inplace);
    }
}
