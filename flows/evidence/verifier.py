"""Checks an evidence pack offline: every byte of a ZIP, or every file of the folder it was unpacked into.

    python3 verify.py PACK.zip      the whole ZIP, byte by byte
    python3 verify.py FOLDER        a folder with its files; without a name, the one that this script lies in

Needs Python 3.8 or newer and nothing else; asks no server. Ends with 0 where all is as it was made, with 1
where anything differs, with 2 where there is nothing to check. What it cannot know is who made the pack: for
that, ask its sender for the SHA-256 that they hold of it.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MANIFEST, SUMS, FORMAT = "manifest.json", "SHA256SUMS", "countersign-evidence-1"
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
    return faults + ["%s is not in the manifest" % name for name in sorted(rest)]


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
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
