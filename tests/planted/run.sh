#!/usr/bin/env bash
# Plants the faults of faults.txt one at a time in a copy of the repository, runs the tests that matter, and writes
# data/results/faults/planted.md.
#   tests/planted/run.sh          every fault
#   tests/planted/run.sh 7 12     these two again; the page keeps the other rows
# Exit codes: 1 a fault survives without a reason, or one with a reason is found after all;
# 2 the list is wrong, or a test fails without a fault.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/artifacts/planted
copy=$work/copy
rows=$work/rows
page=$root/data/results/faults/planted.md
export DOTNET_CLI_TELEMETRY_OPTOUT=1
tests=artifacts/bin/CFNSR.Repro.Tests/release_linux-x64
mkdir -p "$rows" "$copy"

build() { dotnet build "$1" -c Release -v quiet --nologo -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false >"$work/build.log" 2>&1; }

# The library alone is built anew; its file replaces the one beside the tests.
plant() {
  build lib/CFNSR.Repro || return 1
  local made=artifacts/bin/CFNSR.Repro/release_linux-x64/CFNSR.Repro.dll
  cmp -s "$made" "$tests/CFNSR.Repro.dll" || cp --remove-destination "$made" "$tests/"
}

# Runs test classes until the first failure; says which test failed, or "none".
first_failure() {
  local classes=() name status=0
  for name in $1; do classes+=(-class "*.$name"); done
  timeout 900 "$tests/CFNSR.Repro.Tests" -noColor -stopOnFail "${classes[@]}" >"$work/test.log" 2>&1 || status=$?
  if ((status == 0)); then echo none; return; fi
  name=$(sed -n 's/^ *\(CFNSR\.Repro\.Tests\.[A-Za-z0-9_.]*\).*\[FAIL\].*$/\1/p' "$work/test.log" | head -n 1)
  name=${name#CFNSR.Repro.Tests.}
  echo "${name:-the test process ended with exit code $status}"
}

# Reads faults.txt into arrays; a block is one fault.
files=() was=() now=() classes=() means=() survives=()
while IFS= read -r line || [[ -n $line ]]; do
  case $line in
    'file: '*) files+=("${line#file: }") survives+=("") ;;
    'was: '*) was+=("${line#was: }") ;;
    'now: '*) now+=("${line#now: }") ;;
    'tests: '*) classes+=("${line#tests: }") ;;
    'means: '*) means+=("${line#means: }") ;;
    'survives: '*) survives[-1]=${line#survives: } ;;
  esac
done <"$here/faults.txt"
count=${#files[@]}
for list in was now classes means; do
  declare -n field=$list
  ((${#field[@]} == count)) || { echo "planted: faults.txt has $count files but ${#field[@]} lines '$list'" >&2; exit 2; }
done

# A fault's verdict is kept under a sum of its text, so that the list can be put into another order.
verdict() { echo "$rows/$(printf '%s\n' "${files[$1]}" "${was[$1]}" "${now[$1]}" | cksum | tr ' ' -)"; }

echo "planted: copying and building" >&2
cd "$root"
git ls-files | while IFS= read -r name; do # also what a killed run left planted
  cmp -s "$name" "$copy/$name" || cp --parents "$name" "$copy"
done
cd "$copy"
build CFNSR.Repro.sln || { tail -n 20 "$work/build.log" >&2; exit 2; }

chosen=(${*:-$(seq 1 "$count")})
needed=$(for number in "${chosen[@]}"; do printf '%s\n' ${classes[number - 1]}; done | sort -u)
failed=$(first_failure "$needed")
[[ $failed == none ]] || { echo "planted: $failed fails without any fault; see $work/test.log" >&2; exit 2; }

bad=0
for number in "${chosen[@]}"; do
  i=$((number - 1))
  file=${files[i]}
  whole=$(cat "$file"; printf x) # with its last line feeds
  rest=${whole//"${was[i]}"/}
  if ((${#whole} - ${#rest} != ${#was[i]})); then
    echo "planted: $number: '${was[i]}' is not exactly once in $file" >&2
    exit 2
  fi
  planted=${whole/"${was[i]}"/"${now[i]}"}
  printf %s "${planted%x}" >"$file"
  if plant; then found=$(first_failure "${classes[i]}"); else found="the compiler"; fi
  printf %s "${whole%x}" >"$file"
  echo "$found" >"$work/found"
  mv "$work/found" "$(verdict "$i")"
  if [[ $found == none ]]; then [[ -n ${survives[i]} ]] || bad=1; else [[ -z ${survives[i]} ]] || bad=1; fi
  echo "planted: $number of $count: ${means[i]}: $found" >&2
done
plant || exit 2

{
  echo "# Planted faults"
  echo
  echo "Made by \`tests/planted/run.sh\`: each fault of \`tests/planted/faults.txt\` is planted by itself in a copy of the repository, the"
  echo "library is built, and the test classes that matter for the place run until one fails. $count faults; the test named is the first"
  echo "to fail."
  echo
  echo "| | fault | where | text | found by |"
  echo "|---|---|---|---|---|"
  for ((i = 0; i < count; i++)); do
    found=$(cat "$(verdict "$i")" 2>/dev/null || echo "not judged yet")
    if [[ $found == none ]]; then found="survives: ${survives[i]:-NO REASON}"; else found="\`$found\`"; fi
    printf '| %d | %s | %s | `%s` → `%s` | %s |\n' \
      $((i + 1)) "${means[i]}" "$(basename "${files[i]}" .cs)" "${was[i]//|/\\|}" "${now[i]//|/\\|}" "$found"
  done
} >"$page.new"
mv "$page.new" "$page"
exit $bad
