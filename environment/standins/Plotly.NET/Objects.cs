using System.Text.Json.Nodes;
using Microsoft.FSharp.Core;

namespace Plotly.NET
{
    public class Line
    {
        public Line() { }
    }

    public class ColorBar
    {
        public ColorBar() { }
    }

    public class Padding
    {
        public Padding() { }
    }

    public class Font
    {
        public Font() { }
        internal JsonObject Data { get; } = [];

        public static Font init(FSharpOption<StyleParam.FontFamily>? Family = null, FSharpOption<double>? Size = null, FSharpOption<Color>? Color = null)
        {
            var font = new Font();
            if (Size is not null) font.Data.Put("size", Size.Value);
            if (Color is not null) font.Data.Put("color", Color.Value);
            return font;
        }
    }

    public class Title
    {
        public Title() { }
        internal JsonObject Data { get; } = [];

        public static Title init(
            FSharpOption<string>? Text = null,
            FSharpOption<Font>? Font = null,
            FSharpOption<bool>? AutoMargin = null,
            FSharpOption<Padding>? Pad = null,
            FSharpOption<double>? X = null,
            FSharpOption<StyleParam.XAnchorPosition>? XAnchor = null,
            FSharpOption<string>? XRef = null,
            FSharpOption<double>? Y = null,
            FSharpOption<StyleParam.YAnchorPosition>? YAnchor = null,
            FSharpOption<string>? YRef = null,
            FSharpOption<int>? Standoff = null,
            FSharpOption<StyleParam.Side>? Side = null)
        {
            var title = new Title();
            if (Text is not null) title.Data.Put("text", Text.Value);
            if (Font is not null) title.Data.Put("font", Font.Value.Data);
            if (X is not null) title.Data.Put("x", X.Value);
            if (XAnchor is not null) title.Data.Put("xanchor", XAnchor.Value.Value);
            if (Y is not null) title.Data.Put("y", Y.Value);
            if (YAnchor is not null) title.Data.Put("yanchor", YAnchor.Value.Value);
            if (Standoff is not null) title.Data.Put("standoff", Standoff.Value);
            return title;
        }
    }
}

namespace Plotly.NET.LayoutObjects
{
    public class Domain { public Domain() { } }
    public class RangeSelector { public RangeSelector() { } }
    public class RangeSlider { public RangeSlider() { } }
}

namespace Plotly.NET.TraceObjects
{
    public class Marker { public Marker() { } }
    public class Pattern { public Pattern() { } }
}
