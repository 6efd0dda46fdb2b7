using CFNSR.Repro.Models.Encoders;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>A system with a video stream and an audio stream, and modality dropout between them and its head.</summary>
public abstract class TwoStreamModel : EmotionModel
{
    /// <summary>The video stream.</summary>
    protected readonly VideoEncoder video;

    /// <summary>The audio stream.</summary>
    protected readonly MfccCnn audio;

    /// <summary>Decides what is zeroed.</summary>
    protected readonly ModalityDropout modality_dropout;

    private readonly ModalityDropoutOptions dropout;

    /// <summary>Builds the two streams.</summary>
    /// <param name="options">The encoders' options.</param>
    /// <param name="heads">Whether each stream keeps its own linear head.</param>
    /// <param name="dropsModalities">Whether training drops modalities even if <see cref="ModalityDropoutOptions.InEverySystem"/> is off.</param>
    protected TwoStreamModel(ModelOptions options, bool heads, bool dropsModalities = false) : base(options.System)
    {
        int? classes = heads ? options.Classes : null;
        video = ModelZoo.CreateVideo(options, classes);
        audio = new MfccCnn(options.Audio, classes);
        dropout = options.ModalityDropout;
        if (!dropsModalities && !dropout.InEverySystem) dropout = dropout with { Probability = 0 };
        modality_dropout = new ModalityDropout(dropout);
    }

    /// <inheritdoc/>
    public sealed override MissingModality Missing
    {
        get => modality_dropout.Missing;
        set => modality_dropout.Missing = value;
    }

    /// <inheritdoc/>
    public override bool CanCacheEncodings => dropout.Place == DropoutPlace.Tokens;

    /// <inheritdoc/>
    public override IReadOnlyList<nn.Module> Encoders => [video, audio];

    /// <inheritdoc/>
    public sealed override (Tensor Video, Tensor Audio) Encode(Tensor video, Tensor audio)
    {
        Require.That(video.shape[0] == audio.shape[0], "audio clips in the batch", audio.shape[0], "as many as video clips, " + Require.Text(video.shape[0]));
        if (dropout.Place == DropoutPlace.Tokens) return (EncodeVideo(video), EncodeAudio(audio));
        ModalityDraw draw = modality_dropout.Draw((int)video.shape[0]);
        (video, audio) = draw.Apply(video, audio);
        if (dropout.Place == DropoutPlace.InputRunning) return (EncodeVideo(video), EncodeAudio(audio));
        return (
            draw.VideoGone ? WithFrozenStatistics(this.video, () => EncodeVideo(video)) : EncodeVideo(video),
            draw.AudioGone ? WithFrozenStatistics(this.audio, () => EncodeAudio(audio)) : EncodeAudio(audio));
    }

    /// <summary>The part of the video stream that comes before the head: all of it, unless a head hooks in between its stages.</summary>
    /// <param name="video">(N, 3, T, S, S).</param>
    protected virtual Tensor EncodeVideo(Tensor video) => this.video.call(video);

    /// <summary>The part of the audio stream that comes before the head: all of it, unless a head hooks in between its stages.</summary>
    /// <param name="audio">(N, coefficients, frames).</param>
    protected virtual Tensor EncodeAudio(Tensor audio) => this.audio.call(audio);

    /// <summary>Draws modality dropout for the tokens and applies it; nothing happens where it was applied to the input.</summary>
    /// <param name="video">Video tokens or map, (N, ...).</param>
    /// <param name="audio">Audio tokens or map, (N, ...).</param>
    /// <returns>The two streams after the draw, and the draw.</returns>
    protected (Tensor Video, Tensor Audio, ModalityDraw Draw) Drop(Tensor video, Tensor audio)
    {
        int clips = (int)video.shape[0];
        ModalityDraw draw = dropout.Place == DropoutPlace.Tokens ? modality_dropout.Draw(clips) : ModalityDraw.Keep(clips);
        (video, audio) = draw.Apply(video, audio);
        return (video, audio, draw);
    }

    /// <summary>A batch of nothing but zeros must not enter the running statistics: batch normalisation evaluates on such a step.</summary>
    private static Tensor WithFrozenStatistics(nn.Module encoder, Func<Tensor> encode)
    {
        var norms = encoder.modules().Where(m => m is TorchSharp.Modules.NormBase && m.training).ToList();
        foreach (nn.Module norm in norms) norm.eval();
        try
        {
            return encode();
        }
        finally
        {
            foreach (nn.Module norm in norms) norm.train();
        }
    }
}
