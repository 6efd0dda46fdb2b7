#!/usr/bin/env bash
# The same set-up as demo.sh, then all tests. Ends with a line "N passed, N failed".
#   environment/test.sh [dotnet test filter]      e.g. environment/test.sh FullyQualifiedName~Mfcc
set -uo pipefail
cd "$(dirname "$0")/.."
environment/setup.sh || exit 1
. environment/packages.sh
missing=()   # what only the tests use; without it theirs are skipped
command -v chromium >/dev/null || missing+=(chromium)
command -v cc >/dev/null || missing+=(gcc libc6-dev)                # the faults that are preloaded
command -v qemu-x86_64 >/dev/null || missing+=(qemu-user)           # a processor that hides its caches
if ((${#missing[@]})); then
  mkdir -p artifacts
  install_packages "${missing[@]}" >artifacts/test-install.log 2>&1 || echo "test: ${missing[*]} could not be installed (log: artifacts/test-install.log); their tests are skipped" >&2
fi
environment/jupyter.sh --install || echo "test: the tests in Jupyter are skipped" >&2
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
results=artifacts/test-results
rm -rf "$results"
dotnet test tests/CFNSR.Repro.Tests/CFNSR.Repro.Tests.csproj -c Release --no-build --results-directory "$results" \
  --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal" ${1:+--filter "$1"}
status=$?
counters=$(grep -o '<Counters [^>]*>' "$results/tests.trx" 2>/dev/null | head -n 1)
count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
passed=$(count passed); failed=$(count failed); total=$(count total); executed=$(count executed)
skipped=$(( ${total:-0} - ${executed:-0} ))
if ((skipped > 0)); then
  echo "Not run here (the reason is the test's own):"
  grep -o 'testName="[^"]*" [^>]*outcome="NotExecuted"' "$results/tests.trx" | sed 's/testName="\([^"]*\)".*/  \1/' | head -n 40
fi
if ((status == 0 && ${passed:-0} == 0)); then echo "no test ran" >&2; status=1; fi
echo "${passed:-0} passed, ${failed:-1} failed"
exit $status
