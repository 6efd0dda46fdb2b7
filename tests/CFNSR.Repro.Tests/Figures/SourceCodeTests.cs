using CFNSR.Repro.Figures;

namespace CFNSR.Repro.Tests.Figures;

/// <summary>Code in prose is the code that runs.</summary>
public class SourceCodeTests
{
    [Fact]
    public void A_class_comes_without_its_usings()
    {
        var (text, place) = SourceCode.Find("ModalityDropout", null);
        Assert.StartsWith("/// <summary>\n/// Modality dropout (paper, section 2.6", text, StringComparison.Ordinal);
        Assert.EndsWith("\n}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("using static", text, StringComparison.Ordinal);
        Assert.Equal("lib/CFNSR.Repro/Models/ModalityDropout.cs, line 5", place);
    }

    [Theory]
    [InlineData("ModalityDropout", "Draw", "/// <summary>Decides for one batch.</summary>", "return new ModalityDraw(1, videoScale, audioScale);\n}")]
    [InlineData("ModalityDropout", "Coin", "private (float Video, float Audio) Coin()", "return (u[0] < p ? 0 : 1, u[1] < p ? 0 : 1);\n}")]
    [InlineData("MultiHeadAttention", "Scores", "/// <summary>Q K^T / sqrt(d_k) of every head", "return q.bmm(k.transpose(1, 2)) / Math.Sqrt(q.shape[2]);\n}")]
    [InlineData("MfccCnn", "forward", "/// <summary>The map after the third convolution.</summary>", "public override Tensor forward(Tensor audio) => Late(Early(audio));")]
    [InlineData("CfnsrMsafNet", "Attend", "/// <summary>From the two maps", "return (v, a, maps);\n}")]
    [InlineData("VideoOptions", "Frames", "/// <summary>Frames per clip, T.", "public int Frames { get; init; } = 30;")]
    public void A_member_comes_with_its_comment_and_ends_where_it_ends(string type, string member, string start, string end)
    {
        string text = SourceCode.Find(type, member).Text;
        Assert.StartsWith(start, text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_shown_escaped_with_its_file()
    {
        string html = SourceCode.Of("ResNeXtBlock", "forward").Text;
        Assert.Contains("&lt;remarks&gt;", html, StringComparison.Ordinal);
        Assert.Contains("lib/CFNSR.Repro/Models/Encoders/ResNeXtBlock.cs, line ", html, StringComparison.Ordinal);
        Assert.Contains("holds", Assert.Throws<KitException>(() => SourceCode.Of("ResNeXtBlock", "holds")).Message, StringComparison.Ordinal);
        Assert.Throws<KitException>(() => SourceCode.Of("NoSuchClass"));
    }
}
