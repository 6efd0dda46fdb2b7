#!/usr/bin/env bash
# Sets up what is missing on Debian or a relative and builds the kit into artifacts/kit. May be run again at any time.
#   environment/setup.sh [--force]      --force: build again even if nothing changed
# KitTorch=cuda|cpu                     overrides the choice of the libtorch package (cuda where an NVIDIA driver is found)
# Root or sudo is needed only where a Debian package is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
. environment/packages.sh
step="starting"
trap 'status=$?; ((status)) && echo "setup: failed while $step (log: artifacts/setup.log)" >&2; exit $status' EXIT
mkdir -p artifacts
log=artifacts/setup.log
say() { printf 'setup: %s\n' "$*"; }
fail() { tail -n 25 "$log" >&2; exit 1; }

stamp=artifacts/setup.stamp
wanted="KitTorch=${KitTorch:-auto}"
inputs=(lib tests data CFNSR.Repro.sln Directory.Build.props Directory.Packages.props global.json .editorconfig .config environment/setup.sh)
if [[ ${1:-} != --force && -x artifacts/kit/cfnsr && -f $stamp && $(<"$stamp") == "$wanted" ]] \
   && [[ -z $(find "${inputs[@]}" -type f -newer "$stamp" -not -name '*.md' -print -quit) ]]; then
  say "nothing to do"; exit 0
fi

step="installing Debian packages"
missing=()
has_library libicuuc.so || missing+=('libicu[0-9]+')                         # .NET's cultures
has_library libssl.so.3 || missing+=('libssl3(t64)?')                        # .NET's connections to the package feed
[[ -s /etc/ssl/certs/ca-certificates.crt ]] || missing+=(ca-certificates)
has_library libgtk-3.so.0 || missing+=('libgtk-3-0(t64)?')                   # OpenCV's
has_library libatomic.so.1 || missing+=(libatomic1)                          # OpenCV's
command -v ffmpeg >/dev/null || missing+=(ffmpeg)                            # the sound of mp4 files
command -v espeak-ng >/dev/null || missing+=(espeak-ng)                      # the avatars' voices
command -v git >/dev/null || missing+=(git)                                  # the commit in each run's record
[[ -d /usr/share/opencv4/haarcascades ]] || missing+=(opencv-data)           # face detection
if ((${#missing[@]})); then
  say "installing Debian packages"
  install_packages "${missing[@]}" >"$log" 2>&1 || fail
fi

step="looking for the .NET 10 SDK"
if ! command -v dotnet >/dev/null || [[ $(dotnet --version 2>/dev/null) != 10.* ]]; then
  echo "setup: the .NET 10 SDK is missing: install dotnet-sdk-10.0 (https://dot.net) and run this again" >&2; exit 1
fi
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

step="building (dotnet build -c Release)"
say "build"
dotnet tool restore >"$log" 2>&1 || fail
dotnet build CFNSR.Repro.sln -c Release -v q >"$log" 2>&1 || fail
step="publishing artifacts/kit"
dotnet publish lib/CFNSR.Repro.Cli/CFNSR.Repro.Cli.csproj -c Release -v q -o artifacts/kit >"$log" 2>&1 || fail
for file in artifacts/kit/{CFNSR.Repro,cfnsr}*; do cp -p "$file" "$file.part" && mv "$file.part" "$file"; done   # no links: a build must not change a running kit
step="starting the kit"   # the native start prepares artifacts/kit here, while its owner is at work
artifacts/kit/cfnsr doctor --json >"$log" 2>&1 || { artifacts/kit/cfnsr doctor | grep -A1 FAIL >&2 || true; }
printf '%s' "$wanted" > "$stamp"
say "ready: artifacts/kit/cfnsr"
