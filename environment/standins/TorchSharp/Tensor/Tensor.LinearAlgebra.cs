using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Operators: products and decompositions.</content>
    public partial class Tensor
    {
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => Aten.One("addbmm", this, batch1, batch2, beta, alpha);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) => Aten.One("addmm", this, mat1, mat2, beta, alpha);
        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) => Aten.Self("addmm_", this, mat1, mat2, beta, alpha);
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1f, float alpha = 1f) => Aten.One("addmv", this, mat, vec, beta, alpha);
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1f, float alpha = 1f) => Aten.One("addr", this, vec1, vec2, beta, alpha);
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1f, float alpha = 1f) => Aten.One("baddbmm", this, batch1, batch2, beta, alpha);
        public Tensor bmm(Tensor batch2) => Aten.One("bmm", this, batch2);
        public Tensor cholesky(bool upper = false) => Aten.One("linalg_cholesky", this, upper);
        public Tensor cholesky_inverse(bool upper = false) => Aten.One("cholesky_inverse", this, upper);
        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Aten.One("cholesky_solve", this, input2, upper);
        public Tensor corrcoef() => Aten.One("corrcoef", this);
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Aten.One("cov", this, correction, fweights, aweights);
        public Tensor det() => Aten.One("det", this);
        public Tensor dot(Tensor target) => Aten.One("dot", this, target);
        public Tensor ger(Tensor vec2) => Aten.One("ger", this, vec2);
        public Tensor inner(Tensor vec2) => Aten.One("inner", this, vec2);
        public Tensor inverse() => Aten.One("inverse", this);
        public Tensor kron(Tensor other) => Aten.One("kron", this, other);
        public Tensor logdet() => Aten.One("logdet", this);
        public Tensor matmul(Tensor target) => Aten.One("matmul", this, target);
        public Tensor matrix_exp() => Aten.One("matrix_exp", this);
        public Tensor matrix_power(int n) => Aten.One("matrix_power", this, n);
        public Tensor mm(Tensor target) => Aten.One("mm", this, target);
        public Tensor mv(Tensor target) => Aten.One("mv", this, target);
        public Tensor outer(Tensor vec2) => Aten.One("outer", this, vec2);
        public Tensor pinverse(double rcond = 1E-15, bool hermitian = false) => Aten.One("pinverse", this, rcond);
        public Tensor renorm(float p, long dim, float maxnorm) => Aten.One("renorm", this, p, dim, maxnorm);
        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, dims.Select(d => d.Item1).ToArray(), dims.Select(d => d.Item2).ToArray());
        public Tensor tensordot(Tensor b, long dims = 2) => tensordot(b, Enumerable.Range(0, (int)dims).Select(i => dim() - dims + i).ToArray(), Enumerable.Range(0, (int)dims).Select(i => (long)i).ToArray());
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.One("tensordot", this, b, dims1, dims2);
        public Tensor trace() => Aten.One("trace", this);
        public Tensor vdot(Tensor target) => Aten.One("vdot", this, target);
    }
}
