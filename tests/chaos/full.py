"""A disk that is really full, again and again: home, register and objects on a few megabytes of memory."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.chaos.holding import faults_of
from tests.chaos.installations import Places
from tests.chaos.quick_papers import pile_of
from tests.chaos.runs import dropping, loading
from tests.chaos.scene import PASSING, Scene, Script, draining, to_the_end
from tests.chaos.weather import Weather

MEGABYTES = 8
LEFT = 400_000
"""Bytes that are free at most when a deed begins."""
TRIES = 6


@contextlib.contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of its own; who may not mount one gets an OSError."""
    with tempfile.TemporaryDirectory(prefix="chaos-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", folder]
        if subprocess.run(mount, check=False, capture_output=True).returncode:
            raise PermissionError("This user may not mount a file system: run it as root.")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def run_full(seed: int, number: int) -> tuple[int, list[str]]:
    """How often the disk was full in the way of something, and what did not hold in the end."""
    rng = Random(f"{seed} full {number}")
    refused: Counter[str] = Counter()
    found: list[str] = []
    with small_disk() as folder, Places()(folder) as settings:
        bold = replace(settings, disk_reserve_gigabytes=0.0)
        scene = Scene.of(bold, pile_of(rng), Weather("calm", calm=True), rng)
        scene.calmly(loading(scene.pile.ledger))
        for deed in (*dropping(scene), *draining(4), loading(scene.pile.later)):
            _tried(scene, deed, refused)
        scene.calmly(to_the_end)
        scene.calmly(lambda desk, _: found.extend(faults_of(desk, scene.pile)))
    return refused.total(), found


def _tried(scene: Scene, deed: Script, refused: Counter[str]) -> None:
    """Do it, on a disk that is filled up at first, until it goes through."""
    hog = scene.folder / "hog"
    for attempt in range(TRIES + 1):
        if attempt < TRIES:
            _fill(hog, scene.rng.randrange(LEFT))
        try:
            scene.calmly(deed)
        except PASSING as fault:
            refused[type(fault).__name__] += 1
        else:
            return
        finally:
            hog.unlink(missing_ok=True)


def _fill(hog: Path, left: int) -> None:
    free = os.statvfs(hog.parent)
    with contextlib.suppress(OSError):
        hog.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - left)))
