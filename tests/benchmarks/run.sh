#!/usr/bin/env bash
# Runs the kit and its Python peer side by side and prints the ratios; results also go to artifacts/bench/results.json.
#   tests/benchmarks/run.sh                      everything (about 25 minutes on two cores)
#   tests/benchmarks/run.sh steps mfcc           parts: check steps memory mfcc video loader start linear
#   tests/benchmarks/run.sh --rounds 5 mfcc
# Needs Debian's python3-torch, python3-torchaudio, python3-numpy, python3-opencv and a kit built by environment/setup.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."
for module in torch torchaudio numpy cv2; do
  /usr/bin/python3 -c "import $module" 2>/dev/null || { echo "benchmarks: Debian's python3 has no $module: apt-get install python3-torch python3-torchaudio python3-numpy python3-opencv" >&2; exit 1; }
done
exec /usr/bin/python3 tests/benchmarks/run.py "$@"
