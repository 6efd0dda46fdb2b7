using System.Globalization;
using System.Text.Json.Nodes;

namespace Plotly.NET;

public class Color
{
    private Color(object value) => Value = value;

    public object Value { get; }

    public static Color fromString(string c) => new(c);

    public static Color fromRGB(int r, int g, int b) => fromARGB(255, r, g, b);

    public static Color fromARGB(int a, int r, int g, int b) =>
        new(string.Create(CultureInfo.InvariantCulture, $"rgba({r}, {g}, {b}, {a / 255.0:0.0##})"));

    public static Color fromHex(string s)
    {
        int rgb = int.Parse(s.TrimStart('#'), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return fromRGB(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    public static Color fromColors(IEnumerable<Color> c) => new(c.ToArray());

    internal JsonNode? Node() => Json.Node(Value);
}
