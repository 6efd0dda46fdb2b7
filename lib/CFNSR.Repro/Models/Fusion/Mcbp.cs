using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// Row 5 of Table 2, multimodal compact bilinear pooling (Fukui et al. 2016; data/paper/models.md §2.5): the circular convolution of the
/// two count sketches, which is the sketch of the outer product; signed square root; unit length; dense layers.
/// 26,014,376 parameters at paper size; the published 51.03 million cannot be derived. Taught in notebook 09.
/// </summary>
public sealed class Mcbp : TwoStreamModel
{
    private readonly McbOptions options;
    private readonly CountSketch video_sketch;
    private readonly CountSketch audio_sketch;
    private readonly Mlp head;

    /// <summary>Builds two streams without heads, the sketches and the dense layers.</summary>
    /// <param name="options">Encoders, classes and <see cref="ModelOptions.Mcb"/>.</param>
    public Mcbp(ModelOptions options) : base(options, heads: false)
    {
        this.options = options.Mcb;
        this.options.Validate();
        video_sketch = new CountSketch(video.Channels, this.options.Dim);
        audio_sketch = new CountSketch(options.Audio.VectorWidth, this.options.Dim);
        head = new Mlp(this.options.Dim, this.options.Hidden, options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor Fuse(Tensor video, Tensor audio)
    {
        var (videoMap, audioMap, _) = Drop(video, audio);
        Tensor v = video_sketch.call(this.video.Pool(videoMap)), a = audio_sketch.call(this.audio.Vector(audioMap)); // (N, d) each
        Tensor y = fft.irfft(fft.rfft(v) * fft.rfft(a), options.Dim);
        if (options.SignedSqrt) y = y.sign() * (y.abs() + 1e-8).sqrt();
        if (options.Normalise) y = nn.functional.normalize(y);
        return head.call(y);
    }
}
