using static TorchSharp.torch;

namespace CFNSR.Repro.Models;

/// <summary>
/// Modality dropout (paper, section 2.6, equations 6 and 7; data/paper/models.md §4.2): decides while training which stream of a
/// batch is zero. Draws come from torch's default generator on the CPU; in evaluation nothing is drawn. Taught in notebook 05.
/// </summary>
public sealed class ModalityDropout : nn.Module
{
    private readonly ModalityDropoutOptions options;

    /// <summary>Keeps the rule.</summary>
    /// <param name="options">Mode, probability and granularity.</param>
    public ModalityDropout(ModalityDropoutOptions options) : base(nameof(ModalityDropout))
    {
        options.Validate();
        this.options = options;
        RegisterComponents();
    }

    /// <summary>A modality that is zero in every draw, also in evaluation; none by default.</summary>
    public MissingModality Missing { get; set; }

    /// <summary>Decides for one batch.</summary>
    /// <param name="clips">Clips in the batch, N.</param>
    public ModalityDraw Draw(int clips)
    {
        if (Missing == MissingModality.Video) return ModalityDraw.All(clips, 0, 1);
        if (Missing == MissingModality.Audio) return ModalityDraw.All(clips, 1, 0);
        if (!training || options.Probability == 0) return ModalityDraw.Keep(clips);
        if (options.Mode == ModalityDropoutMode.SoftHard) return SoftHard(clips);
        if (options.Granularity == DropoutGranularity.Batch)
        {
            var (video, audio) = Coin();
            return ModalityDraw.All(clips, video, audio);
        }
        var videoScale = new float[clips];
        var audioScale = new float[clips];
        for (int i = 0; i < clips; i++) (videoScale[i], audioScale[i]) = Coin();
        return new ModalityDraw(1, videoScale, audioScale);
    }

    private (float Video, float Audio) Coin()
    {
        float[] u = Uniform(2);
        double p = options.Mode == ModalityDropoutMode.AlwaysOne ? 1 : options.Probability;
        if (options.Mode is ModalityDropoutMode.Exclusive or ModalityDropoutMode.AlwaysOne)
        {
            if (u[0] >= p) return (1, 1);
            return u[1] < options.AudioShare ? (1, 0) : (0, 1);
        }
        while (options.Mode == ModalityDropoutMode.IndependentNotBoth && u[0] < p && u[1] < p) u = Uniform(2);
        return (u[0] < p ? 0 : 1, u[1] < p ? 0 : 1);
    }

    private static ModalityDraw SoftHard(int clips)
    {
        float[] c = Uniform(clips);
        IEnumerable<float> whole = Enumerable.Repeat(1f, clips), none = Enumerable.Repeat(0f, clips);
        return new ModalityDraw(4,
            [.. whole, .. c.Select(x => 1 - x), .. whole, .. none],
            [.. whole, .. c, .. none, .. whole]);
    }

    private static float[] Uniform(int count)
    {
        using Tensor draws = rand(count);
        return draws.data<float>().ToArray();
    }
}
