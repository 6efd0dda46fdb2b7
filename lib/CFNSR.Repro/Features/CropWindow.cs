namespace CFNSR.Repro.Features;

/// <summary>The part of a frame that augmentation keeps, in pixels, and whether it is mirrored.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Flip">Left and right exchanged.</param>
public readonly record struct CropWindow(int X, int Y, int Width, int Height, bool Flip);
