using static TorchSharp.torch;

namespace TorchSharp.Modules;

public class RMSProp : OptimizerHelper, optim.IMomentum
{
    public RMSProp(IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0.0, double momentum = 0.0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters.ToList() }], lr, alpha, eps, weight_decay, momentum, centered, maximize) { }

    public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0.0, double momentum = 0.0, bool centered = false, bool maximize = false)
    {
        _defaults = new Options { LearningRate = lr, InitialLearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize };
        foreach (var group in parameters) add_param_group(group);
    }

    public double Momentum
    {
        get => Default.momentum!.Value;
        set
        {
            Default.momentum = value;
            foreach (ParamGroup group in _parameter_groups) group.Momentum = value;
        }
    }

    private Options Default => (Options)_defaults;

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var own = (Options)(param_group.Options ??= new Options());
        own.LearningRate ??= Default.LearningRate;
        own.alpha ??= Default.alpha;
        own.eps ??= Default.eps;
        own.weight_decay ??= Default.weight_decay;
        own.momentum ??= Default.momentum;
        own.centered ??= Default.centered;
        own.maximize ??= Default.maximize;
        own.InitialLearningRate = own.LearningRate!.Value;
        _parameter_groups.Add(param_group);
        foreach (var p in param_group.Parameters)
        {
            var state = new State(p);
            _state[p.Handle] = state;
            state.Initialize(own);
        }
    }

    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(group =>
    {
        var o = group.Options;
        var lr = o.LearningRate!.Value;
        var alpha = o.alpha!.Value;
        var eps = o.eps!.Value;
        var weight_decay = o.weight_decay!.Value;
        var momentum = o.momentum!.Value;
        var centered = o.centered!.Value;
        var maximize = o.maximize!.Value;
        foreach (var param in group.Parameters)
        {
            var state = (State)_state[param.Handle];
            var grad = param.grad;
            if (grad is null) continue;
            if (maximize) grad = -grad;
            state.step++;
            if (weight_decay != 0) grad = grad.add(param, weight_decay);
            state.square_avg.mul_(alpha).addcmul_(grad, grad, 1 - alpha);
            if (centered) state.grad_avg.mul_(alpha).add_(grad, 1 - alpha);
            var root = centered
                ? state.square_avg.addcmul(state.grad_avg, state.grad_avg, -1).sqrt_().add_(eps)
                : state.square_avg.sqrt().add_(eps);
            if (momentum > 0) param.add_(state.momentum_buffer.mul_(momentum).addcdiv_(grad, root), -lr);
            else param.addcdiv_(grad, root, -lr);
        }
    }, closure);

    protected override void Dispose(bool disposing) => base.Dispose(disposing);

    public class Options : OptimizerOptions
    {
        public Options() { }

        public double? alpha;
        public double? eps;
        public double? weight_decay;
        public double? momentum;
        public bool? centered;
        public bool? maximize;

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize!.Value);
            writer.Write(momentum!.Value);
            writer.Write(alpha!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(centered!.Value);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            momentum = reader.ReadDouble();
            alpha = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            centered = reader.ReadBoolean();
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var from = (Options)source;
            (maximize, momentum, alpha, eps, weight_decay, centered) = (from.maximize, from.momentum, from.alpha, from.eps, from.weight_decay, from.centered);
        }
    }

    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
    {
        public ParamGroup() { }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double eps = 1E-08, double alpha = 0.99, double weight_decay = 0.0, double momentum = 0.0, bool centered = false)
            : base(parameters, new Options { LearningRate = lr, eps = eps, alpha = alpha, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = false }) { }

        public double Momentum { get => Options.momentum!.Value; set => Options.momentum = value; }
    }

    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public Tensor square_avg = null!;
        public Tensor momentum_buffer = null!;
        public Tensor grad_avg = null!;

        public State(Parameter parameter) : base(parameter) { }

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            square_avg = Zeros();
            if (((Options)options).momentum > 0) momentum_buffer = Zeros();
            if (((Options)options).centered == true) grad_avg = Zeros();
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            square_avg.Save(writer);
            SaveConditionalStateTensor(writer, momentum_buffer);
            SaveConditionalStateTensor(writer, grad_avg);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            square_avg.Load(reader);
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
            LoadConditionalStateTensor(reader, ref grad_avg, _parameter.device);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var from = (State)source;
            Dispose();
            step = from.step;
            square_avg = Copy(from.square_avg);
            momentum_buffer = from.momentum_buffer is null ? null! : Copy(from.momentum_buffer);
            grad_avg = from.grad_avg is null ? null! : Copy(from.grad_avg);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State o && step == o.step && square_avg.allclose(o.square_avg) && (momentum_buffer is null || (o.momentum_buffer is not null && momentum_buffer.allclose(o.momentum_buffer))) && (grad_avg is null || (o.grad_avg is not null && grad_avg.allclose(o.grad_avg)));

        public override void to(Device device)
        {
            square_avg = Moved(square_avg, device);
            momentum_buffer = Moved(momentum_buffer, device);
            grad_avg = Moved(grad_avg, device);
        }

        public void Dispose()
        {
            square_avg?.Dispose();
            momentum_buffer?.Dispose();
            grad_avg?.Dispose();
            momentum_buffer = null!;
            grad_avg = null!;
        }
    }
}
