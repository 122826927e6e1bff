#!/bin/sh
# Makes the virtual environment $2 with the interpreter $1 and installs into it exactly what the
# requirement files that follow pin, by hash.
set -eu
python=$1; venv=$2; shift 2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or later is needed: install it, or name it: make PYTHON=/path/to/python3.11" >&2
    exit 3
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1
echo "Installing Python packages ..." >&2
for file in "$@"; do
    "$venv/bin/python" -m pip install -q --require-hashes --no-deps -r "$file" || {
        echo "Installing $file failed. With a network at hand, run the same command again." >&2
        exit 3
    }
done
"$venv/bin/python" -m pip install -q --no-deps --no-build-isolation --no-index -e .
