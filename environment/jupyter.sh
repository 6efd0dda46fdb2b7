#!/usr/bin/env bash
# Opens the notebooks in a browser: Debian's Jupyter, with two kernels. Installs and builds what is missing.
#   environment/jupyter.sh [Jupyter's options]    e.g. --port 8890, --no-browser, --ip 0.0.0.0
#   environment/jupyter.sh --install              only installs Jupyter (Debian's jupyter-notebook: 18 MB to fetch, 112 MB on disk)
# Kernels: ".NET (C#)" is .NET Interactive, which the notebooks name; take "C# (the kit's engine)" (menu Kernel) where a cell may have to be interrupted.
# KitPath=/path/to/cfnsr  the kit's engine is this one; without it, artifacts/kit/cfnsr is brought up to date first
# Jupyter's settings and secrets go to artifacts/jupyter; the home folder is neither read nor written.
set -euo pipefail
cd "$(dirname "$0")/.."
. environment/packages.sh
if ! dpkg-query -W -f '${Status}' jupyter-notebook 2>/dev/null | grep -q 'install ok'; then
  echo "jupyter: installing jupyter-notebook"
  log=artifacts/jupyter-install.log; mkdir -p artifacts
  install_packages jupyter-notebook >"$log" 2>&1 ||
    { tail -n 5 "$log" >&2; echo "jupyter: jupyter-notebook could not be installed (log: $log)" >&2; exit 1; }
fi
[[ ${1:-} != --install ]] || exit 0
[[ -n ${KitPath:-} ]] || environment/setup.sh

export JUPYTER_PATH=$PWD/environment/jupyter${JUPYTER_PATH:+:$JUPYTER_PATH}   # the kernels ".net-csharp" and "cfnsr-csharp"
export JUPYTER_DATA_DIR=$PWD/artifacts/jupyter JUPYTER_CONFIG_DIR=$PWD/artifacts/jupyter/config IPYTHONDIR=$PWD/artifacts/jupyter/ipython
options=(--NotebookApp.default_url=/tree/notebooks)
((EUID)) || options+=(--allow-root)
exec /usr/bin/jupyter-notebook "${options[@]}" "$@"
