#!/bin/sh
# Installs the Debian packages named in $1 that are missing. Without root it says which they are.
set -eu
missing=""
for package in $(cat "$1"); do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    # A later Debian or Ubuntu renames some libraries with a suffix.
    later=$(dpkg-query -W -f '${db:Status-Status}' "${package}t64" 2>/dev/null || true)
    [ "$status" = installed ] || [ "$later" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "These system packages are missing, and installing them needs root:" >&2
    echo "    apt-get install$missing" >&2
    exit 3
fi
echo "Installing system packages:$missing" >&2
log=$(mktemp)
if ! { $as_root apt-get update -q && DEBIAN_FRONTEND=noninteractive \
        $as_root apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Installing failed. By hand: apt-get install$missing" >&2
    exit 3
fi
rm -f "$log"
