using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Deep canonical correlation analysis (Andrew et al. 2013; for emotions Liu et al., arXiv 1908.05349; data/paper/models.md §11), which the
/// paper's introduction names with another model's reference: two projections that are to correlate over the batch, side by side into one
/// linear layer. The output follows <see cref="TwoTaskModel"/>: loss = cross-entropy - lambda * correlation.
/// Kept: two nets, regularised covariances, the correlation as part of the loss. Not kept: training the projections on the whole set first
/// and classifying afterwards; a batch of 16 allows at most 8 dimensions. Rows that modality dropout touched, and batches with fewer than
/// two other rows, do not count in the correlation. 26,363,960 parameters at paper size.
/// </summary>
public sealed class Dcca : TwoTaskModel
{
    private readonly DccaOptions options;
    private readonly Mlp video_projection;
    private readonly Mlp audio_projection;
    private readonly Linear classifier;

    /// <summary>Builds two streams without heads and their projections.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.Dcca"/>.</param>
    public Dcca(ModelOptions options) : base(options)
    {
        DccaOptions own = this.options = options.Dcca;
        own.Validate();
        video_projection = new Mlp(video.Channels, [own.Hidden], own.Width);
        audio_projection = new Mlp(options.Audio.VectorWidth, [own.Hidden], own.Width);
        classifier = nn.Linear(2 * own.Width, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, draw) = Drop(video, audio);
        Tensor v = video_projection.call(this.video.Pool(videoMap)), a = audio_projection.call(this.audio.Vector(audioMap)); // (N, 8) each
        Tensor logits = classifier.call(cat([v, a], 1));
        if (!training) return logits;

        long[] whole = [.. Enumerable.Range(0, draw.VideoScale.Count).Where(i => draw.VideoScale[i] == 1 && draw.AudioScale[i] == 1)];
        if (whole.Length < 2) return WithSecondTask(logits, zeros(logits.shape[0], device: logits.device));
        Tensor rows = tensor(whole).to(logits.device);
        Tensor correlation = CanonicalCorrelation.Sum(v.index_select(0, rows), a.index_select(0, rows), options.Ridge);
        return WithSecondTask(logits, (correlation * -options.Weight).expand(logits.shape[0]));
    }
}
