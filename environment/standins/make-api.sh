#!/usr/bin/env bash
# Writes TorchSharp/api.txt: the real package's listing of the types that the stand-in declares.
# usage, from the repository's root, after a Release build: environment/standins/make-api.sh LISTING APILIST
#   LISTING  the real assembly's public API, one member a line       APILIST  the program that prints such a listing of an assembly
set -euo pipefail
listing=${1:?a listing of the real package}
apilist=${2:?the program that prints an assembly\'s listing}
dll=artifacts/bin/TorchSharp/release/TorchSharp.dll
out=environment/standins/TorchSharp/api.txt
"$apilist" "$dll" "$(dirname "$dll")" | python3 -c '
import re, sys
def name(block):
    head = re.sub(r" where .*$", "", block.split("\n")[0]).split(" : ")[0]
    head = re.sub(r"^T: (\[\w+(\(.*?\))?\] )?", "", head)
    return re.sub(r"^(?:(?:public|protected|internal|static|abstract|sealed|readonly|ref|class|struct|enum|interface) )+", "", head)
blocks = lambda text: [b for b in text.split("\n\n") if "T: " in b]
strip = lambda b: b[b.index("T: "):].rstrip("\n")
mine = {name(strip(b)) for b in blocks(sys.stdin.read())}
real = open(sys.argv[1]).read()
keep = [strip(b) for b in blocks(real) if name(strip(b)) in mine]
print("# TorchSharp 0.106.0: the listing of the types that the stand-in declares")
print("\n\n".join(keep))' "$listing" > "$out.part"
mv "$out.part" "$out"
echo "$out: $(grep -c '^T: ' "$out") types"
