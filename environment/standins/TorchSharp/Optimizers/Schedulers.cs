namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                public class StepLR : LRScheduler
                {
                    private readonly int every;
                    private readonly double gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (every, this.gamma) = (step_size, gamma);
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Epoch == 0 || Epoch % every != 0 ? Now : Now.Select(lr => lr * gamma);

                    protected override IEnumerable<double> get_closed_form_lr() => Base.Select(lr => lr * Math.Pow(gamma, Epoch / every));
                }

                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double period, floor;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0.0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (period, floor) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0) return Now;
                        if ((Epoch - 1 - period) % (2 * period) == 0)
                            return Now.Zip(Base, (lr, b) => lr + (b - floor) * (1 - Math.Cos(Math.PI / period)) / 2);
                        var ratio = (1 + Math.Cos(Math.PI * Epoch / period)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / period));
                        return Now.Select(lr => ratio * (lr - floor) + floor);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => Base.Select(b => floor + (b - floor) * (1 + Math.Cos(Math.PI * Epoch / period)) / 2);
                }

                public class LambdaLR : LRScheduler
                {
                    private readonly List<Func<int, double>> factors;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => lr_lambda), last_epoch, verbose) { }

                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        factors = lr_lambdas.ToList();
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => Base.Zip(factors, (lr, f) => lr * f(Epoch));
                }

                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool max, relative;
                    private readonly double factor, threshold, eps;
                    private readonly int patience, cooldown;
                    private readonly double[] floors;
                    private double best;
                    private int bad, cooling;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 0.0001, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1E-08, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1.0) throw new ArgumentException("Factor should be < 1.0");
                        (max, relative) = (mode == "max", threshold_mode == "rel");
                        (this.factor, this.patience, this.threshold, this.cooldown, this.eps) = (factor, patience, threshold, cooldown, eps);
                        floors = min_lr is null or { Count: 0 } ? new double[Base.Length] : min_lr.Count == 1 ? Enumerable.Repeat(min_lr[0], Base.Length).ToArray() : min_lr.ToArray();
                        best = max ? double.NegativeInfinity : double.PositiveInfinity;
                    }

                    public override void step() => throw new InvalidOperationException("step() should not be used with the ReduceLROnPlateau scheduler.");

                    public override void step(int? epoch) => throw new InvalidOperationException("step(int) should not be used with the ReduceLROnPlateau scheduler.");

                    public override void step(double current, int? epoch = null)
                    {
                        Epoch = epoch ?? Epoch + 1;
                        if (Better(current)) (best, bad) = (current, 0);
                        else bad++;
                        if (cooling > 0) (cooling, bad) = (cooling - 1, 0);
                        if (bad <= patience) return;
                        Apply(Now.Zip(floors, (lr, floor) => Math.Max(lr * factor, floor) is var next && lr - next > eps ? next : lr).ToArray());
                        (cooling, bad) = (cooldown, 0);
                    }

                    private bool Better(double value)
                    {
                        if (relative) return max ? value > best * (1 + threshold) : value < best * (1 - threshold);
                        return max ? value > best + threshold : value < best - threshold;
                    }
                }
            }
        }
    }
}
