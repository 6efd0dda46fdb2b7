using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CFNSR.Repro.Models;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>
/// A name for the encodings of some clips: a hash of all that they depend on (encoders' weights and statistics, clips, features, standardisation),
/// so that encodings kept by one run are taken up by another only where they are the same.
/// </summary>
internal static class EncodingKey
{
    /// <summary>The key.</summary>
    /// <param name="e">The settings.</param>
    /// <param name="storeHash">Hash of the clip store.</param>
    /// <param name="model">The network, its encoders loaded.</param>
    /// <param name="train">Training clips: the standardisation comes from them.</param>
    /// <param name="clips">The clips that are encoded.</param>
    public static string Of(Experiment e, string storeHash, EmotionModel model, IEnumerable<int> train, IEnumerable<int> clips)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string standardised = e.MfccNorm == "train-fold" || e.Video == "tracking" ? Numbers(train) : "";
        hash.AppendData(Encoding.UTF8.GetBytes(
            $"{e.System} {storeHash} {e.ChannelOrder} {e.MfccNorm} {e.UnitNorm} {e.StemRelu} {e.Device.Split(':')[0]} {standardised} | {Numbers(clips)}"));
        using var scope = NewDisposeScope();
        foreach (var encoder in model.Encoders)
        {
            foreach (var (name, value) in encoder.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(name));
                hash.AppendData(value.cpu().contiguous().bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string Numbers(IEnumerable<int> numbers) => string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
