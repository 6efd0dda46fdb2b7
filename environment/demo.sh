#!/usr/bin/env bash
# Sets up what is missing, then runs the main job and writes artifacts/report/index.html.
#   environment/demo.sh                    avatars (synthetic faces, espeak-ng speech), preset classroom, CPU, a few minutes
#   RAVDESS=/path environment/demo.sh      the real data set: preset paper with a GPU, else preset audio (sound only)
set -euo pipefail
cd "$(dirname "$0")/.."
environment/setup.sh
kit=artifacts/kit/cfnsr
started=$SECONDS
"$kit" doctor || { echo "demo: cure the [FAIL] lines above and run this again" >&2; exit 1; }
if [[ -n ${RAVDESS:-} ]]; then
  if "$kit" doctor --json | grep -q '"name": "CUDA", "status": "ok"'; then preset=paper; else preset=audio; fi
  store=artifacts/demo/ravdess-$preset runs=artifacts/demo/runs-$preset
  "$kit" prepare --data "$RAVDESS" --store "$store" --preset "$preset"
  if [[ $preset == paper ]]; then systems=(video audio averaging cfnsr-msafnet); else systems=(audio); fi
else
  preset=classroom store=artifacts/demo/store runs=artifacts/demo/runs
  "$kit" avatars --actors 12 --out artifacts/demo/avatars
  "$kit" prepare --data artifacts/demo/avatars --store "$store" --preset "$preset"
  systems=(video audio averaging cfnsr-msafnet)
fi
for system in "${systems[@]}"; do
  "$kit" train "$system" --store "$store" --preset "$preset" --runs "$runs" --resume
done
"$kit" report --runs "$runs" --store "$store" --out artifacts/report
echo "demo: $((SECONDS - started)) s after set-up; open artifacts/report/index.html"
