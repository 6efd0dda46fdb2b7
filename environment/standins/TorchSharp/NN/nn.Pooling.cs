using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Modules.AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) =>
            new(output_size);

        public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) =>
            new(Pair(output_size));

        public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) =>
            new(Same2(output_size));

        public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) =>
            new(output_size);

        public static Modules.AdaptiveAvgPool3d AdaptiveAvgPool3d((long, long, long) output_size) =>
            new(Triple(output_size));

        public static Modules.AdaptiveAvgPool3d AdaptiveAvgPool3d(long output_size) =>
            new(Same3(output_size));

        public static Modules.AdaptiveAvgPool3d AdaptiveAvgPool3d(long[] output_size) =>
            new(output_size);

        public static Modules.AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) =>
            new(output_size);

        public static Modules.AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] output_size) =>
            new(output_size);

        public static Modules.AdaptiveMaxPool3d AdaptiveMaxPool3d(long[] output_size) =>
            new(output_size);

        public static Modules.AvgPool1d AvgPool1d(long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad);

        public static Modules.AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Pair(kernel_size), stride is { } s ? Pair(s) : null, Pair(padding ?? (0, 0)), ceil_mode, count_include_pad, divisor_override);

        public static Modules.AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Same2(kernel_size), stride is { } s ? Same2(s) : null, Same2(padding ?? 0), ceil_mode, count_include_pad, divisor_override);

        public static Modules.AvgPool2d AvgPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        public static Modules.AvgPool3d AvgPool3d((long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Triple(kernel_size), stride is { } s ? Triple(s) : null, Triple(padding ?? (0, 0, 0)), ceil_mode, count_include_pad, divisor_override);

        public static Modules.AvgPool3d AvgPool3d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Same3(kernel_size), stride is { } s ? Same3(s) : null, Same3(padding ?? 0), ceil_mode, count_include_pad, divisor_override);

        public static Modules.AvgPool3d AvgPool3d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

        public static Modules.MaxPool1d MaxPool1d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        public static Modules.MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
            new(Pair(kernel_size), stride is { } s ? Pair(s) : null, Pair(padding ?? (0, 0)), Pair(dilation ?? (1, 1)), ceil_mode);

        public static Modules.MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(Same2(kernel_size), stride is { } s ? Same2(s) : null, Same2(padding ?? 0), Same2(dilation ?? 1), ceil_mode);

        public static Modules.MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        public static Modules.MaxPool3d MaxPool3d((long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, (long, long, long)? dilation = null, bool ceil_mode = false) =>
            new(Triple(kernel_size), stride is { } s ? Triple(s) : null, Triple(padding ?? (0, 0, 0)), Triple(dilation ?? (1, 1, 1)), ceil_mode);

        public static Modules.MaxPool3d MaxPool3d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(Same3(kernel_size), stride is { } s ? Same3(s) : null, Same3(padding ?? 0), Same3(dilation ?? 1), ceil_mode);

        public static Modules.MaxPool3d MaxPool3d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);
    }
}
