using Microsoft.DotNet.Interactive.Formatting;

namespace CFNSR.Repro.Tests.Packages;

/// <summary>What the notebook engine relies on in Microsoft.DotNet.Interactive.Formatting.</summary>
[Collection("Formatter")]
public sealed class FormattingTests : IDisposable
{
    public FormattingTests() => Formatter.ResetToDefault();

    public void Dispose() => Formatter.ResetToDefault();

    private class Animal
    {
        public string Name => "Tom";
    }

    private sealed class Cat : Animal;

    [Fact]
    public void Strings_prefer_plain_text_and_the_rest_html()
    {
        Assert.Equal(["text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(string)));
        Assert.Equal(["text/html"], Formatter.GetPreferredMimeTypesFor(typeof(Animal)));
        Formatter.SetPreferredMimeTypesFor(typeof(Animal), "text/plain", "application/json");
        Assert.Equal(["text/plain", "application/json"], Formatter.GetPreferredMimeTypesFor(typeof(Animal)));
    }

    [Fact]
    public void A_registered_formatter_serves_the_type_and_what_derives_from_it()
    {
        Formatter.Register<Animal>((a, w) => w.Write("<b>" + a.Name + "</b>"), "text/html");
        Assert.Equal("<b>Tom</b>", new Cat().ToDisplayString("text/html"));
    }

    [Fact]
    public void The_nearest_type_wins_and_of_one_type_the_last_registration()
    {
        Formatter.Register<Cat>(_ => "cat", "text/html");
        Formatter.Register<Animal>(_ => "animal", "text/html");
        Assert.Equal("cat", new Cat().ToDisplayString("text/html"));
        Formatter.Register<Cat>(_ => "newer", "text/html");
        Assert.Equal("newer", new Cat().ToDisplayString("text/html"));
    }

    [Fact]
    public void Displayed_values_reach_their_listeners_but_the_handle_of_display_names_another()
    {
        var seen = new List<(string Said, string Id)>();
        using (Formatter.SubscribeToDisplayedValues(d => seen.Add(($"{d.FormattedValues[0].MimeType} {d.FormattedValues[0].Value} {d.IsUpdated}", d.DisplayId))))
        {
            var shown = "one".Display();
            shown.Update("two");
            "<i>x</i>".DisplayAs("text/html");
        }

        "after".Display();
        Assert.Equal(["text/plain one False", "text/plain two True", "text/html <i>x</i> False"], seen.Select(s => s.Said));
        Assert.NotEqual(seen[0].Id, seen[1].Id);   // once they are equal, LiveDisplay is not needed
    }

    [Fact]
    public void Html_of_unknown_values_is_escaped()
    {
        Assert.DoesNotContain("<script>", new[] { "<script>" }.ToDisplayString("text/html"), StringComparison.Ordinal);
        Assert.Contains("Tom", new Cat().ToDisplayString("text/html"), StringComparison.Ordinal);
    }
}
