using CFNSR.Repro.Training;

namespace CFNSR.Repro.Evaluation;

/// <summary>
/// Ready-made ablations by name, with the question that each pair of rows answers. The basis of every row is the preset with the user's settings;
/// a fusion's rows all start from the same unimodal runs. Taught in notebook 10.
/// </summary>
public static class AblationGrids
{
    private const string Fusion = "cfnsr-msafnet";

    /// <summary>All of them, the paper's own question first.</summary>
    public static IReadOnlyList<AblationGrid> All { get; } =
    [
        new(
            "paper-additions", "The paper's three additions to CFN-SR: multi-head attention in both directions, residual with LayerNorm, modality dropout.", Fusion,
            [
                new("CFN-SR", ["system=cfn-sr"]),
                new("CFN-SR with multi-head attention instead of its block", ["residual=false", "layer_norm=false", "modality_dropout=0"]),
                new("CFN-SR's block with residual and LayerNorm", ["attention=false", "modality_dropout=0"]),
                new("CFN-SR with modality dropout", ["system=cfn-sr", "dropout_in_every_system=true"]),
                new("multi-head attention, residual and LayerNorm", ["modality_dropout=0"]),
                new("all three: CFNSR-MSAFNet", []),
            ],
            [
                new(1, 2, "Does multi-head attention in both directions, alone, beat CFN-SR's additive block?"),
                new(1, 3, "Does LayerNorm around CFN-SR's block (which has a residual of its own) help?"),
                new(1, 4, "Does modality dropout help CFN-SR?"),
                new(2, 5, "Do residual and LayerNorm help multi-head attention?"),
                new(5, 6, "Does modality dropout help the finished network when nothing is missing?"),
                new(1, 6, "Do the three together beat CFN-SR, as the paper says?"),
            ]),
        Values("dropout-rate", "How often a training step loses a modality.", "modality_dropout", ["0", "0.1", "0.2", "0.3", "0.5"],
            value => $"Is a modality dropout rate of {value} better than none when nothing is missing?"),
        new(
            "dropout-place", "Where a lost modality becomes zero, and whether batch normalisation counts the zeros.", Fusion,
            [
                new("none is lost", ["modality_dropout=0"]),
                new("tokens, behind the encoders", ["modality_dropout_at=tokens"]),
                new("input, statistics of the lost stream stand still", ["modality_dropout_at=input"]),
                new("input, statistics run on over the zeros", ["modality_dropout_at=input-running"]),
            ],
            [
                new(1, 2, "Does losing tokens cost anything when nothing is missing?"),
                new(1, 3, "Does losing the input cost anything when the statistics stand still?"),
                new(1, 4, "Does losing the input cost anything when the statistics count the zeros?"),
                new(4, 3, "What is it worth that the statistics of a lost stream stand still?"),
            ]),
        new(
            "dropout-mode", "How the lost modality is drawn: the paper's text and its equation (6) differ.", Fusion,
            [
                new("one or the other (the text)", ["modality_dropout_mode=exclusive"]),
                new("two independent coins (equation 6)", ["modality_dropout_mode=independent"]),
                new("two coins, never both", ["modality_dropout_mode=independent-not-both"]),
                new("always one", ["modality_dropout_mode=always-one"]),
                new("soft and hard copies of the batch (Chumachenko et al.)", ["modality_dropout_mode=soft-hard"]),
                new("one or the other, by clip", ["modality_dropout_mode=exclusive", "modality_dropout_unit=sample"]),
            ],
            [
                new(1, 2, "Does it matter that equation (6) may drop both modalities and the text never does?"),
                new(2, 3, "Does a step without any input do harm?"),
                new(1, 4, "What if every batch loses a modality, as the text can also be read?"),
                new(1, 5, "Is Chumachenko's scheme better than the paper's?"),
                new(1, 6, "Does it matter that a whole batch loses the same modality?"),
            ]),
        Values("heads", "Number of attention heads; their width together stays the same.", "heads", ["8", "1", "2", "4"],
            value => $"Are eight heads better than {value}?"),
        new(
            "fusion-place", "Where the two streams meet.", Fusion,
            [
                new("late: mean of the two streams' probabilities", ["system=averaging", "joint_train=false"]),
                new("vectors side by side and a dense head", ["system=concat-fc"]),
                new("between the encoders' stages (MMTM)", ["system=mmtm"]),
                new("between the encoders' stages (MSAF)", ["system=msaf"]),
                new("last maps, sound weights the picture (CFN-SR)", ["system=cfn-sr"]),
                new("last maps, attention in both directions (CFNSR-MSAFNet)", []),
            ],
            [
                new(1, 2, "Is a learned head on both vectors better than averaging two finished networks?"),
                new(2, 6, "Is attention between the maps better than both vectors side by side?"),
                new(3, 6, "Is it better to meet at the last maps than between the stages?"),
                new(1, 6, "Is the paper's fusion better than late fusion?"),
            ]),
        new(
            "direction", "Which stream reads the other.", Fusion,
            [
                new("both", ["direction=both"]),
                new("picture reads sound", ["direction=audio-to-video"]),
                new("sound reads picture", ["direction=video-to-audio"]),
            ],
            [
                new(2, 1, "Does the second direction help the first, picture reads sound?"),
                new(3, 1, "Does the second direction help the first, sound reads picture?"),
            ]),
        Values("label-smoothing", "Label smoothing, which the paper names as future work.", "label_smoothing", ["0", "0.05", "0.1", "0.2"],
            value => $"Does label smoothing of {value} help?"),
        Values("early-stopping", "Stopping when the validation accuracy no longer rises.", "early_stopping", ["0", "3", "5", "10"],
            value => $"Does stopping after {value} epochs without a better validation accuracy cost anything at the last epoch?"),
        Values("variational-dropout", "One dropout mask for all tokens of a clip in the fusion, which the paper names as future work.", "variational_dropout", ["false", "true"],
            _ => "Does variational dropout help?"),
        Values("co-attention", "One affinity matrix for both directions of attention, a reading of the paper's future work.", "co_attention", ["false", "true"],
            _ => "Does it matter whether the two directions share their scores?"),
        Values("blocks", "Cross-modal blocks on top of each other.", "blocks", ["1", "2", "3"], value => $"Are {value} cross-modal blocks better than one?"),
        Values("attention-width", "Width of the cross-modal attention.", "attention_width", ["64", "32", "128", "256"], value => $"Is a width of {value} better than 64?"),
        new(
            "augmentation", "Random crops and flips of the training frames.", "video",
            [
                new("each clip as a whole", ["augment=true", "augment_unit=corrected"]),
                new("none", ["augment=false"]),
                new("each frame by itself (published code)", ["augment=true", "augment_unit=as-published"]),
            ],
            [
                new(2, 1, "Does augmentation help the video stream?"),
                new(1, 3, "What are crops and flips of each frame by itself, as in the published code, worth?"),
            ]),
        new(
            "channel-order", "Red, green, blue, or blue, green, red with the statistics of the other order, as in the published code.", "video",
            [new("RGB", ["channel_order=corrected"]), new("BGR (published code)", ["channel_order=as-published"])],
            [new(1, 2, "What is feeding BGR worth to a network without pretrained weights?")]),
        new(
            "batch-attention", "CFN-SR's attention maps: one a clip, or summed over the batch as in the published code, so that a prediction depends on the other clips.", "cfn-sr",
            [new("one map a clip", ["batch_attention=corrected"]), new("summed over the batch (published code)", ["batch_attention=as-published"])],
            [new(1, 2, "What is summing the attention over the batch worth?")]),
        new(
            "subject-dependence", "Whether the tested actors were trained on.", "audio",
            [new("strangers are tested", []), new("80/20 over clips, the same actors on both sides", ["split=random80"])],
            [new(1, 2, "What is it worth to know the tested actors from other clips?")]),
    ];

    /// <summary>The ready-made grid of this name.</summary>
    /// <exception cref="KitException">There is none; the nearest is named.</exception>
    public static AblationGrid Get(string name) => All.FirstOrDefault(grid => grid.Name == name)
        ?? throw new KitException($"there is no grid '{name}'", expected: string.Join(", ", All.Select(grid => grid.Name)) + ", or key=v1,v2",
            cure: $"Did you mean {All.MinBy(grid => Settings.Distance(name, grid.Name))!.Name}?");

    private static AblationGrid Values(string name, string what, string key, string[] values, Func<string, string> question) => new(
        name, what, Fusion, [.. values.Select(value => new AblationRow($"{key}={value}", [$"{key}={value}"]))],
        [.. Enumerable.Range(2, values.Length - 1).Select(row => new AblationQuestion(1, row, question(values[row - 1])))]);
}
