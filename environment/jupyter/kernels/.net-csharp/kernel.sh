#!/usr/bin/env bash
# The .NET Interactive kernel for Jupyter, which gives it the connection file: the tool that .config/dotnet-tools.json pins, listening on this machine
# only. It is started from the package cache and not by `dotnet tool run`, whose process would stand between: Jupyter ends the one that it knows.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
version=$(sed -n '/dotnet-interactive/,/}/ s/.*"version": *"\([^"]*\)".*/\1/p' "$root/.config/dotnet-tools.json" | head -n 1)
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
tool=$(compgen -G "$packages/microsoft.dotnet-interactive/$version/tools/*/any/Microsoft.DotNet.Interactive.App.dll" | tail -n 1) || true
[[ -n $tool ]] || { echo "kernel: dotnet-interactive $version is not in $packages; run dotnet tool restore in the clone, or environment/setup.sh" >&2; exit 1; }
exec dotnet --roll-forward Major "$tool" jupyter --default-kernel csharp --http-local-only "$1"
