using TorchSharp;
using static TorchSharp.torch;

namespace CFNSR.Repro.Models.Fusion;

/// <summary>
/// The summed canonical correlation of two sets of vectors (Andrew et al. 2013): the sum of the singular values of
/// S11^-1/2 S12 S22^-1/2. Computed in double precision with Cholesky factors in the place of the roots, L1^-1 S12 L2^-T: both whiten,
/// so they differ by rotations, which leave singular values alone; and unlike those of an eigendecomposition, the gradients stay finite
/// where eigenvalues coincide (a stream that is all zero).
/// </summary>
internal static class CanonicalCorrelation
{
    /// <param name="x">H1, (m, o), m at least 2.</param>
    /// <param name="y">H2, (m, o).</param>
    /// <param name="ridge">r, added to both diagonals.</param>
    /// <returns>One number from 0 to o, in double precision; not finite if an input is not, for the trainer to report.</returns>
    public static Tensor Sum(Tensor x, Tensor y, double ridge)
    {
        if (!(x.isfinite().all() & y.isfinite().all()).ToBoolean()) return x.sum() * double.NaN;
        x = Centred(x);
        y = Centred(y);
        Tensor left = linalg.cholesky(Covariance(x, x) + Diagonal(x, ridge)), right = linalg.cholesky(Covariance(y, y) + Diagonal(y, ridge));
        Tensor half = linalg.solve_triangular(left, Covariance(x, y), upper: false); // L1^-1 S12
        return linalg.svdvals(linalg.solve_triangular(right, half.transpose(0, 1), upper: false)).sum(); // of its transpose: the same values
    }

    private static Tensor Centred(Tensor x)
    {
        x = x.to(ScalarType.Float64);
        return x - x.mean([0], true);
    }

    private static Tensor Covariance(Tensor x, Tensor y) => x.transpose(0, 1).mm(y) / (x.shape[0] - 1);

    private static Tensor Diagonal(Tensor x, double value) => eye(x.shape[1], dtype: ScalarType.Float64, device: x.device) * value;
}
