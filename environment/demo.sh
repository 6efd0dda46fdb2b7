#!/usr/bin/env bash
# Sets up what is missing, then runs the main job and writes artifacts/report/index.html. Run again, it goes on where it was.
#   environment/demo.sh                    avatars (SYNTHETIC: drawn faces, espeak-ng speech), preset classroom, two CPU cores, a few minutes
#   RAVDESS=/path environment/demo.sh      the real data set: with videos and a GPU preset paper; else with face tracking beside the sound preset
#                                          tracking (two CPU cores, minutes), with the sound alone preset audio
#   environment/demo.sh --notebooks        all notebooks, size classroom, as pages: artifacts/notebooks/index.html
set -euo pipefail
cd "$(dirname "$0")/.."
environment/setup.sh
kit=artifacts/kit/cfnsr
started=$SECONDS
[[ ${1:-} != --notebooks ]] || exec "$kit" notebook run notebooks/[0-9]*.ipynb --param size=classroom --html artifacts/notebooks --timeout 3600
"$kit" doctor || { echo "demo: cure the [FAIL] lines above and run this again" >&2; exit 1; }

if [[ -n ${RAVDESS:-} ]]; then
  data=$RAVDESS changes=()
  found=$("$kit" data check "$data" --names --json || (($? == 3)))
  if grep -q '"picture": [1-9]' <<<"$found" && "$kit" doctor --json | tr -d '\n' | grep -q '"name": "CUDA", *"status": "ok"'; then preset=paper
  elif grep -q '"tracked": [1-9]' <<<"$found"; then preset=tracking
  else preset=audio
  fi
else
  # Eight actors: four test (fold 1), one validates, three train. Enough to see every part work, not to judge a model.
  data=artifacts/demo/avatars preset=classroom changes=(validation_actors=1)
  "$kit" avatars --actors 8 --out "$data"
fi
store=artifacts/demo/store-$preset runs=artifacts/demo/runs-$preset
"$kit" prepare --data "$data" --store "$store" --preset "$preset" || (($? == 3))   # bad clips are named and left out
# All folds where no video network is trained (minutes); one fold where one is.
case $preset in
  audio) what=(--systems audio) ;;
  tracking) what=(--systems averaging,concat-fc,cfnsr-msafnet --jobs "$(nproc)") ;;
  *) what=(--systems averaging,cfnsr-msafnet --folds 1) ;;
esac
"$kit" compare "${what[@]}" --store "$store" --runs "$runs" --preset "$preset" "${changes[@]}"
"$kit" report --runs "$runs" --store "$store" --out artifacts/report --command environment/demo.sh
echo "demo: $((SECONDS - started)) s after set-up; open artifacts/report/index.html"
