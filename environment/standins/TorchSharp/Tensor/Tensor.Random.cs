using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Operators: draws.</content>
    public partial class Tensor
    {
        public Tensor bernoulli(Generator? generator = null) => Aten.One("bernoulli", this, generator);
        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Aten.Self("bernoulli_.Tensor", this, p, generator);
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.Self("bernoulli_.float", this, p, generator);
        public Tensor binomial(Tensor prob, Generator? generator = null) => Aten.One("binomial", this, prob, generator);
        public Tensor exponential_(double @lambda = 1.0, Generator? generator = null) => Aten.Self("exponential_", this, @lambda, generator);
        public Tensor geometric_(double p, Generator? generator = null) => Aten.Self("geometric_", this, p, generator);
        public Tensor log_normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Aten.Self("log_normal_", this, mean, std, generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => Aten.One("multinomial", this, num_samples, replacement, generator);
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Aten.Self("normal_", this, mean, std, generator);
        public Tensor poisson(Generator? generator = null) => Aten.One("poisson", this, generator);
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.Self("uniform_", this, from, to, generator);
    }
}
