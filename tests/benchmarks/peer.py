#!/usr/bin/env python3
"""The same models and features in Python, on the same libtorch: the other side of every paired measurement (run.py).

Written as PyTorch code is usually written: nn.Module, F.*, in-place ReLU in the video network as in Hara's code, torch.optim.Adam,
torchaudio.transforms.MFCC. Names of parameters are those of the kit, so that weights written by the kit load as they are.

Reads one request a line (JSON) from standard input and answers in one line, exactly as `CFNSR.Repro.Benchmarks serve` does.
"""
import json
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


# ---------------------------------------------------------------------------------------------------- networks (data/paper/models.md §1, 4)
class Block(nn.Module):
    def __init__(self, cin, planes, groups, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv3d(cin, planes, 1, bias=False), nn.BatchNorm3d(planes)
        self.conv2 = nn.Conv3d(planes, planes, 3, stride, 1, groups=groups, bias=False)
        self.bn2 = nn.BatchNorm3d(planes)
        self.conv3, self.bn3 = nn.Conv3d(planes, 2 * planes, 1, bias=False), nn.BatchNorm3d(2 * planes)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or cin != 2 * planes:
            self.downsample = nn.Sequential(nn.Conv3d(cin, 2 * planes, 1, stride, bias=False), nn.BatchNorm3d(2 * planes))

    def forward(self, x):
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        y += x if self.downsample is None else self.downsample(x)
        return self.relu(y)


class ResNeXt(nn.Module):
    def __init__(self, blocks, width, groups, classes=None):
        super().__init__()
        self.conv1 = nn.Conv3d(3, width, 7, (1, 2, 2), 3, bias=False)
        self.bn1, self.relu = nn.BatchNorm3d(width), nn.ReLU(inplace=True)
        cin = width
        for stage, count in enumerate(blocks):
            planes, layer = 2 * width * 2**stage, []
            for i in range(count):
                layer.append(Block(cin, planes, groups, 2 if stage and not i else 1))
                cin = 2 * planes
            setattr(self, f"layer{stage + 1}", nn.Sequential(*layer))
        if classes:
            self.fc = nn.Linear(cin, classes)

    def forward(self, x):
        x = F.max_pool3d(self.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        return self.layer4(self.layer3(self.layer2(self.layer1(x))))

    def classify(self, x):
        return self.fc(F.adaptive_avg_pool3d(x, 1).flatten(1))


class MfccCnn(nn.Module):
    def __init__(self, classes=None, width=32, steps=26):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv1d(13, width, 7, padding=2), nn.BatchNorm1d(width)
        self.conv2, self.bn2 = nn.Conv1d(width, width, 7, padding=2), nn.BatchNorm1d(width)
        self.dropout1 = nn.Dropout(0.2)
        self.conv3, self.bn3 = nn.Conv1d(width, 2 * width, 5, padding=2), nn.BatchNorm1d(2 * width)
        self.dropout2 = nn.Dropout(0.4)
        if classes:
            self.fc1 = nn.Linear(2 * width * steps, classes)

    def forward(self, x):
        x = self.bn1(F.relu(self.conv1(x)))
        x = self.bn2(F.max_pool1d(F.relu(self.conv2(x)), 8))
        return self.bn3(F.relu(self.conv3(self.dropout1(x))))

    def classify(self, x):
        return self.fc1(self.dropout2(x.flatten(1)))


def sinusoids(length, width):
    half = width // 2
    w = np.exp(np.arange(half) * -(math.log(10000) / (half - 1)))
    angle = np.outer(np.arange(1, length + 1), w)
    return torch.from_numpy(np.concatenate([np.sin(angle), np.cos(angle)], 1)).float()


class TransformerLayer(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads = heads
        self.attention_norm, self.feed_forward_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.in_proj, self.out_proj = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fc1, self.fc2, self.dropout = nn.Linear(width, 4 * width), nn.Linear(4 * width, width), nn.Dropout(dropout)

    def forward(self, x):
        x = x + self.dropout(self.attend(self.attention_norm(x)))
        return x + self.dropout(self.fc2(self.dropout(F.relu(self.fc1(self.feed_forward_norm(x))))))

    def attend(self, x):
        n, length, width = x.shape
        q, k, v = (split(t, self.heads) for t in self.in_proj(x).chunk(3, -1))
        weights = self.dropout(torch.bmm(q / math.sqrt(q.shape[-1]), k.transpose(1, 2)).softmax(-1))
        return self.out_proj(torch.bmm(weights, v).reshape(n, self.heads, length, -1).transpose(1, 2).reshape(n, length, width))


def split(x, heads):
    n, length, width = x.shape
    return x.reshape(n, length, heads, width // heads).transpose(1, 2).reshape(n * heads, length, width // heads)


class Transformer(nn.Module):
    def __init__(self, width, length=26, layers=5, heads=8):
        super().__init__()
        self.scale, self.dropout = math.sqrt(width), nn.Dropout(0.3)
        self.layers = nn.ModuleList([TransformerLayer(width, heads, 0.1) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)
        self.register_buffer("positions", sinusoids(length, width), persistent=False)

    def forward(self, x):
        x = self.dropout(x * self.scale + self.positions)
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)


class Attention(nn.Module):
    def __init__(self, query, source, width=64, heads=8):
        super().__init__()
        self.heads = heads
        self.w_q, self.w_k = nn.Linear(query, width), nn.Linear(source, width)
        self.w_v, self.w_o = nn.Linear(source, width), nn.Linear(width, query)

    def forward(self, x, y):
        n, length, _ = x.shape
        q, k, v = split(self.w_q(x), self.heads), split(self.w_k(y), self.heads), split(self.w_v(y), self.heads)
        weights = (torch.bmm(q, k.transpose(1, 2)) / math.sqrt(q.shape[-1])).softmax(-1)
        return self.w_o(torch.bmm(weights, v).reshape(n, self.heads, length, -1).transpose(1, 2).reshape(n, length, -1))


class Cross(nn.Module):
    def __init__(self, query, source):
        super().__init__()
        self.attention, self.norm, self.dropout = Attention(query, source), nn.LayerNorm(query), nn.Dropout(0.1)

    def forward(self, x, y, present):
        read = self.attention(x, y)
        if not present:
            read = read * 0.0
        return self.norm(x + self.dropout(read))


class CrossBlock(nn.Module):
    def __init__(self, video, audio):
        super().__init__()
        self.audio_to_video, self.video_to_audio = Cross(video, audio), Cross(audio, video)

    def forward(self, v, a, has_video, has_audio):
        return self.audio_to_video(v, a, has_audio), self.video_to_audio(a, v, has_video)


class MsafNet(nn.Module):
    """CFNSR-MSAFNet; modality dropout zeroes one stream of a whole batch with probability 0.2."""

    def __init__(self, blocks, width, groups, drop=0.2):
        super().__init__()
        self.drop = drop
        self.video, self.audio = ResNeXt(blocks, width, groups), MfccCnn()
        self.transformer = Transformer(64)
        self.blocks = nn.ModuleList([CrossBlock(32 * width, 64)])
        self.dropout = nn.Dropout(0.4)
        self.classifier = nn.Linear(32 * width + 1664, 8)

    def forward(self, video, audio):
        v, a = self.video(video), self.audio(audio)
        v, a = v.flatten(2).transpose(1, 2), self.transformer(a.transpose(1, 2))
        has_video = has_audio = True
        if self.training and self.drop > 0:
            u = torch.rand(2).tolist()  # whether, and which
            if u[0] < self.drop:
                has_video, has_audio = u[1] < 0.5, u[1] >= 0.5
            if not has_video:
                v = v * 0.0
            if not has_audio:
                a = a * 0.0
        for block in self.blocks:
            v, a = block(v, a, has_video, has_audio)
        return self.classifier(torch.cat([v.mean(1), self.dropout(a.transpose(1, 2).flatten(1))], 1))


class Audio(nn.Module):
    def __init__(self):
        super().__init__()
        self.audio = MfccCnn(8)

    def forward(self, video, audio):
        return self.audio.classify(self.audio(audio))


# ---------------------------------------------------------------------------------------------------- requests
def wave(*shape):
    return (torch.arange(math.prod(shape), dtype=torch.float64).square() * 0.001).sin().reshape(shape).float()


class Peer:
    def threads(self, count):
        torch.set_num_threads(count)
        return {"threads": torch.get_num_threads(), "torch": torch.__version__}

    def open(self, system, batch, frames, size, width, cardinality, blocks, dropout=True):
        """Builds the network. Inputs come from a formula, since versions of libtorch draw other numbers from one seed; so without dropout both sides
        compute the same losses."""
        self.model = Audio() if system == "audio" else MsafNet([int(b) for b in blocks.split(",")], width, cardinality)
        self.audio = wave(batch, 13, 212)
        self.video = self.audio if system == "audio" else wave(batch, 3, frames, size, size)
        self.labels = torch.arange(batch) % 8
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.model.train()
        if not dropout:
            self.model.drop = 0
            for module in self.model.modules():
                if isinstance(module, nn.Dropout):
                    module.p = 0.0
        self.done = 0
        return {"parameters": sum(p.numel() for p in self.model.parameters())}

    def weights(self, folder):
        """Takes the weights that the kit wrote."""
        state = self.model.state_dict()
        names = sorted(f[:-4] for f in os.listdir(folder))
        missing = [k for k in state if not k.endswith("num_batches_tracked") and k not in names]
        unknown = [k for k in names if k not in state]
        if missing or unknown:
            raise ValueError(f"weights do not fit: missing {missing[:3]}, unknown {unknown[:3]}")
        with torch.no_grad():
            for name in names:
                state[name].copy_(torch.from_numpy(np.load(os.path.join(folder, name + ".npy"))).reshape(state[name].shape))
        return {}

    def step(self, count):
        """Training steps as the trainer makes them; milliseconds and loss of each."""
        ms, cpu, losses = [], [], []
        for _ in range(count):
            start, busy = time.perf_counter(), time.process_time()
            torch.manual_seed(1000 + self.done)
            self.optimizer.zero_grad(set_to_none=True)
            output = self.model(self.video, self.audio)
            loss = F.cross_entropy(output, self.labels)
            value = loss.item()
            loss.backward()
            self.optimizer.step()
            with torch.no_grad():
                (output.detach().softmax(-1).argmax(1) == self.labels).sum().item()
            ms.append((time.perf_counter() - start) * 1e3)
            cpu.append((time.process_time() - busy) * 1e3)
            losses.append(value)
            self.done += 1
        return {"ms": ms, "cpu": cpu, "loss": losses}

    def mfcc(self, file, count, out=None):
        """MFCC of the samples in a .npy file, many times over."""
        if not hasattr(self, "transform"):
            import torchaudio

            self.transform = torchaudio.transforms.MFCC(
                sample_rate=44100, n_mfcc=13, dct_type=2, norm="ortho", log_mels=False,
                melkwargs=dict(n_fft=2048, hop_length=512, n_mels=128, f_min=0.0, f_max=22050.0, norm="slaney", mel_scale="slaney",
                               center=True, pad_mode="reflect", power=2.0))
        samples = np.load(file)
        ms, cpu = [], []
        with torch.no_grad():
            for _ in range(count):
                start, busy = time.perf_counter(), time.process_time()
                result = self.transform(torch.from_numpy(samples)).numpy()
                ms.append((time.perf_counter() - start) * 1e3)
                cpu.append((time.process_time() - busy) * 1e3)
        if out:
            np.save(out, result)
        return {"ms": ms, "cpu": cpu}

    def decode(self, file):
        """Frames that OpenCV's Python binding decodes."""
        import cv2

        start = time.perf_counter()
        capture, frames = cv2.VideoCapture(file, cv2.CAP_FFMPEG), 0
        while capture.grab():
            frames += 1
        return {"ms": [(time.perf_counter() - start) * 1e3], "frames": frames}

    def read(self, file, block=1 << 20):
        """Reads a file from beginning to end, as dd does."""
        buffer, start, total = bytearray(block), time.perf_counter(), 0
        with open(file, "rb", buffering=0) as f:
            while got := f.readinto(buffer):
                total += got
        return {"ms": [(time.perf_counter() - start) * 1e3], "bytes": total}

    def memory(self, reset=False):
        return memory(reset)


def memory(reset):
    """Resident memory now and at most since the last reset, MB; of it mapped files."""
    with open("/proc/self/status") as f:
        lines = dict(line.split(":", 1) for line in f)
    if reset:
        with open("/proc/self/clear_refs", "w") as f:
            f.write("5")
    return {name: int(lines[key].split()[0]) / 1024 for name, key in (("now", "VmRSS"), ("peak", "VmHWM"), ("files", "RssFile"))}


def main():
    peer = Peer()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(peer, request.pop("do"))(**request)
        except Exception as e:  # told to the driver, which stops
            answer = {"error": f"{type(e).__name__}: {e}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
