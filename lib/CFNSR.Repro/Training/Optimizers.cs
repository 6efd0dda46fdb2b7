using CFNSR.Repro.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>Makes the optimiser of an experiment, with a learning-rate group of its own for the encoders.</summary>
internal static class Optimizers
{
    /// <summary>The optimiser over all parameters that are to be trained. Call it after the network is on its device.</summary>
    public static OptimizerHelper Create(Experiment e, EmotionModel model)
    {
        var groups = Groups(e, model);
        if (groups.Count == 0 && model.NeedsTraining)
            throw new KitException($"nothing is left to train: all of {e.System} counts as encoders", cure: "Set freeze_encoders=false.");
        return e.Optimizer switch
        {
            "adam" => optim.Adam(groups.Select(g => new Adam.ParamGroup(g.Parameters, g.Lr, weight_decay: e.WeightDecay)), e.Lr, weight_decay: e.WeightDecay),
            "adamw" => optim.AdamW(groups.Select(g => new AdamW.ParamGroup(g.Parameters, g.Lr, weight_decay: e.WeightDecay)), e.Lr, weight_decay: e.WeightDecay),
            _ => optim.SGD(
                groups.Select(g => new SGD.ParamGroup(g.Parameters, g.Lr, e.Momentum, weight_decay: e.WeightDecay)), e.Lr, e.Momentum, weight_decay: e.WeightDecay),
        };
    }

    /// <summary>The head's parameters at <c>lr</c>, then the encoders' at <c>lr * encoder_lr</c>; a group without parameters is left out.</summary>
    internal static IReadOnlyList<(IReadOnlyList<Parameter> Parameters, double Lr)> Groups(Experiment e, EmotionModel model)
    {
        var encoders = model.Encoders.SelectMany(encoder => encoder.parameters()).Select(p => p.Handle).ToHashSet();
        var trained = model.parameters().Where(p => p.requires_grad).ToArray();
        return new (IReadOnlyList<Parameter> Parameters, double Lr)[]
        {
            (trained.Where(p => !encoders.Contains(p.Handle)).ToArray(), e.Lr),
            (trained.Where(p => encoders.Contains(p.Handle)).ToArray(), e.Lr * e.EncoderLr),
        }.Where(group => group.Parameters.Count > 0).ToArray();
    }
}
