"""Remarks on receipt that say how many, and which line each is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.lines import Column, Line
from models.reading import Remark, RemarkClass
from models.three_way import Figure, Paper, PaperKind

_ABOUT = {RemarkClass.SHORT: 1, RemarkClass.REFUSED: 1, RemarkClass.OVER: -1}
"""Whether such a remark takes from what was delivered or adds to it."""
_BESIDE = 0.35
"""Share of a line's height by which a remark beside it may lie off it."""
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What remarks say of lines, by document id and identity of the line; and what they say of none."""

    of: Mapping[tuple[str, int], tuple[Remark, Figure]]
    """The remark, and what it takes from the delivered count."""
    loose: tuple[tuple[str, Remark], ...]
    """About counts, but of which line is not said."""

    @property
    def unclear(self) -> frozenset[str]:
        """Ids of papers of which some line was not received as delivered."""
        return frozenset(document_id for document_id, _ in self.loose)


def said_of(papers: Sequence[Paper]) -> Told:
    """The remarks of all deliveries."""
    told: dict[tuple[str, int], tuple[Remark, Figure]] = {}
    loose = []
    for paper in papers:
        if paper.kind is not PaperKind.DELIVERY:
            continue
        for remark in paper.remarks:
            if remark.about not in _ABOUT:
                continue
            line = _line_of(remark, paper.lines)
            if line is None:
                loose.append((paper.document_id, remark))
            else:
                told[paper.document_id, id(line)] = remark, Figure(_change(remark))
    return Told(told, tuple(loose))


def _line_of(remark: Remark, lines: Sequence[Line]) -> Line | None:
    """The line that a remark names, stands beside, or that is the only one."""
    named = [line for line in lines if _names(remark.text, line)]
    if len(named) == 1:
        return named[0]
    beside = [line for line in lines if _is_beside(remark, line)]
    if len(beside) == 1:
        return beside[0]
    return lines[0] if len(lines) == 1 else None


def _names(text: str, line: Line) -> bool:
    article = _bare(line.text(Column.ARTICLE))
    return len(article) >= _SHORTEST and article in _bare(text)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_beside(remark: Remark, line: Line) -> bool:
    middle, high = remark.box.middle[1], line.box.height
    return remark.page == line.page and (
        line.box.y0 - _BESIDE * high <= middle <= line.box.y1 + _BESIDE * high
    )


def _change(remark: Remark) -> Decimal | None:
    """What the remark takes from the count: the first number in "2", "2 of 12", "2/12"; None without."""
    found = re.match(r"\d+(?:[.,]\d+)?", remark.quantity)
    return _ABOUT[remark.about] * Decimal(found[0].replace(",", ".")) if found else None
