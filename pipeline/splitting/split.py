"""A file's pages -> documents: at separators, and where the signs of a new document outweigh the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.paper import Page, PageKind
from models.reading import Section
from pipeline.index.ledger_index import LedgerIndex
from pipeline.splitting.clues import Clues
from pipeline.splitting.evidence import signs
from pipeline.splitting.junction import SURE, Junction
from pipeline.splitting.signs import Sign

_LOOKED_BACK = 60
"""Pages of a running document with which the next one is compared: its first, and the last ones."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Content pages without a separator between them, and why they begin where they do."""

    pages: tuple[Page, ...]
    started_by: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """A page and the boundary, drawn or not, in front of it."""

    page: Page
    junction: Junction


def split(pages: Sequence[Page], index: LedgerIndex | None = None) -> tuple[Section, ...]:
    """The documents of a file in order; blank and separator pages are left out.

    Args:
        pages: of one received file, in order.
        index: the client's ledger, which knows whose the numbers on two pages are; it need not be asked.
    """
    parts = tuple(_parts(pages))
    habits = (
        frozenset({Sign.PARTED}) if any(page.kind is PageKind.SEPARATOR for page in pages) else frozenset()
    )
    return tuple(section for part in parts for section in _sections(_placed(part, index, habits), part))


def _parts(pages: Sequence[Page]) -> Iterator[_Part]:
    told, gathered = "first page", list[Page]()
    for page in pages:
        coded = page.kind is PageKind.CONTENT and page.separator
        if coded or page.kind is PageKind.SEPARATOR:
            yield from [_Part(tuple(gathered), told)] if gathered else []
            told, gathered = f"separator: {page.separator}" if coded else "separator", []
        if page.kind is PageKind.CONTENT:
            gathered.append(page)
    yield from [_Part(tuple(gathered), told)] if gathered else []


def _sections(pages: Iterable[_Placed], part: _Part) -> Iterator[Section]:
    documents = list[list[_Placed]]()
    for placed in pages:
        if placed.junction.begins:
            documents.append([])
        documents[-1].append(placed)
    for at, document in enumerate(documents):
        following = documents[at + 1][0] if at + 1 < len(documents) else None
        yield _section(document, following, part.started_by if at == 0 else "")


def _placed(part: _Part, index: LedgerIndex | None, habits: frozenset[Sign]) -> Iterator[_Placed]:
    """Each page with the boundary in front of it, `habits` of the file counted; a single page needs none."""
    first, *rest = part.pages
    yield _Placed(first, SURE)
    running = [Clues.of(first, index)] if rest else []
    for page in rest:
        clues = Clues.of(page, index)
        junction = Junction.of(signs(clues, running), clues.numbered, habits)
        running = [clues] if junction.begins else [*running[:1], *running[1:][2 - _LOOKED_BACK :], clues]
        yield _Placed(page, junction)


def _section(document: Sequence[_Placed], following: _Placed | None, told: str) -> Section:
    first, *rest = document
    doubts = [
        (first.junction.certainty, f"page {first.page.number} may belong to the document before it"),
        *((one.junction.certainty, f"page {one.page.number} may begin another document") for one in rest),
    ]
    if following is not None:
        doubts.append((following.junction.certainty, f"page {following.page.number} may still belong to it"))
    joints = [one.junction for one in (*document, *([following] if following else []))]
    weakest = min(range(len(doubts)), key=lambda at: doubts[at][0])
    certainty, doubt = doubts[weakest]
    signs_against = joints[weakest].against
    because = f" ({signs_against})" if signs_against else ""
    return Section(
        pages=tuple(one.page for one in document),
        started_by=told or first.junction.because,
        certainty=certainty,
        doubt=f"{doubt}{because}" if certainty < 1 else "",
    )
