"""Hostile files through everything that opens them, and how each ended; `make fuzz` runs many.

python -m tests.hostile_runs --seed 7 --count 1000
python -m tests.hostile_runs --seed 7 --only 123
python -m tests.hostile_runs --bombs
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from countersign.language import Reader, read_by
from countersign.sentences import retold
from extractors.opening import (
    Limits,
    copy_for_people,
    exhibit_copy,
    limits_of,
    open_pages,
    page_png,
    survey,
    unpack,
)
from models.errors import ReaderKilled, UnreadableFile
from models.settings import load
from tests.papers.bombs import BOMBS
from tests.papers.hostile_files import Hostile, hostile_files, mutated

REMEDIES = ("scan", "send", "drop", "print", "pack", "split", "save", "remove")
CHUNK = 10
RECEIVED = "received-file"


@dataclass(frozen=True, slots=True)
class End:
    """How a file ended."""

    kind: str
    """opened, unpacked, refused or stopped."""
    words: str = ""
    """The reason for people."""

    @property
    def sound(self) -> bool:
        """True unless the reason is none that a person can act on, in both languages, or the reader fell."""
        if self.kind in {"opened", "unpacked"}:
            return True
        crashed = "made its reader crash (crash)" in self.words
        names_a_path = f"/{RECEIVED}" in self.words
        return not crashed and not names_a_path and self._has_remedy and self._is_said_in_german

    @property
    def _has_remedy(self) -> bool:
        return any(word in self.words.rpartition(": ")[2] for word in REMEDIES)

    @property
    def _is_said_in_german(self) -> bool:
        if self.kind == "stopped":
            return True  # its last words are the library's own
        with read_by(Reader("de", "de_DE")):
            return retold(self.words) != self.words


def ended(hostile: Hostile, folder: Path, limits: Limits) -> End:
    """Everything that is ever done with a received file is done with this one; any other error is ours."""
    path = folder / RECEIVED
    path.write_bytes(hostile.data)
    try:
        found = survey(path, limits)
        if found.members:
            with tempfile.TemporaryDirectory(dir=folder) as members:
                unpack(path, Path(members), limits)
            return End("unpacked")
        for first in range(1, min(found.pages, 3 * CHUNK) + 1, CHUNK):
            with tempfile.TemporaryDirectory(dir=folder) as sheets:
                open_pages(path, first, min(first + CHUNK - 1, found.pages), Path(sheets), limits)
        page_png(path, 1, 0, limits)
        copy_for_people(path, (1,), {}, limits)
        exhibit_copy(path, (1,), {1: 90}, limits)
    except UnreadableFile as refusal:
        return End("refused", str(refusal))
    except ReaderKilled as killed:
        return End("stopped", str(killed))
    return End("opened")


def run(files: Iterable[Hostile], limits: Limits) -> int:
    """Number of files that did not end soundly; each is named, and how often each end came."""
    ends: Counter[str] = Counter()
    unsound, slowest = 0, (0.0, "")
    with tempfile.TemporaryDirectory(prefix="countersign-hostile-") as folder:
        for hostile in files:
            began = time.monotonic()
            end = ended(hostile, Path(folder), limits)
            slowest = max(slowest, (time.monotonic() - began, hostile.name))
            ends[end.kind] += 1
            if not end.sound or end.kind == "stopped":
                print(f"{'' if end.sound else 'UNSOUND '}{hostile.name}: {end.kind}: {end.words}", flush=True)
            unsound += not end.sound
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(ends.items()))
    print(
        f"{sum(ends.values())} files: {told}; unsound: {unsound}; slowest {slowest[0]:.1f} s ({slowest[1]})."
    )
    return unsound


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--only", type=int, help="the number of one file of the seed")
    parser.add_argument("--bombs", action="store_true", help="every bomb instead; takes minutes and 3 GB")
    asked = parser.parse_args(arguments)
    print(f"Seed {asked.seed}; --only N makes one file again: N stands behind the seed in its name.")
    if asked.bombs:
        files: Iterable[Hostile] = (Hostile(name, build()) for name, build in BOMBS.items())
    elif asked.only is not None:
        files = [mutated(asked.seed, asked.only)]
    else:
        files = hostile_files(asked.seed, asked.count)
    return 1 if run(files, limits_of(load())) else 0


if __name__ == "__main__":
    sys.exit(main())
