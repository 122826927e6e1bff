"""What evidence packs call: pages of received files as exhibits, and laid into drawn sheets."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from extractors.opening.door import ask_child
from extractors.opening.limits import Limits
from extractors.opening.places import result_path
from extractors.opening.values import Placement, Size


@dataclass(frozen=True, slots=True)
class Copied:
    """Pages of a received file as a PDF of their own."""

    pdf: bytes
    sizes: tuple[Size, ...]
    """Of each page as it is shown, in points."""


def exhibit_copy(path: Path, pages: Sequence[int], turned: Mapping[int, int], limits: Limits) -> Copied:
    """These 1-based `pages`, lossless, upright, without scripts and attachments, their notes made picture.

    `turned` holds degrees clockwise by page number. The same arguments give the same bytes.

    Raises:
        UnreadableFile, ReaderKilled: as `survey`.
        WrongUse: a page that the file has not.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="countersign-") as folder:
        asked = {"pages": tuple(pages), "turned": dict(turned)}
        answer = ask_child("exhibit", path, limits, folder=Path(folder), **asked)
        sizes = tuple((float(wide), float(high)) for wide, high in answer["sizes"])
        return Copied(result_path(Path(folder)).read_bytes(), sizes)


def bind(
    drawn: Path,
    copies: Sequence[bytes],
    placements: Sequence[Placement],
    facts: Mapping[str, str],
    limits: Limits,
) -> bytes:
    """The sheets of the PDF `drawn` with pages of `copies`, which `exhibit_copy` made, under them.

    Raises:
        ReaderKilled: it took too much time or memory.
    """
    with tempfile.TemporaryDirectory(dir=drawn.parent, prefix="countersign-") as folder:
        paths = [Path(folder, f"copy-{place}.pdf") for place in range(len(copies))]
        for path, copy in zip(paths, copies, strict=True):
            path.write_bytes(copy)
        asked = {
            "copies": [str(path.absolute()) for path in paths],
            "placements": [asdict(one) for one in placements],
            "facts": dict(facts),
        }
        ask_child("bind", drawn, limits, folder=Path(folder), **asked)
        return result_path(Path(folder)).read_bytes()
