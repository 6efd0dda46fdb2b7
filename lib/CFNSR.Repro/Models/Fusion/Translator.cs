using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Sequence to sequence of equal length: a bidirectional LSTM reads, an LSTM over its states writes, one linear layer gives the width.
/// The writer reads the encoded sequence step by step, not its own output.
/// </summary>
internal sealed class Translator : nn.Module<Tensor, Tensor>
{
    private readonly LSTM encoder;
    private readonly LSTM decoder;
    private readonly Linear output;

    public Translator(int input, int hidden, int output) : base(nameof(Translator))
    {
        encoder = nn.LSTM(input, hidden, batchFirst: true, bidirectional: true);
        decoder = nn.LSTM(2 * hidden, hidden, batchFirst: true);
        this.output = nn.Linear(hidden, output);
        RegisterComponents();
    }

    /// <summary>(N, T, input) to (N, T, output).</summary>
    public override Tensor forward(Tensor x) => Decode(Encode(x));

    /// <summary>(N, T, input) to (N, T, 2 hidden).</summary>
    public Tensor Encode(Tensor x) => encoder.call(x).Item1;

    /// <summary>(N, T, 2 hidden) to (N, T, output).</summary>
    public Tensor Decode(Tensor encoded) => output.call(decoder.call(encoded).Item1);
}
