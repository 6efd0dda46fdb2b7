#!/usr/bin/env python3
"""Makes the golden numbers beside it: MFCC, log-mel, resampler and mel filters of formula signals, float64 NumPy/SciPy.

Independent of the C# code and of librosa; the definitions are librosa's (see lib/CFNSR.Repro/Features).
The committed files are what NumPy 1.24.2 and SciPy 1.10.1 give, bit for bit.
usage: make.py [FOLDER]     writes the .npy files into FOLDER (default: its own)
"""
import math, os, sys
import numpy as np
import scipy.fft
import scipy.signal

HERE = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))


def tones():
    """Two tones that grow, 44.1 kHz, 108,045 samples."""
    n = np.arange(108045)
    return (0.5 * np.sin(2 * np.pi * 440 * n / 44100) + 0.25 * np.sin(2 * np.pi * 1000 * n / 44100 + 0.3)) * (0.5 + 0.5 * n / 108045)


def voice(rate, count):
    """A gliding harmonic sound with pauses over a little noise from a linear congruential generator."""
    t = np.arange(count) / rate
    phase = 2 * np.pi * 120 * t - 30 / 1.3 * (np.cos(2 * np.pi * 1.3 * t) - 1)
    y = sum(np.sin(k * phase) / k for k in range(1, 21)) * 0.2 * np.maximum(0, np.sin(2 * np.pi * 0.9 * t))
    state, noise = 12345, np.empty(count)
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2 ** 32
        noise[i] = state / 2 ** 31 - 1
    return (y + 0.003 * noise).astype(np.float32).astype(np.float64)


def taps(up, down, zeros=96, rolloff=0.9565, beta=12.27):
    m = max(up, down)
    return scipy.signal.firwin(2 * zeros * m + 1, rolloff / m, window=("kaiser", beta))


def resample(x, sr_in, sr_out):
    g = math.gcd(sr_in, sr_out)
    up, down = sr_out // g, sr_in // g
    return scipy.signal.resample_poly(x, up, down, window=taps(up, down))[:math.ceil(len(x) * up / down)]


def hz_to_mel(f):
    return 3 * f / 200 if f < 1000 else 15 + 27 * math.log(f / 1000) / math.log(6.4)


def mel_to_hz(m):
    return 200 * m / 3 if m < 15 else 1000 * math.exp(math.log(6.4) / 27 * (m - 15))


def mel_filters(sr, n_fft, n_mels, fmin, fmax):
    edges = np.array([mel_to_hz(m) for m in np.linspace(hz_to_mel(fmin), hz_to_mel(fmax), n_mels + 2)])
    f = np.arange(n_fft // 2 + 1) * sr / n_fft
    lo, mid, hi = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    return np.maximum(np.minimum((f - lo) / (mid - lo), (hi - f) / (hi - mid)), 0) * 2 / (hi - lo)


def mel_power(y, sr, n_fft, win, hop, n_mels, fmin, fmax, mode):
    y = np.pad(y, n_fft // 2, mode=mode)
    w = np.zeros(n_fft)
    a = (n_fft - win) // 2
    w[a:a + win] = scipy.signal.get_window("hann", win, fftbins=True)
    frames = np.stack([y[i:i + n_fft] * w for i in range(0, len(y) - n_fft + 1, hop)])
    return mel_filters(sr, n_fft, n_mels, fmin, fmax) @ (np.abs(scipy.fft.rfft(frames, axis=1)) ** 2).T


def decibels(p):
    d = 10 * np.log10(np.maximum(p, 1e-10))
    return np.maximum(d, d.max() - 80)


def mfcc(y, sr, mode):
    return scipy.fft.dct(decibels(mel_power(y, sr, 2048, 2048, 512, 128, 0, sr / 2, mode)), type=2, norm="ortho", axis=0)[:13]


def save(name, a):
    np.save(os.path.join(HERE, name + ".npy"), np.ascontiguousarray(a))


def sparse(name, a):
    """Flat indices and values of the non-zero entries."""
    i = np.flatnonzero(a)
    save(name + "_index", i.astype(np.int32))
    save(name + "_value", a.ravel()[i].astype(np.float32))


f32 = lambda a: a.astype(np.float32)
save("tones_reflect", f32(mfcc(tones(), 44100, "reflect")))
save("tones_constant", f32(mfcc(tones(), 44100, "constant")))
cut = voice(48000, 117600)
save("voice_44k_reflect", f32(mfcc(resample(cut, 48000, 44100), 44100, "reflect")))
save("voice_48k_constant", f32(mfcc(cut, 48000, "constant")))
three = voice(48000, 144000)
save("voice_logmel_small", f32(decibels(mel_power(resample(three, 48000, 24000), 24000, 1024, 1024, 480, 64, 40, 12000, "constant"))[:, :150]))
save("voice_logmel_coarse", f32(decibels(mel_power(resample(three, 48000, 24000), 24000, 2048, 2048, 1125, 64, 40, 12000, "constant"))[:, :64]))
d = decibels(mel_power(resample(three, 48000, 44100), 44100, 2048, 1380, 345, 128, 0, 22050, "constant"))
save("voice_logmel_erann_4", f32((d - d.max() + 80) / 80)[:, ::4])
for a, b in ((48000, 44100), (48000, 24000), (22050, 44100), (16000, 44100), (44100, 8000)):
    save(f"voice_{a}_{b}_17", f32(resample(voice(a, 10007), a, b))[::17])
save("taps_147_160_16", taps(147, 160)[::16])
sparse("mel_44100", mel_filters(44100, 2048, 128, 0, 22050))
sparse("mel_48000", mel_filters(48000, 2048, 128, 0, 24000))
