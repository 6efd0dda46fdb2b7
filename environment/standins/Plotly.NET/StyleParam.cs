namespace Plotly.NET;

/// <summary>The values of plotly.js attributes as the real package names them; only those the kit uses carry a value.</summary>
public static class StyleParam
{
    public sealed class AxisType
    {
        private AxisType(string value) => Value = value;
        internal string Value { get; }
        public static AxisType Category { get; } = new("category");
        public static AxisType Linear { get; } = new("linear");
        public static AxisType Log { get; } = new("log");
    }

    public sealed class CategoryOrder { private CategoryOrder() { } }

    public sealed class Colorscale
    {
        private Colorscale(object value) => Value = value;
        internal object Value { get; }
        public static Colorscale NewCustom(IEnumerable<Tuple<double, Color>> item) => new(item.Select(i => new object[] { i.Item1, i.Item2 }).ToArray());
        public static Colorscale Cividis { get; } = new("Cividis");
        public static Colorscale Greens { get; } = new("Greens");
        public static Colorscale Greys { get; } = new("Greys");
        public static Colorscale RdBu { get; } = new("RdBu");
        public static Colorscale Viridis { get; } = new("Viridis");
        public static Colorscale YIGnBu { get; } = new("YlGnBu");
    }

    public sealed class DrawingStyle
    {
        private DrawingStyle(string value) => Value = value;
        internal string Value { get; }
        public static DrawingStyle Dash { get; } = new("dash");
        public static DrawingStyle Dot { get; } = new("dot");
        public static DrawingStyle DashDot { get; } = new("dashdot");
        public static DrawingStyle Solid { get; } = new("solid");
    }

    public sealed class EntryWidthMode { private EntryWidthMode() { } }

    public sealed class Fill { private Fill() { } }

    public sealed class FontFamily { private FontFamily() { } }

    public sealed class GroupNorm { private GroupNorm() { } }

    public sealed class LayoutGridPattern
    {
        private LayoutGridPattern(string value) => Value = value;
        internal string Value { get; }
        public static LayoutGridPattern Coupled { get; } = new("coupled");
        public static LayoutGridPattern Independent { get; } = new("independent");
    }

    public sealed class LayoutGridRowOrder { private LayoutGridRowOrder() { } }

    public sealed class LayoutGridXSide { private LayoutGridXSide() { } }

    public sealed class LayoutGridYSide { private LayoutGridYSide() { } }

    public sealed class LinearAxisId { private LinearAxisId() { } }

    public sealed class MarkerSymbol
    {
        private MarkerSymbol(string value) => Value = value;
        internal string Value { get; }
        public static MarkerSymbol Circle { get; } = new("0");
        public static MarkerSymbol Square { get; } = new("1");
        public static MarkerSymbol Diamond { get; } = new("2");
        public static MarkerSymbol Cross { get; } = new("3");
        public static MarkerSymbol X { get; } = new("4");
        public static MarkerSymbol TriangleUp { get; } = new("5");
        public static MarkerSymbol Star { get; } = new("17");
    }

    public sealed class Mirror { private Mirror() { } }

    public sealed class Mode
    {
        private Mode(string value) => Value = value;
        internal string Value { get; }
        public static Mode Lines { get; } = new("lines");
        public static Mode Lines_Markers { get; } = new("lines+markers");
        public static Mode Markers { get; } = new("markers");
        public static Mode Markers_Text { get; } = new("markers+text");
    }

    public sealed class Orientation
    {
        private Orientation(string value) => Value = value;
        internal string Value { get; }
        public static Orientation Horizontal { get; } = new("h");
        public static Orientation Vertical { get; } = new("v");
    }

    public sealed class PatternShape { private PatternShape() { } }

    public sealed class Side { private Side() { } }

    public sealed class SmoothAlg { private SmoothAlg() { } }

    public sealed class SubPlotId { private SubPlotId() { } }

    public sealed class TextPosition
    {
        private TextPosition(string value) => Value = value;
        internal string Value { get; }
        public static TextPosition TopCenter { get; } = new("top center");
        public static TextPosition TopLeft { get; } = new("top left");
        public static TextPosition TopRight { get; } = new("top right");
        public static TextPosition MiddleRight { get; } = new("middle right");
        public static TextPosition Outside { get; } = new("outside");
        public static TextPosition Inside { get; } = new("inside");
        public static TextPosition Auto { get; } = new("auto");
    }

    public sealed class TraceGroupClickOptions { private TraceGroupClickOptions() { } }

    public sealed class TraceItemClickOptions { private TraceItemClickOptions() { } }

    public sealed class TraceItemSizing { private TraceItemSizing() { } }

    public sealed class TraceOrder { private TraceOrder() { } }

    public sealed class VerticalAlign { private VerticalAlign() { } }

    public sealed class XAnchorPosition
    {
        private XAnchorPosition(string value) => Value = value;
        internal string Value { get; }
        public static XAnchorPosition Center { get; } = new("center");
        public static XAnchorPosition Left { get; } = new("left");
        public static XAnchorPosition Right { get; } = new("right");
    }

    public sealed class YAnchorPosition
    {
        private YAnchorPosition(string value) => Value = value;
        internal string Value { get; }
        public static YAnchorPosition Bottom { get; } = new("bottom");
        public static YAnchorPosition Middle { get; } = new("middle");
        public static YAnchorPosition Top { get; } = new("top");
    }
}
