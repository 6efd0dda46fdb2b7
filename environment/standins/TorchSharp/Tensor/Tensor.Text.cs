using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    private static TensorStringStyle stringStyle = TensorStringStyle.Julia;

    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    public static TensorStringStyle TensorStringStyle { get => stringStyle; set => stringStyle = value; }

    public partial class Tensor
    {
        /// <summary>Sizes, type and device: "[2x3], type = Float32, device = cpu".</summary>
        public override string ToString() => ToMetadata();

        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine);

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Metadata) return ToMetadata();
            using var cpu = detach().cpu();
            using var all = cpu.is_floating_point() ? cpu.to_type(ScalarType.Float64) : cpu.to_type(ScalarType.Int64);
            var text = new StringBuilder();
            var format = fltFormat ?? "g5";
            var culture = cultureInfo ?? CultureInfo.InvariantCulture;
            var values = all.dtype == ScalarType.Float64
                ? all.data<double>().Select(v => v.ToString(format, culture)).ToArray()
                : all.data<long>().Select(v => v.ToString(culture)).ToArray();
            if (style != TensorStringStyle.Numpy) text.Append(ToMetadata()).Append(newLine ?? "\n");
            var at = 0;
            Rows(text, shape, 0, values, ref at, newLine ?? "\n");
            return text.ToString();
        }

        private string ToMetadata() => IsInvalid ? "Tensor invalid -- empty handle." : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        private static void Rows(StringBuilder text, long[] sizes, int d, string[] values, ref int at, string newLine)
        {
            if (d == sizes.Length)
            {
                text.Append(values[at++]);
                return;
            }
            text.Append('[');
            for (var i = 0; i < sizes[d]; i++)
            {
                if (i > 0) text.Append(d == sizes.Length - 1 ? ", " : newLine + new string(' ', d + 1));
                Rows(text, sizes, d + 1, values, ref at, newLine);
            }
            text.Append(']');
        }
    }
}
