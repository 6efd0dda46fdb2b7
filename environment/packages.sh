# Sourced by the other scripts: Debian packages, asked for by what they provide.

# has_library NAME: whether the dynamic loader finds a library whose name starts so.
has_library() { grep -q "^[[:space:]]*$1" <<<"$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)"; }

# install_packages PATTERN…: each pattern is an extended regular expression of a package's whole name, since names differ between releases
# (libgtk-3-0 became libgtk-3-0t64); the newest that matches is taken.
install_packages() {
  local as_root=() names=() pattern name
  if ((EUID)); then
    command -v sudo >/dev/null || { echo "root is needed to install: $*  (run as root or install sudo)" >&2; return 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update || return 1
  for pattern; do
    name=$(apt-cache pkgnames | sort -V | grep -Ex "$pattern" | tail -n 1)
    [[ -n $name ]] || { echo "no Debian package is named $pattern" >&2; return 1; }
    names+=("$name")
  done
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${names[@]}"
}
