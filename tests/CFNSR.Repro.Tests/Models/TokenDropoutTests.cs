using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Tests.Models;

public sealed class TokenDropoutTests
{
    [Fact]
    public void A_shared_mask_is_one_for_all_tokens_of_a_clip()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var dropout = new TokenDropout(0.25, sharedMask: true);
        double[] y = Golden.Numbers(dropout.call(ones(4, 6, 50)));
        int dropped = 0;
        for (int clip = 0; clip < 4; clip++)
            for (int channel = 0; channel < 50; channel++)
            {
                double[] tokens = [.. Enumerable.Range(0, 6).Select(token => y[(clip * 6 + token) * 50 + channel])];
                Assert.Single(tokens.Distinct());
                Assert.True(tokens[0] == 0 || Math.Abs(tokens[0] - 4 / 3.0) < 1e-6);
                if (tokens[0] == 0) dropped++;
            }
        Assert.InRange(dropped, 30, 70); // 50 of 200 expected, 6 standard deviation
        Assert.NotEqual(y[..50], y[300..350]); // another clip, another mask
    }

    [Fact]
    public void Without_it_every_number_draws_as_torch_does()
    {
        using var scope = NewDisposeScope();
        Tensor x = Golden.Data("x", 2, 3, 4);
        var dropout = new TokenDropout(0.5, sharedMask: false);
        manual_seed(1);
        double[] ours = Golden.Numbers(dropout.call(x));
        manual_seed(1);
        Assert.Equal(Golden.Numbers(nn.functional.dropout(x, 0.5, true)), ours);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_happens_in_evaluation(bool sharedMask)
    {
        using var scope = NewDisposeScope();
        Tensor x = Golden.Data("x", 2, 3, 4);
        var dropout = new TokenDropout(0.5, sharedMask);
        dropout.eval();
        Assert.Equal(Golden.Numbers(x), Golden.Numbers(dropout.call(x)));
    }
}
