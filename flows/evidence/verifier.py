"""Checks an evidence pack offline: every byte of a ZIP, or every file of the folder it was unpacked into.

    python3 verify.py PACK.zip      the whole ZIP, byte by byte
    python3 verify.py FOLDER        a folder with its files; without a name, the one that this script lies in

Needs Python 3.8 or newer and nothing else; asks no server. Ends with 0 where all is as it was made, with 1
where anything differs, with 2 where there is nothing to check.

The manifest also has the sender's records of each paper, with the way from each to one hash that stood for
their whole audit trail on a day: its head. That all fits together is checked here. What cannot be known here
is who made the pack, and whether that head is the true one: ask the sender's client, or whoever was given
heads at the time, for the one with the same number.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MANIFEST, SUMS, FORMAT = "manifest.json", "SHA256SUMS", "countersign-evidence-1"
CHAIN_FORMAT = "countersign-chain-1"
LEAF = ("id", "at", "client", "kind", "subject", "person", "sha256", "detail")
"""What of a record is hashed, in this order."""
SEAL = 64
"""The ZIP ends with this many hexadecimal digits: the SHA-256 of all bytes before them."""


def faults_of_zip(data: bytes) -> list[str]:
    """One sentence for everything that differs in the bytes of a pack; empty where nothing does."""
    sealed = hashlib.sha256(data[:-SEAL]).hexdigest().encode("ascii") == data[-SEAL:]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            names = pack.namelist()
            read = {name: _member(pack, name) for name in names}
    except Exception as fault:  # noqa: BLE001 whatever a damaged ZIP makes its reader raise
        return ["the ZIP cannot be read: %s" % fault]
    twice = ["%s is in it twice" % name for name in sorted(set(names)) if names.count(name) > 1]
    faults = twice + faults_of_files(read)
    if sealed or faults:
        return faults
    return ["the seal at its end does not fit: bytes of the ZIP itself were changed"]


def _member(pack: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one file; packs are never compressed, so that nothing grows when it is read."""
    try:
        stored = pack.getinfo(name).compress_type == zipfile.ZIP_STORED
        return pack.read(name) if stored else None
    except Exception:  # noqa: BLE001 whatever a damaged ZIP makes its reader raise
        return None


def faults_of_folder(folder: Path) -> list[str]:
    """The same of an unpacked pack."""
    paths = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path for path in paths if "__pycache__" not in path.parts}
    return faults_of_files({name: path.read_bytes() for name, path in files.items()})


def faults_of_files(files: Mapping[str, bytes | None]) -> list[str]:
    """What differs, given the bytes of all files by name; None for one that cannot be read."""
    sums = files.get(SUMS)
    if sums is None or files.get(MANIFEST) is None:
        return ["%s or %s is missing or cannot be read" % (SUMS, MANIFEST)]
    faults = ["%s cannot be read" % name for name in sorted(files) if files[name] is None]
    told = _listed(sums)
    for name in sorted(set(told) - set(files)):
        faults.append("%s is missing" % name)
    for name in sorted(set(files) - set(told) - {SUMS}):
        faults.append("%s does not belong to the pack" % name)
    for name in sorted(set(told) & set(files)):
        data = files[name]
        if data is not None and hashlib.sha256(data).hexdigest() != told[name]:
            faults.append("%s was changed" % name)
    written = "".join("%s  %s\n" % (told[name], name) for name in sorted(told)).encode("utf-8", "replace")
    if written != sums:
        faults.append("%s was changed" % SUMS)
    return faults or _faults_of_manifest({name: data or b"" for name, data in files.items()})


def _listed(sums: bytes) -> dict[str, str]:
    lines = sums.decode("utf-8", "replace").splitlines()
    return {line[SEAL + 2 :]: line[:SEAL] for line in lines if len(line) > SEAL + 2}


def _faults_of_manifest(files: Mapping[str, bytes]) -> list[str]:
    """What the manifest says of the files, held against them."""
    try:
        manifest = json.loads(files[MANIFEST].decode("utf-8"))
        known = manifest["format"] == FORMAT
        listed = {one["name"]: (one["sha256"], one["bytes"]) for one in manifest["files"]}
        originals = {
            one["file"]: (one["sha256"], one["bytes"]) for one in manifest["originals"] if "file" in one
        }
    except (ValueError, KeyError, TypeError) as fault:
        return ["%s cannot be understood: %r" % (MANIFEST, fault)]
    if not known:
        return ["%s is of another format than %s" % (MANIFEST, FORMAT)]
    real = {name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in files.items()}
    faults = ["%s is not as the manifest has it" % n for n in sorted(listed) if real.get(n) != listed[n]]
    faults += [
        "%s is not the original of the manifest" % n for n in sorted(originals) if real.get(n) != originals[n]
    ]
    rest = set(files) - set(listed) - {MANIFEST, SUMS}
    faults += ["%s is not in the manifest" % name for name in sorted(rest)]
    return faults + faults_of_chain(manifest)


def faults_of_chain(manifest: Mapping[str, Any]) -> list[str]:
    """What does not fit between the records of custody, the ways in the audit chain, and its head."""
    if "chain" not in manifest:
        return []
    try:
        chain = manifest["chain"]
        if chain["format"] != CHAIN_FORMAT:
            return ["the audit chain is of another format than %s" % CHAIN_FORMAT]
        nodes = {node["position"]: node for node in chain["nodes"]}
        return (
            _faults_of_ways(chain["head"], nodes)
            + [fault for one in chain["events"] for fault in _faults_of_event(one, nodes)]
            + _faults_of_custody(manifest, chain["events"])
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        return ["the audit chain in %s cannot be understood: %r" % (MANIFEST, fault)]


def _faults_of_ways(head: Mapping[str, Any], nodes: Mapping[int, Mapping[str, Any]]) -> list[str]:
    """From the head back: each position must hash to what a later one says of it."""
    told = {head["position"]: head["hash"]}
    for position in sorted(nodes, reverse=True):
        node = nodes[position]
        made = _digest([position, node["previous"], node["earlier"], node["leaf"]])
        if told.get(position) != made:
            return ["position %d of the audit chain does not lead to its head" % position]
        told[position - 1] = node["previous"]
        told[_earlier(position)] = node["earlier"]
    return []


def _faults_of_event(event: Mapping[str, Any], nodes: Mapping[int, Mapping[str, Any]]) -> list[str]:
    leaf = _digest([CHAIN_FORMAT] + [event[name] for name in LEAF])
    if event["position"] in nodes and nodes[event["position"]]["leaf"] == leaf:
        return []
    return ["the record at position %s is not the one in the audit chain" % event["position"]]


def _faults_of_custody(manifest: Mapping[str, Any], events: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every step of custody must be a record, and the file of every exhibit the one that was received."""
    proven = {(one["exhibit"], _time(one["at"]), one["person"]) for one in events}
    faults = [
        "the step of %s for exhibit %s is in no record" % (one["at"], one["exhibit"])
        for one in manifest["custody"]
        if (one["exhibit"], _time(one["at"]), one["by_person"]) not in proven
    ]
    received = {(one["exhibit"], one["sha256"]) for one in events}
    return faults + [
        "the file of exhibit %s is not the one that was received" % one["exhibit"]
        for one in manifest["exhibits"]
        if (one["exhibit"], one["original_sha256"]) not in received
    ]


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _earlier(position: int) -> int:
    """The position further back that a position of the chain is tied to."""
    rest = position
    while rest & (rest + 1):
        rest -= (1 << (rest.bit_length() - 1)) - 1
    return position - rest


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def head_of(path: Path) -> str:
    """The head that the records of a pack lead to, in words; empty where it has none."""
    try:
        data = (path / MANIFEST).read_bytes() if path.is_dir() else zipfile.ZipFile(path).read(MANIFEST)
        head = json.loads(data.decode("utf-8"))["chain"]["head"]
        return "position %d of %s: %s" % (head["position"], head["at"][:10], head["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def faults_of(path: Path) -> list[str]:
    """What differs in a pack, ZIP or folder."""
    return faults_of_folder(path) if path.is_dir() else faults_of_zip(path.read_bytes())


def main(arguments: Sequence[str]) -> int:
    """Check what is named; the exit code."""
    path = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        faults = faults_of(path)
    except OSError as fault:
        sys.stderr.write("%s cannot be read: %s\n" % (path, fault))
        return 2
    for one in faults:
        sys.stdout.write("CHANGED: %s\n" % one)
    if not faults:
        sys.stdout.write("OK: %s is as it was made.\n" % path)
        head = head_of(path)
        sys.stdout.write("Its records lead to the head at %s\n" % head if head else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
