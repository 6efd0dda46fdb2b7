"""Numbers of PyTorch for the tests of the TorchSharp stand-in. Run: python3 tests/golden/torchsharp/make_torchsharp.py"""
import json
import pathlib

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)


def flat(t):
    return [round(float(v), 7) for v in t.detach().double().flatten()]


def optimizer(make):
    p = nn.Parameter(torch.tensor([1.0, -2.0, 3.0, 0.5]))
    o = make([p])
    steps = []
    for i in range(3):
        o.zero_grad()
        (p * torch.tensor([0.5, -1.0, 2.0, 1.0]) * (i + 1) + p * p).sum().backward()
        o.step()
        steps.append(flat(p))
    return steps


out = {"torch": torch.__version__}
out["optimizers"] = {
    "adam": optimizer(lambda p: torch.optim.Adam(p, 0.1)),
    "adam_decay_amsgrad": optimizer(lambda p: torch.optim.Adam(p, 0.1, (0.8, 0.99), 1e-6, 0.05, True)),
    "adamw": optimizer(lambda p: torch.optim.AdamW(p, 0.1, weight_decay=0.2)),
    "sgd": optimizer(lambda p: torch.optim.SGD(p, 0.1)),
    "sgd_momentum": optimizer(lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.01, nesterov=True)),
}

torch.manual_seed(1)
out["random"] = {"randn": flat(torch.randn(5)), "rand": flat(torch.rand(5)), "randperm": torch.randperm(8).tolist(),
                 "randint": torch.randint(0, 100, (5,)).tolist(), "bernoulli": flat(torch.bernoulli(torch.full((8,), 0.5))),
                 "dropout": flat(F.dropout(torch.ones(12), 0.5)), "multinomial": torch.multinomial(torch.tensor([1.0, 2.0, 3.0]), 6, True).tolist()}

layers = {
    "linear": (lambda: nn.Linear(4, 3), (2, 4)),
    "conv1d": (lambda: nn.Conv1d(2, 3, 3, 2, 1), (1, 2, 9)),
    "conv2d": (lambda: nn.Conv2d(2, 4, 3, padding="same", groups=2), (1, 2, 5, 5)),
    "conv3d": (lambda: nn.Conv3d(2, 2, (3, 1, 1), (2, 1, 1), (1, 0, 0), bias=False), (1, 2, 5, 2, 2)),
    "batchnorm": (lambda: nn.BatchNorm1d(3), (4, 3)),
    "layernorm": (lambda: nn.LayerNorm(4), (2, 4)),
    "groupnorm": (lambda: nn.GroupNorm(2, 4), (2, 4, 3)),
    "embedding": (lambda: nn.Embedding(5, 3), None),
    "encoder_layer": (lambda: nn.TransformerEncoderLayer(8, 2, 16, 0.0), (3, 2, 8)),
}
out["layers"] = {}
for name, (make, shape) in layers.items():
    torch.manual_seed(7)
    layer = make()
    x = torch.tensor([[0, 3], [4, 1]]) if shape is None else torch.randn(shape)
    out["layers"][name] = flat(layer(x))

torch.manual_seed(7)
lstm = nn.LSTM(3, 4, 2, batch_first=True, bidirectional=True)
x = torch.randn(2, 5, 3)
y, (h, c) = lstm(x)
out["lstm"] = {"names": [n for n, _ in lstm.named_parameters()], "output": flat(y), "h": flat(h), "c": flat(c)}
torch.manual_seed(7)
gru = nn.GRU(3, 4, 1)
y, h = gru(torch.randn(5, 2, 3))
out["gru"] = {"output": flat(y), "h": flat(h)}
torch.manual_seed(7)
cell = nn.LSTMCell(3, 4)
h, c = cell(torch.randn(2, 3))
out["lstm_cell"] = {"h": flat(h), "c": flat(c)}

torch.manual_seed(7)
mha = nn.MultiheadAttention(8, 2)
q, k, v = torch.randn(3, 2, 8), torch.randn(4, 2, 8), torch.randn(4, 2, 8)
hide = torch.tensor([[False, False, False, True], [False, True, False, False]])
y, w = mha(q, k, v, key_padding_mask=hide)
s, _ = mha(q, q, q, need_weights=False, attn_mask=torch.triu(torch.full((3, 3), float("-inf")), 1))
out["attention"] = {"output": flat(y), "weights": flat(w), "causal": flat(s)}
torch.manual_seed(7)
mha = nn.MultiheadAttention(8, 2, add_bias_kv=True, add_zero_attn=True, kdim=6, vdim=5)
y, w = mha(torch.randn(3, 2, 8), torch.randn(4, 2, 6), torch.randn(4, 2, 5))
out["attention_other_sizes"] = {"output": flat(y), "weights": flat(w)}

logits = torch.tensor([[0.2, -1.0, 2.0], [1.5, 0.3, -0.2], [0.0, 0.1, 0.2], [3.0, 2.0, 1.0]], requires_grad=True)
labels = torch.tensor([2, 0, 1, 2])
loss = F.cross_entropy(logits, labels, label_smoothing=0.1)
loss.backward()
weight = torch.tensor([0.5, 1.0, 2.0])
p = torch.tensor([[0.2, 0.3, 0.5]])
t = torch.tensor([[0.1, 0.6, 0.3]])
out["losses"] = {
    "cross_entropy": flat(F.cross_entropy(logits, labels)), "smoothed": flat(loss), "smoothed_gradient": flat(logits.grad),
    "weighted": flat(F.cross_entropy(logits, labels, weight)), "ignored": flat(F.cross_entropy(logits, torch.tensor([2, -100, 1, -100]))),
    "nll": flat(F.nll_loss(F.log_softmax(logits, 1), labels)), "mse": flat(F.mse_loss(p, t)), "kl": flat(F.kl_div(p.log(), t, reduction="batchmean") / 3),
    "bce": flat(F.binary_cross_entropy_with_logits(p, t)),
}
x = torch.arange(24.0).reshape(2, 3, 4).sin()
out["functions"] = {
    "stft": flat(torch.view_as_real(torch.stft(torch.arange(32.0).cos(), 8, 4, window=torch.hann_window(8), return_complex=True))),
    "irfft": flat(torch.fft.irfft(torch.fft.rfft(torch.arange(9.0).cos()), 9)), "einsum": flat(torch.einsum("abc,adc->bd", x, x)),
    "index": flat(x[:, 1:, ::2]), "pick": flat(x[torch.tensor([1, 0]), :, torch.tensor([2, 3])]), "mask": flat(x[x > 0.5]),
    "std": flat(x.std((0, 2))), "topk": flat(x.topk(2, -1)[0]), "interpolate": flat(F.interpolate(x, scale_factor=1.5, mode="linear")),
    "pad": flat(F.pad(x, (1, 2), "reflect")), "svd": flat(torch.linalg.svd(x[0])[1]), "norm": flat(F.normalize(x, dim=2)), "quantile": flat(x.quantile(torch.tensor([0.1, 0.5]))),
}
torch.manual_seed(11)
w = torch.empty(3, 5)
out["init"] = {n: flat(f(w)) for n, f in {
    "kaiming_normal": nn.init.kaiming_normal_, "kaiming_uniform": nn.init.kaiming_uniform_, "xavier_normal": nn.init.xavier_normal_,
    "xavier_uniform": nn.init.xavier_uniform_, "kaiming_fan_out_relu": lambda t: nn.init.kaiming_normal_(t, mode="fan_out", nonlinearity="relu")}.items()}

path = pathlib.Path(__file__).with_name("torchsharp.json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
print(path.name, path.stat().st_size, "bytes")
