"""What the rest of the house calls: each call runs in a disposable child and says what became of it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractors.opening.isolation import Walls
from extractors.opening.limits import Limits
from extractors.opening.places import member_path, result_path, sheet_path
from extractors.opening.values import SHEETS_A_CALL, Listed, Member, Sheet, Survey
from extractors.opening.warm import WarmProcess
from models.drawn import Drawn
from models.errors import ReaderKilled, UnreadableFile, WrongUse
from models.paper import Box
from models.plain import from_plain

PlacedWord = tuple[str, float, float, float, float]
"""A word and its box: left, top, right, bottom."""
_WARM = WarmProcess()
_CHECKED_A_CALL = 50
_ENDINGS = {
    "time": "took longer than {seconds:g} seconds",
    "memory": "needed more than {megabytes} MB of memory",
}
_ADVICE = "print it to a new PDF or scan the paper again"


def survey(path: Path, limits: Limits) -> Survey:
    """What the file is; all of its pages are decoded once to prove that they are whole.

    Raises:
        UnreadableFile: it cannot be read, is beyond a limit, or a page's picture data is missing or
            damaged; the message is the reason for people.
        ReaderKilled: opening it took too much time or memory, or crashed.
    """
    answer = ask_child("survey", path, limits)
    members = tuple(Listed(**member) for member in answer["members"])
    found = Survey(answer["format"], answer["pages"], members)
    faults: list[tuple[int, str]] = []
    for first in range(1, found.pages + 1, _CHECKED_A_CALL):
        last = min(first + _CHECKED_A_CALL - 1, found.pages)
        faults += ask_child("check", path, limits, first=first, last=last)["faults"]
    if faults:
        raise UnreadableFile(_damage(faults))
    return found


def open_pages(path: Path, first: int, last: int, folder: Path, limits: Limits) -> tuple[Sheet, ...]:
    """Pages `first` to `last` (1-based, at most `SHEETS_A_CALL`) as pictures in `folder`.

    Raises:
        UnreadableFile, ReaderKilled: as `survey`.
        WrongUse: more pages than one call may ask for, or none, or one that the file has not.
    """
    if not 0 < first <= last < first + SHEETS_A_CALL:
        raise WrongUse(f"Pages {first} to {last}: ask for 1 to {SHEETS_A_CALL} pages, counted from 1.")
    answer = ask_child("open_pages", path, limits, folder=folder, first=first, last=last)
    return tuple(_sheet(sheet, folder) for sheet in answer["sheets"])


def unpack(path: Path, folder: Path, limits: Limits) -> tuple[Member, ...]:
    """The documents in a zip or mail, written into `folder` under running numbers.

    Raises:
        UnreadableFile: one name, checksum, password or limit is at fault: nothing is to be used.
        ReaderKilled: as `survey`.
    """
    answer = ask_child("unpack", path, limits, folder=folder)
    return tuple(
        Member(name, member_path(folder, number), size)
        for number, (name, size) in enumerate(answer["members"], 1)
    )


def copy_for_people(path: Path, pages: tuple[int, ...], turned: Mapping[int, int], limits: Limits) -> bytes:
    """A PDF of just these 1-based `pages`, lossless, upright, without scripts and attachments.

    `turned` holds degrees clockwise by page number. The same arguments give the same bytes.

    Raises:
        UnreadableFile, ReaderKilled: as `survey`.
        WrongUse: a page that the file has not.
    """
    return _made("copy", path, limits, pages=pages, turned=dict(turned))


def searchable_copy(
    path: Path,
    pages: tuple[int, ...],
    turned: Mapping[int, int],
    layers: Mapping[int, Sequence[PlacedWord]],
    limits: Limits,
) -> bytes:
    """`copy_for_people` with invisible words over it; raises as that does.

    `layers` holds, by 1-based place among `pages`, words with their boxes as fractions of the upright page;
    a page that is not named keeps the text that it has.
    """
    asked = {"pages": pages, "turned": dict(turned), "layers": dict(layers)}
    return _made("searchable", path, limits, **asked)


def page_png(path: Path, number: int, turned: int, limits: Limits, long_side: int = 1600) -> bytes:
    """The 1-based page `number`, turned clockwise by `turned` degrees, as PNG for the screen.

    Raises:
        UnreadableFile, ReaderKilled: as `survey`.
        WrongUse: the file has no such page.
    """
    return _made("page_png", path, limits, number=number, turned=turned, long_side=long_side)


def walls_around(limits: Limits) -> Walls:
    """What keeps a child that opens a file from the network, and from other programs.

    Raises:
        ReaderKilled: no child could be started.
    """
    return Walls(**ask_child("walls", Path(os.devnull), limits, folder=Path(tempfile.gettempdir())))


def _made(job: str, path: Path, limits: Limits, **asked: object) -> bytes:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="countersign-") as folder:
        ask_child(job, path, limits, folder=Path(folder), **asked)
        return result_path(Path(folder)).read_bytes()


def ask_child(
    job: str, path: Path, limits: Limits, *, folder: Path | None = None, **asked: object
) -> dict[str, Any]:
    """The answer of a disposable child to one job; raises as `survey`, and WrongUse as the job does.

    What it writes lies in `folder`, without one in a folder of its own beside the file: who gives a file
    gives it in a folder that is looked after, and no copy of a paper is left elsewhere by a kill.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="countersign-") as scratch:
            return ask_child(job, path, limits, folder=Path(scratch), **asked)
    request = {
        "job": job,
        "path": str(path.absolute()),
        "folder": str(folder.absolute()),
        "limits": asdict(limits),
        "asked": asked,
    }
    return _judged(_WARM.call(json.dumps(request).encode(), limits.seconds), limits)


def _judged(raw: bytes, limits: Limits) -> dict[str, Any]:
    """The child's answer; of one that was killed while answering only the keeper's line is whole."""
    lines = raw.splitlines()
    answer: dict[str, Any] = json.loads(lines[-1]) if lines else {"ended": "crash", "said": ""}
    if "refused" in answer:
        raise UnreadableFile(answer["refused"])
    if "wrong use" in answer:
        raise WrongUse(answer["wrong use"])
    if "ended" in answer:
        raise ReaderKilled(_ending(answer, limits))
    return answer


def _ending(answer: Mapping[str, str], limits: Limits) -> str:
    ending = _ENDINGS.get(answer["ended"], "made its reader crash ({ended})")
    said = ending.format(seconds=limits.seconds, megabytes=limits.megabytes, ended=answer["ended"])
    last = answer["said"].strip().rpartition("\n")[2]
    return f"Opening the file {said}: {_ADVICE}." + (f" [{last}]" if last else "")


def _sheet(answer: Mapping[str, Any], folder: Path) -> Sheet:
    words = answer["words"]
    return Sheet(
        number=answer["number"],
        picture=sheet_path(folder, answer["number"]),
        dpi=answer["dpi"],
        width=answer["width"],
        height=answer["height"],
        text_words=None if words is None else tuple((text, Box(*edges)) for text, *edges in words),
        drawn=None if answer["drawn"] is None else from_plain(Drawn, answer["drawn"]),
    )


def _damage(faults: list[tuple[int, str]]) -> str:
    """The reason that names all pages, with what is wrong with the first."""
    numbers = [str(number) for number, _ in faults]
    pages = ", ".join(_runs([number for number, _ in faults]))
    plural = "s" if len(numbers) > 1 else ""
    return (
        f"Picture data of page{plural} {pages} is missing or damaged ({faults[0][1]}): scan or send it again."
    )


def _runs(numbers: list[int]) -> list[str]:
    """Numbers in ascending order as text, neighbours joined: 1, 3-5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
