"""Room on the disks of this machine: intake stops before one is full, and goes on by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from models.errors import Unreachable
from models.settings import Settings

VARIABLE = "COUNTERSIGN_DISK_RESERVE_GIGABYTES"
GIGABYTE = 1e9
RESUME = 1.1
"""Intake that stopped goes on when so many times the reserve is free: it is not to stop again at once."""

Space = Callable[[Path], int]
"""Bytes that are free where a folder lies."""


class NoRoom(Unreachable):
    """A disk has less room than is kept free; work goes on when it has more."""


@dataclass(frozen=True, slots=True)
class Disk:
    """One disk that something is kept on."""

    place: Path
    free: int
    """Bytes."""

    @property
    def gigabytes(self) -> float:
        """The same in GB."""
        return self.free / GIGABYTE


def free_space(place: Path) -> int:
    """Bytes that are free for this user where `place` lies, or will lie."""
    return shutil.disk_usage(_existing(place)).free


def disks(settings: Settings, space: Space) -> tuple[Disk, ...]:
    """Each disk of this machine that the home, the objects, the inbox or the register lie on."""
    seen: dict[int, Disk] = {}
    for place in _places(settings):
        with suppress(OSError):
            seen.setdefault(_existing(place).stat().st_dev, Disk(place, space(place)))
    return tuple(seen.values())


def must_have_room(settings: Settings, space: Space, *, again: bool = False) -> None:
    """Check that every disk has the room that is kept free.

    Args:
        settings: say where things lie and how much is kept.
        space: tells how much is free.
        again: intake had stopped, and wants a little more before it goes on.

    Raises:
        NoRoom: one has not.
    """
    reserve = settings.disk_reserve_gigabytes
    wanted = reserve * (RESUME if again else 1.0)
    for disk in disks(settings, space):
        if disk.gigabytes < wanted:
            raise NoRoom(
                f"Intake is stopped: less than {wanted:g} GB are free at {disk.place}. Free some space, or "
                f"set {VARIABLE} lower: it goes on by itself, and nothing is lost."
            )


def _places(settings: Settings) -> Iterator[Path]:
    yield settings.home
    for url in (settings.objects_url, settings.inbox_url):
        if not urlsplit(url).scheme:
            yield Path(url)
    database = urlsplit(settings.database_url)
    if database.scheme.startswith("sqlite"):
        yield Path(unquote(database.path.removeprefix("/"))).parent


def _existing(place: Path) -> Path:
    return next(folder for folder in (place, *place.parents) if folder.exists())
