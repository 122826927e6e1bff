"""The main scores apart for each layout, damage, or other tag."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countersign.evaluation.comparison import Case
from countersign.evaluation.fields import key_fields
from countersign.evaluation.line import Line
from countersign.evaluation.marks import signatures
from countersign.evaluation.matching import Misfile, first_right, straight_through
from countersign.evaluation.score import Score, count
from models.errors import WrongUse

FREE = "tag"
"""The dimension of tags without a colon."""
OF_LINE = ("type", "kind")
"""Dimensions that the line itself tells."""
NONE = "-"
"""Documents that lack the dimension."""


@dataclass(frozen=True, slots=True)
class Row:
    """The documents that share a value of a dimension."""

    name: str
    documents: int
    scores: tuple[Score, ...]
    misfiled: int
    """Captured documents filed wrongly, or held wrongly by the blind sample."""


@dataclass(frozen=True, slots=True)
class Table:
    """A dimension and its rows. A document with two free tags is in both rows."""

    by: str
    rows: tuple[Row, ...]


def table_by(dimension: str, cases: Sequence[Case], wrong: Sequence[Misfile]) -> Table:
    """Part the cases by a dimension.

    Raises:
        WrongUse: no line of the key has it.
    """
    parted: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for name in _values(dimension, case.key):
            parted[name].append(case)
    if set(parted) <= {NONE}:
        raise WrongUse(f"No line of the key says its {dimension!r}: part by {', '.join(_dimensions(cases))}.")
    misfiled = Counter(name for one in wrong for name in _of_tags(dimension, one.tags))
    return Table(dimension, tuple(_row(name, parted[name], misfiled[name]) for name in sorted(parted)))


def _row(name: str, cases: Sequence[Case], misfiled: int) -> Row:
    read = [case for case in cases if case.key.to_be_read]
    scores = (
        count("split", (case.split_right for case in cases)),
        count("type", (case.document is not None and case.document.type == case.key.type for case in read)),
        key_fields(read),
        signatures(read).accuracy,
        count("first", (first_right(case) for case in read if case.key.invoices)),
        straight_through(read),
    )
    return Row(name, len(cases), scores, misfiled)


def _values(dimension: str, key: Line) -> tuple[str, ...]:
    if dimension in OF_LINE:
        return (getattr(key, dimension) or NONE,)
    return _of_tags(dimension, key.tags)


def _of_tags(dimension: str, tags: Sequence[str]) -> tuple[str, ...]:
    if dimension == FREE:
        named = [tag for tag in tags if ":" not in tag]
    else:
        named = [tag.removeprefix(f"{dimension}:") for tag in tags if tag.startswith(f"{dimension}:")]
    return tuple(dict.fromkeys(named)) or (NONE,)


def _dimensions(cases: Sequence[Case]) -> Iterator[str]:
    tags = {tag for case in cases for tag in case.key.tags}
    yield from sorted({tag.split(":", 1)[0] for tag in tags if ":" in tag})
    yield from OF_LINE if all(":" in tag for tag in tags) else (FREE, *OF_LINE)
