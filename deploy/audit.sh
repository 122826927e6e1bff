#!/bin/sh
# Two looks at what is installed: that it is what the lock names; and, where the network is there, whether anything in the lock has a published vulnerability. Exit code 1: something is wrong; 3: the
# second look could not be made. CI runs this nightly, where it reaches the advisories. Who has a mirror of them
# behind a closed network names it: ADVISORIES=https://osv.example/v1/query (the API of OSV).
set -eu
bin=$1
"$bin/python" - <<'PY'
import re, sys
from importlib.metadata import distributions

named = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", open("requirements/runtime.txt").read(), re.M))
named = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in named.items()}
here = {re.sub(r"[-_.]+", "-", one.name).lower(): one.version for one in distributions()}
other = {name: (version, here[name]) for name, version in named.items() if here.get(name, version) != version}
for name, (locked, found) in sorted(other.items()):
    print(f"{name}: the lock names {locked}, {found} is installed")
print(f"{len(named)} packages in the lock, {len(other)} installed in another version")
sys.exit(1 if other else 0)
PY
tools=.venv/audit
if [ ! -x "$tools/bin/pip-audit" ]; then
    "$bin/python" -m venv "$tools" && "$tools/bin/python" -m pip install -q pip-audit || {
        echo "pip-audit cannot be installed here: run this where the package index and its advisories are reached." >&2
        exit 3
    }
fi
found=$(mktemp)
trap 'rm -f "$found"' EXIT
mirror=${ADVISORIES:+--vulnerability-service osv --osv-url $ADVISORIES}
# shellcheck disable=SC2086 - three words or none
"$tools/bin/pip-audit" --disable-pip --require-hashes $mirror -f json -r requirements/runtime.txt > "$found" || true
"$bin/python" - "$found" <<'PY'
import json, sys

try:
    asked = json.load(open(sys.argv[1]))["dependencies"]
except (ValueError, KeyError):
    asked = []
bad = [(one["name"], one["version"], vuln["id"], vuln["fix_versions"]) for one in asked for vuln in one.get("vulns", [])]
for name, version, advisory, fixed in bad:
    print(f"{name} {version}: {advisory}, mended in {', '.join(fixed) or 'no version yet'}")
skipped = sum("skip_reason" in one for one in asked)
print(f"{len(asked) - skipped} packages held against the advisories, {len(bad)} vulnerabilities")
if bad:
    sys.exit(1)
if skipped or not asked:
    print(f"{skipped or 'All'} packages could not be looked up: run this where the advisories are reached.", file=sys.stderr)
    sys.exit(3)
PY
