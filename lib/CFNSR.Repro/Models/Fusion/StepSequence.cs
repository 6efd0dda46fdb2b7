using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// A stream's map as a sequence of T steps in time, so that both streams are aligned step by step: the mean over space, then linear
/// interpolation in time. At paper size the video map has 2 steps, in preset classroom 1, so its sequence is smooth or constant: the
/// systems that read it were made for streams with a feature vector a word or frame.
/// </summary>
internal static class StepSequence
{
    /// <param name="map">(N, C, t, h, w) of video or (N, C, t) of audio.</param>
    /// <param name="steps">T.</param>
    /// <returns>(N, T, C).</returns>
    public static Tensor Of(Tensor map, int steps)
    {
        Tensor line = map.ndim == 5 ? map.mean([3, 4]) : map; // (N, C, t)
        if (line.shape[2] != steps)
            line = nn.functional.interpolate(line, [steps], mode: InterpolationMode.Linear, align_corners: false);
        return line.transpose(1, 2);
    }
}
