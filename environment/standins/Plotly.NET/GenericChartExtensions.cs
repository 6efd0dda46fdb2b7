using System.Text.Json.Nodes;
using Microsoft.FSharp.Core;

namespace Plotly.NET;

public static class GenericChartExtensions
{
    public static GenericChart WithTitle(this GenericChart @this, string title, FSharpOption<Font>? TitleFont = null) => @this.With(layout =>
    {
        var data = new JsonObject { ["text"] = title };
        if (TitleFont is not null) data.Put("font", TitleFont.Value.Data);
        layout["title"] = data;
    });
}
