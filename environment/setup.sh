#!/usr/bin/env bash
# Sets up what is missing on a Debian machine and builds the kit into artifacts/kit. May be run again at any time.
#   environment/setup.sh [--force]      --force: probe the feed and build again even if nothing changed
# KitPackages=nuget|standins  overrides the probe of the NuGet feed
# KitTorch=cuda|cpu           overrides the choice of the libtorch package (nuget only)
# LIBTORCH=/path              builds the TorchSharp stand-in's shim against another libtorch
set -euo pipefail
cd "$(dirname "$0")/.."
step="starting"
trap 'status=$?; ((status)) && echo "setup: failed while $step (log: artifacts/setup.log)" >&2; exit $status' EXIT
mkdir -p artifacts
log=artifacts/setup.log
force=0; [[ ${1:-} == --force ]] && force=1
say() { printf 'setup: %s\n' "$*"; }
fail() { tail -n 25 "$log" >&2; exit 1; }
as_root() { if ((EUID == 0)); then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
  echo "setup: needs root for: $*  (run as root or install sudo)" >&2; return 1; fi; }

stamp=artifacts/setup.stamp
props=environment/KitPackages.props
wanted="KitPackages=${KitPackages:-probe} KitTorch=${KitTorch:-auto} LIBTORCH=${LIBTORCH:-debian}"
inputs=(lib tests environment data CFNSR.Repro.sln Directory.Build.props Directory.Packages.props global.json .editorconfig)
if ((!force)) && [[ -x artifacts/kit/cfnsr && -f $props && -f $stamp && $(<"$stamp") == "$wanted" ]] \
   && [[ -z $(find "${inputs[@]}" -type f -newer "$stamp" -not -name '*.md' -print -quit) ]]; then
  say "nothing to do"; exit 0
fi

step="looking for the .NET 10 SDK"
if ! command -v dotnet >/dev/null || [[ $(dotnet --version 2>/dev/null) != 10.* ]]; then
  echo "setup: the .NET 10 SDK is missing: install dotnet-sdk-10.0 (https://dot.net) and run this again" >&2; exit 1
fi
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

step="asking the NuGet feed for TorchSharp"
if [[ -n ${KitPackages:-} ]]; then packages=$KitPackages
elif ((!force)) && [[ -f $props ]]; then packages=$(sed -n 's/.*<KitPackages>\(.*\)<\/KitPackages>.*/\1/p' "$props")
else
  # a file of references to the five named packages; what cannot be restored decides for the stand-ins
  probe=$(mktemp -d); cp global.json "$probe/"
  sed -n 's/.*PackageVersion Include="\(TorchSharp\|Plotly.NET.CSharp\|NAudio\|OpenCvSharp4\|Microsoft.DotNet.Interactive\)" Version="\(.*\)".*/<PackageReference Include="\1" Version="[\2]" \/>/p' \
    Directory.Packages.props > "$probe/refs"
  { echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
    cat "$probe/refs"; echo '</ItemGroup></Project>'; } > "$probe/probe.csproj"
  if dotnet restore "$probe/probe.csproj" >"$log" 2>&1; then packages=nuget; else packages=standins; fi
  rm -rf "$probe"
fi
printf '<Project>\n  <PropertyGroup>\n    <KitPackages>%s</KitPackages>\n  </PropertyGroup>\n</Project>\n' "$packages" > "$props.part"
cmp -s "$props.part" "$props" && rm "$props.part" || mv "$props.part" "$props"
say "packages: $packages"

step="installing Debian packages"
need=(ffmpeg espeak-ng opencv-data chromium git)
if [[ $packages == standins ]]; then
  need+=(g++ make cmake libopenblas0-pthread libopencv-videoio-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libopencv-objdetect-dev nodejs npm)
  [[ -n ${LIBTORCH:-} ]] || need+=(libtorch-dev)
  command -v npm >/dev/null && need=("${need[@]/nodejs}") && need=("${need[@]/npm}")
else
  need+=(libgtk-3-0)
fi
missing=()
for p in "${need[@]}"; do
  [[ -z $p ]] || dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'install ok' || missing+=("$p")
done
if ((${#missing[@]})); then
  say "installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update >"$log" 2>&1 || fail
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 || fail
fi

if [[ $packages == standins ]]; then
  step="fetching plotly.js from npm"
  plotly=artifacts/npm/node_modules/plotly.js-dist-min/plotly.min.js
  if [[ ! -s $plotly ]]; then
    say "plotly.js"; npm install --silent --no-audit --no-fund --prefix artifacts/npm plotly.js-dist-min@2.27.1 >"$log" 2>&1 || fail
  fi
  step="building the native shims"
  if [[ ! -f artifacts/native/libcfnsr_torch.so || ! -f artifacts/native/libcfnsr_opencv.so || environment/native -nt artifacts/native ]] || \
     [[ ! -f $stamp || $(<"$stamp") != "$wanted" ]] || [[ -n $(find environment/native -type f -newer artifacts/native/libcfnsr_torch.so -print -quit) ]]; then
    say "native shims"
    cmake -S environment/native -B artifacts/native/build -DCMAKE_BUILD_TYPE=Release ${LIBTORCH:+-DLIBTORCH="$LIBTORCH"} >"$log" 2>&1 || fail
    cmake --build artifacts/native/build -j"$(nproc)" >"$log" 2>&1 || fail
  fi
fi

step="building (dotnet build -c Release)"
say "build"
dotnet build CFNSR.Repro.sln -c Release -v q >"$log" 2>&1 || fail
step="publishing artifacts/kit"
dotnet publish lib/CFNSR.Repro.Cli/CFNSR.Repro.Cli.csproj -c Release -r linux-x64 --self-contained false -v q -o artifacts/kit >"$log" 2>&1 || fail
printf '%s' "$wanted" > "$stamp"
say "ready: artifacts/kit/cfnsr"
