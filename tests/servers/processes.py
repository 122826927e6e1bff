"""Processes as Linux tells of them in /proc: who started whom, what they hold and what they used."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Process:
    """One process at one moment."""

    pid: int
    parent: int
    resident: int
    """Bytes."""
    seconds: float
    """Of processor, its ended children included."""


def processes() -> dict[int, Process]:
    """All that run now, by pid."""
    return {one.pid: one for one in _all()}


def _all() -> Iterator[Process]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            said = (folder / "stat").read_text().rpartition(")")[2].split()
            used = sum(map(int, said[11:15])) / TICKS
            yield Process(int(folder.name), int(said[1]), int(said[21]) * PAGE, used)


def below(root: int, among: dict[int, Process]) -> dict[int, list[Process]]:
    """Everything that `root` started, and what that started, by depth; `root` itself at 0."""
    found = {0: [among[root]]} if root in among else {}
    while last := found.get(len(found) - 1):
        parents = {one.pid for one in last}
        children = [one for one in among.values() if one.parent in parents]
        if not children:
            break
        found[len(found)] = children
    return found


def busy_and_idle() -> tuple[int, int]:
    """Ticks of all processors since the machine started."""
    said = [int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    idle = said[3] + said[4]
    return sum(said) - idle, idle
