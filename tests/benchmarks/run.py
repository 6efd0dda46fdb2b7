#!/usr/bin/env python3
"""Paired measurements: the kit and its Python peer in turn, in one run, on the same inputs; prints ratios with their spread.

Both sides are processes that answer requests one at a time, so that only one works at any moment; which goes first changes from round
to round. A ratio is taken within a round (kit / peer, below 1 means the kit is faster); its median and quartiles are printed. Both have
the same number of threads, the same OpenBLAS and the same malloc settings. Usage: see run.sh.
"""
import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WORK = os.path.join(ROOT, "artifacts", "bench")
KIT = os.path.join(ROOT, "artifacts", "kit", "cfnsr")
BENCH = os.path.join(ROOT, "artifacts", "bin", "CFNSR.Repro.Benchmarks", "release_linux-x64", "CFNSR.Repro.Benchmarks.dll")
PARTS = ["check", "steps", "memory", "mfcc", "video", "loader", "start", "linear"]

NETWORKS = {
    "classroom": dict(system="cfnsr-msafnet", batch=16, frames=8, size=64, width=8, cardinality=4, blocks="1,1,1,1"),
    "16x112x112": dict(system="cfnsr-msafnet", batch=2, frames=16, size=112, width=64, cardinality=32, blocks="3,4,6,3"),
    "30x224x224": dict(system="cfnsr-msafnet", batch=2, frames=30, size=224, width=64, cardinality=32, blocks="3,4,6,3"),
    "MfccCnn": dict(system="audio", batch=16, frames=8, size=64, width=8, cardinality=4, blocks="1,1,1,1"),
}
RESULTS = []


def settings(threads):
    """One number of threads for OpenMP and OpenBLAS, no spinning while the other side works, freed memory kept, as the kit does."""
    return dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads), OMP_WAIT_POLICY="PASSIVE",
                MALLOC_MMAP_MAX_="0", MALLOC_TRIM_THRESHOLD_=str(1 << 62), MALLOC_TOP_PAD_=str(64 << 20))


class Side:
    def __init__(self, name, threads):
        command = ["dotnet", BENCH, "serve"] if name == "kit" else ["/usr/bin/python3", os.path.join(HERE, "peer.py")]
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=settings(threads), cwd=WORK)
        self.ask("threads", count=threads)

    def ask(self, do, **request):
        self.process.stdin.write(json.dumps(dict(do=do, **request)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else {"error": "it ended"}
        if "error" in answer:
            raise SystemExit(f"benchmarks: {self.name} cannot {do}: {answer['error']}")
        return answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)


def quartiles(values):
    return [float(q) for q in np.percentile(values, [25, 50, 75])]


def told(what, unit, kit, peer, mark=None, note=""):
    """Prints and keeps one comparison; kit and peer are the numbers of the rounds."""
    low, middle, high = quartiles([k / p for k, p in zip(kit, peer)])
    line = dict(what=what, unit=unit, kit=statistics.median(kit), peer=statistics.median(peer), ratio=middle, quartiles=[low, high],
                rounds=len(kit), mark=mark, note=note)
    RESULTS.append(line)
    print(f"{what:42s} kit {line['kit']:10.2f} {unit}  peer {line['peer']:10.2f} {unit}  ratio {middle:.3f} [{low:.3f}, {high:.3f}]"
          f"{f'  mark {mark}' if mark else ''}{f'  ({note})' if note else ''}", flush=True)


def alone(what, unit, values, mark=None, note=""):
    low, middle, high = quartiles(values)
    RESULTS.append(dict(what=what, unit=unit, kit=middle, quartiles=[low, high], rounds=len(values), mark=mark, note=note))
    print(f"{what:42s} {middle:10.3f} {unit} [{low:.3f}, {high:.3f}]{f'  mark {mark}' if mark else ''}{f'  ({note})' if note else ''}", flush=True)


def paired(rounds, first, second):
    """The two measurements in turn; who begins changes from round to round."""
    a, b = [], []
    for i in range(rounds):
        for side in ((0, 1) if i % 2 == 0 else (1, 0)):
            (b if side else a).append((second if side else first)())
    return a, b


def repeated(kit, peer, rounds, do, **request):
    """Rounds of many repetitions: the median of each round, and what the least disturbed twentieth of all repetitions says."""
    every = {kit.name: [], peer.name: []}

    def once(side):
        answer = side.ask(do, **request)
        every[side.name] += answer["ms"]
        return statistics.median(answer["ms"])

    a, b = paired(rounds, lambda: once(kit), lambda: once(peer))
    least = [float(np.percentile(every[side.name], 5)) for side in (kit, peer)]
    return a, b, f"least disturbed twentieth {least[0]:.3f} and {least[1]:.3f} ms, ratio {least[0] / least[1]:.3f}"


def same_start(kit, peer, name, dropout=True):
    """One network on both sides, with the same weights and inputs."""
    weights = os.path.join(WORK, "weights", name)
    shutil.rmtree(weights, ignore_errors=True)
    a, b = (side.ask("open", dropout=dropout, **NETWORKS[name]) for side in (kit, peer))
    kit.ask("export", weights=weights), peer.ask("weights", folder=weights)
    if a != b:
        raise SystemExit(f"benchmarks: {name} differs: {a} and {b}")
    return a["parameters"]


def same_losses(a, b, name, tolerance):
    worst = max(abs(x - y) / abs(y) for x, y in zip(a["loss"], b["loss"]))
    if not worst <= tolerance:
        raise SystemExit(f"benchmarks: losses of {name} differ by {worst:.2g}: {a['loss']} and {b['loss']}")
    return worst


# ---------------------------------------------------------------------------------------------------- parts
def check(rounds):
    """Both sides give the same numbers: losses of three steps from the same weights (without dropout, whose masks differ between versions of libtorch) and MFCC."""
    with Side("kit", 1) as kit, Side("peer", 1) as peer:
        for name in ("classroom", "MfccCnn"):
            count = same_start(kit, peer, name, dropout=False)
            a, b = kit.ask("step", count=3), peer.ask("step", count=3)
            print(f"same numbers: {name}, {count:,} parameters, losses {', '.join(f'{x:.6f}' for x in a['loss'])}; relative difference {same_losses(a, b, name, 1e-4):.1e}")
        print(f"same numbers: MFCC, largest difference {same_mfcc(kit, peer, voice()):.1e}")


def steps(rounds):
    marks = {"classroom": "<= 1.00", "16x112x112": "<= 1.00", "MfccCnn": "<= 0.80"}
    for threads in (1, 2):
        for name, per_round, warm in (("classroom", 5, 20), ("MfccCnn", 50, 300), ("16x112x112", 1, 1)):
            with Side("kit", threads) as kit, Side("peer", threads) as peer:
                same_start(kit, peer, name, dropout=False)
                worst = same_losses(kit.ask("step", count=3), peer.ask("step", count=3), name, 2e-3 if name == "16x112x112" else 1e-4)
                same_start(kit, peer, name)
                kit.ask("step", count=warm), peer.ask("step", count=warm)
                few = max(3, rounds // 3) if name == "16x112x112" else rounds
                a, b, least = repeated(kit, peer, few, "step", count=per_round)
                told(f"step {name}, {threads} thread{'s' * (threads > 1)}", "ms", a, b, marks[name], f"{least}; losses differ by {worst:.0e}")


def memory(rounds):
    """Resident memory that a network, its optimiser and its steps add to a process that has loaded everything."""
    for name, count in (("classroom", 10), ("16x112x112", 2)):
        def measure(side_name):
            with Side(side_name, 1) as side:
                side.ask("open", **NETWORKS["MfccCnn"])
                side.ask("step", count=2)
                before = side.ask("memory", reset=True)["now"]
                side.ask("open", **NETWORKS[name])
                side.ask("step", count=count)
                return side.ask("memory")["peak"] - before

        a, b = paired(3, lambda: measure("kit"), lambda: measure("peer"))
        told(f"memory of training, {name}", "MB", a, b, "<= 1.1")


def same_mfcc(kit, peer, file):
    out = [os.path.join(WORK, f"mfcc-{s.name}.npy") for s in (kit, peer)]
    for side, path in zip((kit, peer), out):
        side.ask("mfcc", file=file, count=1, out=path)
    a, b = (np.load(path) for path in out)
    worst = float(np.abs(a - b).max())
    if a.shape != b.shape or not worst <= 2e-2:
        raise SystemExit(f"benchmarks: MFCC differ by {worst:.2g}, shapes {a.shape} and {b.shape}")
    return worst


def mfcc(rounds):
    for threads in (1, 2):
        with Side("kit", threads) as kit, Side("peer", threads) as peer:
            file = voice()
            worst = same_mfcc(kit, peer, file)
            for side in (kit, peer):
                side.ask("mfcc", file=file, count=200)
            a, b, least = repeated(kit, peer, rounds, "mfcc", file=file, count=40)
            told(f"MFCC of a clip, {threads} thread{'s' * (threads > 1)}", "ms", a, b, "<= 0.5", f"{least}; arrays differ by {worst:.0e}")


def video(rounds):
    """Decode and scale: the kit prepares clips (30 frames of 224 x 224), ffmpeg decodes and scales the same files and keeps nothing."""
    files, cores = video_files(12), os.cpu_count()
    data = os.path.dirname(os.path.dirname(files[0]))
    frames = sum(frame_count(f) for f in files)

    def ffmpeg(threads, jobs):
        start, queue, running = time.perf_counter(), list(files), []
        while queue or running:
            while queue and len(running) < jobs:
                running.append(subprocess.Popen(["ffmpeg", "-nostdin", "-loglevel", "error", "-threads", str(threads), "-i", queue.pop(0), "-an",
                                                 "-vf", "scale=224:224:flags=area", "-pix_fmt", "rgb24", "-f", "rawvideo", "-y", "/dev/null"]))
            running.pop(0).wait()
        return frames / (time.perf_counter() - start)

    def kit_rate(kit, box):
        store = os.path.join(WORK, "store-video")
        shutil.rmtree(store, ignore_errors=True)
        return frames / (kit.ask("prepare", data=data, store=store, box=box, frames=30, size=224, workers=cores)["ms"][0] / 1e3)

    with Side("kit", 1) as kit, Side("peer", 1) as peer:
        for file in files[:2]:
            a, b = kit.ask("decode", file=file), peer.ask("decode", file=file)
            if a["frames"] != b["frames"]:
                raise SystemExit(f"benchmarks: {file}: {a['frames']} and {b['frames']} frames")
        few = max(3, rounds // 3)
        for box in ("centre", "haar"):
            kit_rate(kit, box)
            for name, threads, jobs in (("one process a core", 1, cores), ("one process, all threads", 0, 1)):
                a, b = paired(few, lambda: kit_rate(kit, box), lambda: ffmpeg(threads, jobs))
                told(f"prepare 720p, box {box}; ffmpeg {name}", "frames/s", a, b, ">= 0.8")


def loader(rounds):
    """Feeding: the paper model's own step, then an epoch of 1,440 clips at its size beside a plain read of the store's file; memory meanwhile."""
    network = NETWORKS["30x224x224"]
    with Side("kit", os.cpu_count()) as kit:
        kit.ask("open", **network)
        kit.ask("step", count=1)
        step = [network["batch"] / (ms / 1e3) for ms in kit.ask("step", count=3)["ms"]]
        alone("step of CFNSR-MSAFNet, 30x224x224", "clips/s", step, note="all cores")
    store = frame_store(1440)
    file = os.path.join(store, "frames.npy")
    with Side("kit", 1) as kit, Side("peer", 1) as peer:
        for augment in (True, False):
            kit.ask("memory", reset=True)
            a, b = paired(3, lambda: kit.ask("load", store=store, workers=os.cpu_count(), batch=16, augment=augment, epoch=1)["ms"][0] / 1e3,
                          lambda: peer.ask("read", file=file)["ms"][0] / 1e3)
            told(f"epoch of 1,440 clips, {'augmented' if augment else 'as stored'}; plain read", "s", a, b)
            m = kit.ask("memory")
            alone("  clips a second", "clips/s", [1440 / x for x in a], ">= 20 x the step", f"{1440 / statistics.median(a) / statistics.median(step):.0f} x")
            alone("  resident memory at most", "MB", [m["peak"]], "< 1500", f"of it mapped files at the end: {m['files']:.0f} MB")


def start(rounds):
    def help_seconds():
        begin = time.perf_counter()
        subprocess.run([KIT, "--help"], stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begin

    help_seconds()
    alone("cfnsr --help", "s", [help_seconds() for _ in range(4 * rounds)], "< 0.3")


def linear(rounds):
    """Time and memory for 60, 240, 960 and 1,440 clips: preparing small films with WAV files, and an epoch of loading at paper size."""
    for clips in (60, 240, 960, 1440):
        data, store = small_clips(clips), os.path.join(WORK, "store-linear")
        shutil.rmtree(store, ignore_errors=True)
        with Side("kit", 1) as kit:
            kit.ask("memory", reset=True)
            made = kit.ask("prepare", data=data, store=store, box="centre", frames=8, size=64, workers=os.cpu_count())
            alone(f"prepare {clips} clips", "ms/clip", [made["ms"][0] / clips],
                  note=f"processor {made['cpu'][0] / clips:.2f} ms/clip, at most {kit.ask('memory')['peak']:.0f} MB")
    for clips in (60, 240, 960, 1440):
        with Side("kit", 1) as kit:
            kit.ask("memory", reset=True)
            store = frame_store(clips)
            load = [kit.ask("load", store=store, workers=os.cpu_count(), batch=16, augment=True, epoch=e) for e in range(1, 4)]
            alone(f"epoch of loading {clips} clips", "ms/clip", [x["ms"][0] / clips for x in load],
                  note=f"processor {statistics.median(x['cpu'][0] for x in load) / clips:.2f} ms/clip, at most {kit.ask('memory')['peak']:.0f} MB")


# ---------------------------------------------------------------------------------------------------- inputs
def avatars(folder, size, actors):
    """Drawn clips with sound, made once by the kit."""
    if not os.path.exists(os.path.join(folder, "done")):
        print(f"making {60 * actors} clips of {size}", flush=True)
        subprocess.run([KIT, "avatars", "--actors", str(actors), "--size", size, "--out", folder], check=True, stdout=subprocess.DEVNULL)
        open(os.path.join(folder, "done"), "w").close()
    return sorted(os.path.join(folder, "Actor_01", f) for f in os.listdir(os.path.join(folder, "Actor_01")))


def video_files(count):
    """So many of one actor's clips, enlarged to 1280 x 720 with grain, at a camera's bit rate."""
    files, target = avatars(os.path.join(WORK, "avatars-180"), "320x180", 1), os.path.join(WORK, f"clips-720-{count}", "Actor_01")
    os.makedirs(target, exist_ok=True)
    chosen = files[:: len(files) // count][:count]
    for path in chosen:
        if not os.path.exists(os.path.join(target, os.path.basename(path))):
            part = os.path.join(WORK, "part.mp4")
            subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", path, "-vf", "scale=1280:720:flags=bicubic,noise=alls=5:allf=t",
                            "-c:v", "libx264", "-preset", "veryfast", "-b:v", "4M", "-pix_fmt", "yuv420p", "-c:a", "copy", part], check=True)
            os.rename(part, os.path.join(target, os.path.basename(path)))
    return [os.path.join(target, os.path.basename(path)) for path in chosen]


def frame_count(file):
    text = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=nb_frames", "-of", "csv=p=0", file],
                          check=True, capture_output=True, text=True).stdout
    return int(text.strip())


def voice():
    """2.45 s at 44.1 kHz that sound a little like speech: a gliding tone with overtones under syllables, and noise."""
    t, file = np.arange(108045) / 44100, os.path.join(WORK, "voice.npy")
    tone = sum(np.sin(2 * np.pi * k * (140 * t + 20 * t * t)) / k for k in range(1, 30)) * (0.5 + 0.5 * np.sin(2 * np.pi * 4 * t)) ** 2
    np.save(file, (0.1 * tone + 0.003 * np.random.default_rng(1).standard_normal(len(t))).astype(np.float32))
    return file


def actor_clips():
    """One actor's sixty clips as films of 160 x 90 with a WAV file each, so that few things but the kit itself take time."""
    folder = os.path.join(WORK, "clips-90", "Actor_01")
    os.makedirs(folder, exist_ok=True)
    for path in avatars(os.path.join(WORK, "avatars-180"), "320x180", 1):
        film, sound = os.path.join(folder, os.path.basename(path)), os.path.join(folder, "03" + os.path.basename(path)[2:-3] + "wav")
        if not os.path.exists(sound):
            part = os.path.join(WORK, "part")
            subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-i", path, "-an", "-vf", "scale=160:90", "-c:v", "libx264", "-preset", "ultrafast", part + ".mp4",
                            "-vn", "-c:a", "pcm_s16le", "-ar", "48000", "-ac", "1", part + ".wav"], check=True)
            os.rename(part + ".mp4", film)
            os.rename(part + ".wav", sound)
    return folder


def small_clips(count):
    """So many clips: one actor's sixty, under the names of further actors."""
    source, folder = actor_clips(), os.path.join(WORK, f"clips-90-{count}")
    for actor in range(1, count // 60 + 1):
        target = os.path.join(folder, f"Actor_{actor:02d}")
        os.makedirs(target, exist_ok=True)
        for f in os.listdir(source):
            path = os.path.join(target, f"{f[:-6]}{actor:02d}{f[-4:]}")
            if not os.path.exists(path):
                os.link(os.path.join(source, f), path)
    return folder


def frame_store(count):
    """A store at paper size: the kit prepares one actor's sixty clips; their rows are repeated under the names of further actors."""
    sixty, store = os.path.join(WORK, "store-60"), os.path.join(WORK, f"store-{count}")
    if not os.path.exists(os.path.join(sixty, "done")):
        with Side("kit", 1) as kit:
            kit.ask("prepare", data=small_clips(60), store=sixty, box="centre", frames=30, size=224, workers=os.cpu_count())
        open(os.path.join(sixty, "done"), "w").close()
    if not os.path.exists(os.path.join(store, "done")):
        os.makedirs(store, exist_ok=True)
        for name in ("frames.npy", "mfcc.npy"):
            rows = np.load(os.path.join(sixty, name), mmap_mode="r")
            out = np.lib.format.open_memmap(os.path.join(store, name), "w+", rows.dtype, (count, *rows.shape[1:]))
            for i in range(0, count, 60):
                out[i:i + 60] = rows
            del out
        with open(os.path.join(sixty, "manifest.json")) as f:
            manifest = json.load(f)
        manifest["clips"] = [dict(c, name=f"{c['name'][:-2]}{i // 60 + 1:02d}", row=i + c["row"]) for i in range(0, count, 60) for c in manifest["clips"]]
        manifest["rows"] = count
        with open(os.path.join(store, "manifest.json"), "w") as f:
            json.dump(manifest, f)
        open(os.path.join(store, "done"), "w").close()
    return store


def machine():
    with open("/proc/cpuinfo") as f:
        model = next((line.split(":")[1].strip() for line in f if line.startswith("model name")), platform.machine())
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    return dict(cpu=f"{os.cpu_count()} x {model}", load=os.getloadavg()[0], commit=commit, date=time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
                kernel=platform.release(), command="tests/benchmarks/run.sh " + " ".join(sys.argv[1:]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", help=" ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    for part in arguments.parts:
        if part not in PARTS:
            parser.error(f"there is no part '{part}': {' '.join(PARTS)}")
    for path in (BENCH,) if arguments.parts == ["check"] else (KIT, BENCH):
        if not os.path.exists(path):
            raise SystemExit(f"benchmarks: {os.path.relpath(path, ROOT)} is missing: run environment/setup.sh")
    os.makedirs(WORK, exist_ok=True)
    about = machine()
    print(", ".join(f"{k} {v}" for k, v in about.items()), flush=True)
    for part in arguments.parts or PARTS:
        globals()[part](arguments.rounds)
        with open(os.path.join(WORK, "results.json"), "w") as f:
            json.dump(dict(about=about, results=RESULTS), f, indent=1)


if __name__ == "__main__":
    main()
