using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Models;

namespace CFNSR.Repro.Training;

/// <summary>From the flat keys of an <see cref="Experiment"/> to the options of its network.</summary>
public static class ModelSettings
{
    /// <summary>The options of the network that an experiment trains.</summary>
    /// <param name="e">The settings.</param>
    /// <exception cref="KitException">A value does not make a network.</exception>
    public static ModelOptions ToModelOptions(this Experiment e)
    {
        var options = new ModelOptions
        {
            System = e.System,
            VideoInput = e.ToVideoInput(),
            Video = new VideoOptions
            {
                Blocks = Numbers("video_blocks", e.VideoBlocks), Width = e.VideoWidth, Cardinality = e.Cardinality,
                Frames = e.Frames, Size = e.ImageSize, StemRelu = Fidelity(e.StemRelu),
            },
            Audio = new AudioOptions { Width = e.AudioWidth, FeatureDropout = e.FeatureDropout, VectorDropout = e.VectorDropout, Pooling = Word<Pooling>(e.AudioPooling) },
            AudioTransformer = new AudioTransformerOptions
            {
                Layers = e.AudioLayers, Heads = e.AudioHeads, InputDropout = e.AudioInputDropout, Dropout = e.AudioDropout,
                Padding = Fidelity(e.AudioPadding),
            },
            Averaging = new AveragingOptions { Over = Word<AverageOver>(e.AverageOver), JointTrain = e.JointTrain },
            Multiplicative = new MultiplicativeOptions
            {
                Beta = e.MultiplicativeBeta, Boosted = e.MultiplicativeBoosted, Margin = e.MultiplicativeMargin,
                Mixture = e.MultiplicativeMixture,
            },
            Multiplication = new MultiplicationOptions { Renormalise = e.Renormalise },
            ConcatFc = new ConcatFcOptions { Hidden = Numbers("concat_hidden", e.ConcatHidden), Dropout = e.ConcatDropout },
            Mcb = new McbOptions { Dim = e.McbDim, Hidden = Numbers("mcb_hidden", e.McbHidden) },
            Mmtm = new MmtmOptions { Units = e.MmtmUnits, Ratio = e.MmtmRatio, GateScale = e.MmtmGateScale },
            Msaf = new MsafOptions { BlockDropout = e.MsafBlockDropout, BlockMask = Fidelity(e.BlockMask) },
            CfnSr = new CfnSrOptions
            {
                Width = e.AttentionWidth, BatchSum = Fidelity(e.BatchAttention), SoftmaxOver = Word<SoftmaxScope>(e.SoftmaxOver), Residual = e.Residual,
                Block = e.CfnsrBlock, AudioTransformer = e.AudioTransformer, Causal = e.AudioCausal != "no",
            },
            CfnsrMsaf = new CfnsrMsafOptions
            {
                Attention = e.Attention, Directions = Word<AttentionDirections>(e.Direction), Width = e.AttentionWidth, Heads = e.Heads, Blocks = e.Blocks,
                Residual = e.Residual, LayerNorm = e.LayerNorm, FeedForward = e.FeedForward, Dropout = e.AttentionDropout,
                AudioTransformer = e.AudioTransformer, Causal = e.AudioCausal == "yes", VideoPositions = e.VideoPositions,
                VideoPooling = Word<Pooling>(e.VideoPooling), AudioPooling = Word<Pooling>(e.AudioPooling),
                ZeroInitOutput = e.ZeroInitOutput, Projected = e.Projected, CoAttention = e.CoAttention, VariationalDropout = e.VariationalDropout,
            },
            SequenceSteps = e.SequenceSteps,
            Mfn = new MfnOptions { Hidden = e.MfnHidden, Memory = e.MfnMemory, Width = e.MfnWidth, Dropout = e.MfnDropout },
            Mctn = new MctnOptions
            {
                Source = Word<SourceModality>(e.MctnSource), Hidden = e.MctnHidden, ForwardWeight = e.MctnForward, CycleWeight = e.MctnCycle,
            },
            Dcca = new DccaOptions { Width = e.DccaWidth, Hidden = e.DccaHidden, Weight = e.DccaWeight, Ridge = e.DccaRidge },
            MultiAttention = new MultiAttentionOptions { Width = e.MultiAttentionWidth },
            Chumachenko = new ChumachenkoOptions { Width = e.AttentionWidth, Heads = e.Heads },
            Erann = new ErannOptions { Width = e.ErannWidth, Stride = e.ErannStride, Blocks = e.ErannBlocks, Mels = e.ToLogMelOptions().Mels },
            ModalityDropout = new ModalityDropoutOptions
            {
                Mode = Word<ModalityDropoutMode>(e.ModalityDropoutMode), Probability = e.ModalityDropout, Place = Word<DropoutPlace>(e.ModalityDropoutAt),
                Granularity = Word<DropoutGranularity>(e.ModalityDropoutUnit), AudioShare = e.AudioShare,
                SkipDroppedDirection = e.SkipDroppedDirection, InEverySystem = e.DropoutInEverySystem,
            },
        };
        options.Validate();
        return options;
    }

    /// <summary>What the video stream of an experiment's system reads.</summary>
    public static VideoInput ToVideoInput(this Experiment e) => (e.Video, e.VideoEncoder) switch
    {
        ("tracking", "mlp") => VideoInput.UnitMlp,
        ("tracking", "tokens") => VideoInput.UnitTokens,
        ("tracking", "sequence") => VideoInput.UnitSequence,
        _ => ModelZoo.InputOf(e.System, e.Video == "tracking"),
    };

    /// <summary>The store's array of action units that a network reads; null for none.</summary>
    internal static string? UnitArray(this Experiment e, EmotionModel model) => !model.UsesVideo ? null : e.ToVideoInput() switch
    {
        VideoInput.Frames => null,
        VideoInput.UnitSequence => StoreArray.UnitFrames,
        _ => StoreArray.Units,
    };

    /// <summary>The store's array of sound features that a network reads; null for none.</summary>
    internal static string? SoundArray(this EmotionModel model) =>
        !model.UsesAudio ? null : model.AudioInput == AudioFeature.LogMel ? StoreArray.LogMel : StoreArray.Mfcc;

    /// <summary>From <c>as-published</c> to <c>AsPublished</c>: the allowed words are the enum's names in kebab-case.</summary>
    private static T Word<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static Fidelity Fidelity(string word) => Word<Fidelity>(word);

    private static int[] Numbers(string key, string text)
    {
        int[] numbers = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0).ToArray();
        return numbers.All(n => n > 0) ? numbers
            : throw new KitException($"'{text}' is not a value of {key}", expected: "whole numbers with commas between them, for example 256,128");
    }
}
