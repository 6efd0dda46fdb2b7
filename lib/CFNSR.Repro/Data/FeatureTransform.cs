namespace CFNSR.Repro.Data;

/// <summary>Turns the stored features of a clip into the network's input. Must be a pure function of its arguments and be callable from several threads.</summary>
/// <param name="features">Floats, for example (13, 212).</param>
/// <param name="epoch">The epoch, for augmentation.</param>
/// <param name="clip">Clip number in the store, for augmentation.</param>
/// <param name="output">Floats of the same shape, to be filled completely.</param>
public delegate void FeatureTransform(ReadOnlySpan<float> features, int epoch, int clip, Span<float> output);
