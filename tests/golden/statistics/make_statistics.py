"""p values of SciPy for the paired tests. Run: /usr/bin/python3 tests/golden/statistics/make_statistics.py"""
import itertools
import json
import pathlib

import numpy as np
import scipy
from scipy import stats

out = {"scipy": scipy.__version__}

# McNemar, exact: clips that only the first, only the second system recognised
out["mcnemar"] = [
    {"first": a, "second": b, "p": stats.binomtest(a, a + b, 0.5).pvalue if a + b else 1.0}
    for a, b in [(0, 0), (0, 1), (1, 5), (5, 1), (3, 3), (10, 25), (40, 61), (7, 0), (250, 200), (900, 1000)]
]

rng = np.random.default_rng(20220310)


def permutation(d, resamples):
    # paired: a permutation of type samples swaps the two systems actor by actor, which flips the sign of the difference
    result = stats.permutation_test((d, np.zeros_like(d)), lambda x, y, axis: np.mean(x - y, axis=axis), permutation_type="samples",
                                    vectorized=True, n_resamples=resamples, alternative="two-sided")
    return float(result.pvalue)


out["permutation"] = []
for n in [2, 3, 5, 8, 12, 16]:
    d = np.round(rng.normal(0.03, 0.06, n), 4)
    out["permutation"].append({"differences": d.tolist(), "p": permutation(d, 2 ** n)})
# multiples of 1/60, as clips of an actor give them: many patterns tie with the measured one
d = rng.integers(-4, 8, 12) / 60
out["permutation"].append({"differences": d.tolist(), "p": permutation(d, 2 ** 12)})
out["permutation"].append({"differences": [0.0] * 6, "p": 1.0})

# 20 actors: beyond what is counted; all 2^20 patterns here
d = np.round(rng.normal(0.02, 0.05, 20), 4)
signs = np.array(list(itertools.product([1.0, -1.0], repeat=10)))
low, high = signs @ d[:10], signs @ d[10:]
sums = np.abs(low[:, None] + high[None, :])
out["twenty"] = {"differences": d.tolist(), "p": float(np.mean(sums >= abs(d.sum()) - 1e-12))}

pathlib.Path(__file__).with_name("statistics.json").write_text(json.dumps(out, indent=1) + "\n")
