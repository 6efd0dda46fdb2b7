using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Multimodal Cyclic Translation Network (Pham et al. 2019, arXiv 1812.07809; data/paper/models.md §11), the paper's reference 7, which it
/// calls DCCA: the encoded source classifies, and while training it must also translate into the other modality and back. The output
/// follows <see cref="TwoTaskModel"/>: loss = cross-entropy + 0.1 forward + 0.1 cycle, squared errors a number.
/// At test time only the source is needed (<see cref="MctnOptions.Source"/>).
/// Kept: encoder, decoder, the way back, recurrent and dense head, widths, weights. Not kept: fixed features a word. The source's encoder
/// learns, through the class; the other one, whose steps are the translation's target, keeps the weights that it starts with (a unimodal
/// run's, in cfnsr compare), for a target that learned to be translated would end constant. The way back has weights of its own, since
/// the streams differ in width. 26,552,040 parameters at paper size, the target's encoder among them.
/// </summary>
public sealed class Mctn : TwoTaskModel
{
    private readonly MctnOptions options;
    private readonly int steps;
    private readonly Translator translator;
    private readonly Translator back_translator;
    private readonly LSTM reader;
    private readonly Linear classifier;

    /// <summary>Builds two streams without heads and both translations.</summary>
    /// <param name="options">Encoders, classes, <see cref="ModelOptions.SequenceSteps"/> and <see cref="ModelOptions.Mctn"/>.</param>
    public Mctn(ModelOptions options) : base(options)
    {
        MctnOptions own = this.options = options.Mctn;
        own.Validate();
        steps = options.SequenceSteps;
        bool fromVideo = own.Source == SourceModality.Video;
        int source = fromVideo ? video.Channels : options.Audio.Channels;
        int target = fromVideo ? options.Audio.Channels : video.Channels;
        translator = new Translator(source, own.Hidden, target);
        back_translator = new Translator(target, own.Hidden, source);
        reader = nn.LSTM(2 * own.Hidden, own.Hidden, batchFirst: true);
        classifier = nn.Linear(own.Hidden, options.Classes);
        RegisterComponents();
        foreach (Parameter parameter in fromVideo ? audio.parameters() : video.parameters()) parameter.requires_grad = false;
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        bool fromVideo = options.Source == SourceModality.Video;
        Tensor source = StepSequence.Of(fromVideo ? videoMap : audioMap, steps); // (N, T, 2048)
        Tensor encoded = translator.Encode(source); // (N, T, 64)
        Tensor logits = classifier.call(reader.call(encoded).Item1.select(1, steps - 1));
        if (!training) return logits;

        Tensor target = StepSequence.Of(fromVideo ? audioMap : videoMap, steps).detach(); // (N, T, 64)
        Tensor translated = translator.Decode(encoded);
        Tensor returned = back_translator.call(translated);
        return WithSecondTask(logits,
            SquaredError(translated, target) * options.ForwardWeight + SquaredError(returned, source.detach()) * options.CycleWeight);
    }

    private static Tensor SquaredError(Tensor x, Tensor y) => (x - y).square().mean([1, 2]); // (N)
}
