using static TorchSharp.torch;

namespace CFNSR.Repro.Features;

/// <summary>What stands between a sound and its MFCC, step by step (Figure 3; notebook 02). Sizes are those of <see cref="MfccOptions.Paper"/>.</summary>
/// <param name="Power">Power spectrogram, (1025, 212): squared magnitude of each frequency in each frame.</param>
/// <param name="Mel">Power in mel bands, (128, 212).</param>
/// <param name="Decibels">The same in decibels, at most <see cref="MfccOptions.TopDb"/> below the loudest, (128, 212).</param>
/// <param name="Coefficients">MFCC: the cosine transform of each column, (13, 212).</param>
public sealed record MfccSteps(Tensor Power, Tensor Mel, Tensor Decibels, Tensor Coefficients);
