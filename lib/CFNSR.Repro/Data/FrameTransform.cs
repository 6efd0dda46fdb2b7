namespace CFNSR.Repro.Data;

/// <summary>Turns the stored frames of a clip into the network's input. Must be a pure function of its arguments and be callable from several threads.</summary>
/// <param name="frames">Bytes (T, H, W, 3), RGB.</param>
/// <param name="shape">T, H and W.</param>
/// <param name="epoch">The epoch, for augmentation.</param>
/// <param name="clip">Clip number in the store, for augmentation.</param>
/// <param name="output">Floats (3, T, H, W), to be filled completely.</param>
public delegate void FrameTransform(ReadOnlySpan<byte> frames, FrameShape shape, int epoch, int clip, Span<float> output);
