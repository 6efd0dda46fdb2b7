namespace NAudio.Wave;

public enum WaveFormatEncoding : ushort
{
    Unknown = 0,
    Pcm = 1,
    Adpcm = 2,
    IeeeFloat = 3,
    ALaw = 6,
    MuLaw = 7,
    Extensible = 65534,
}
