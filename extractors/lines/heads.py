"""The head row of a table of goods: its headings, and where one column ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.lines.grid import Grid, Row, Token
from extractors.lines.headings import meaning, phrases
from models.lines import COUNTS, Column

_BREAK = 1.1
"""Ems that part two headings."""
_CLOSE = 1.75
"""Ems between the lines of one heading, at most."""
_DEEPEST = 3
_STEPS = 48
_TEXTS = (Column.DESCRIPTION, Column.ARTICLE)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading and what stands under it; None for a column that has no part in the lines."""

    column: Column | None
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its headings from left to right."""

    headings: tuple[Heading, ...]
    first: int
    """0-based row where it begins."""
    behind: int
    """The row behind it."""

    @property
    def columns(self) -> frozenset[Column]:
        """What the table tells."""
        return frozenset(one.column for one in self.headings if one.column)


def heads_of(grid: Grid) -> Iterator[Head]:
    """The heads of tables of goods on a page, top to bottom."""
    behind = 0
    for place, row in enumerate(grid.rows):
        if place >= behind and _may_head(row, grid):
            head = _head(grid, place, behind)
            if head is not None:
                behind = head.behind
                yield head


def _may_head(row: Row, grid: Grid) -> bool:
    if sum(map(_figured, row.tokens)) > 1:
        return False
    found = [column for _, _, column in _phrases(row, grid)]
    return len(found) > 1 and any(found)


def _phrases(row: Row, grid: Grid) -> list[tuple[int, int, Column | None]]:
    return list(phrases([token.text for token in row.tokens], _breaks(row, grid)))


def _breaks(row: Row, grid: Grid) -> list[bool]:
    gap = grid.across(_BREAK)
    pairs = zip(row.tokens, row.tokens[1:], strict=False)
    return [False, *(right.level.x0 - left.level.x1 > gap for left, right in pairs)]


def _head(grid: Grid, place: int, behind: int) -> Head | None:
    """The head that has its widest line at `place`; None where that is no table of goods."""
    first, last = _lines_of(grid, place, behind)
    clusters = _clusters(grid, first, last)
    headings = _settled([_heading(one) for one in clusters])
    head = Head(tuple(headings), first, last + 1)
    return head if _is_of_goods(head.columns) else None


def _is_of_goods(columns: frozenset[Column]) -> bool:
    counts, rest = columns & COUNTS, columns - COUNTS - {Column.POSITION}
    return bool(counts) and (
        Column.DESCRIPTION in columns or len(rest) > 1 or (len(counts) > 1 and bool(rest))
    )


def _lines_of(grid: Grid, place: int, behind: int) -> tuple[int, int]:
    """First and last row of the head around its row at `place`."""
    first = last = place
    while (
        first > behind
        and last - first < _DEEPEST - 1
        and _goes_with(grid, first - 1, first, grid.rows[place])
    ):
        first -= 1
    while last + 1 < len(grid.rows) and last - first < _DEEPEST - 1:
        if not _goes_with(grid, last + 1, last, grid.rows[place]):
            break
        last += 1
    return first, last


def _goes_with(grid: Grid, place: int, beside: int, main: Row) -> bool:
    """True where a row beside the head has nothing but parts of headings."""
    row = grid.rows[place]
    if abs(row.y - grid.rows[beside].y) > _CLOSE * grid.em or len(row.tokens) > len(main.tokens) + 2:
        return False
    if any(map(_figured, row.tokens)):
        return False
    known = {n for start, end, _ in _phrases(row, grid) for n in range(start, end)}
    return all(n in known or _covered(token, main) for n, token in enumerate(row.tokens)) and (
        bool(known) or place < beside
    )


def _figured(token: Token) -> bool:
    """True for a number, and for a word that is mostly figures."""
    return sum(map(str.isdigit, token.text)) * 2 >= len(token.text)


def _covered(token: Token, row: Row) -> bool:
    return any(_shared(token, other) > 0 for other in row.tokens)


def _shared(one: Token, other: Token) -> float:
    return min(one.level.x1, other.level.x1) - max(one.level.x0, other.level.x0)


def _clusters(grid: Grid, first: int, last: int) -> list[list[list[Token]]]:
    """The tokens of each heading, row by row; headings from left to right."""
    clusters: list[list[list[Token]]] = []
    for row in grid.rows[first : last + 1]:
        above = [(one, [token for line in one for token in line]) for one in clusters]
        for part in (part for run in _runs(row, grid) for part in _parts(run)):
            own = _over(part, above)
            if len(own) == 1:
                own[0].append(part)
            else:
                clusters.append([part])
    return sorted(clusters, key=lambda one: min(token.level.x0 for line in one for token in line))


def _over(
    part: Sequence[Token], above: Iterable[tuple[list[list[Token]], list[Token]]]
) -> list[list[list[Token]]]:
    """The headings that stand above some words."""
    return [one for one, tokens in above if any(_shared(a, b) > 0 for a in tokens for b in part)]


def _runs(row: Row, grid: Grid) -> Iterator[list[Token]]:
    """The words of a row from one gap to the next."""
    run: list[Token] = []
    for token, broken in zip(row.tokens, _breaks(row, grid), strict=True):
        if broken and run:
            yield run
            run = []
        run.append(token)
    yield run


def _parts(run: Sequence[Token]) -> Iterator[list[Token]]:
    """The headings in a run, and the words between them."""
    starts = {0}
    for start, end, _ in phrases([token.text for token in run], [False] * len(run)):
        starts |= {start, end}
    edges = sorted(n for n in starts if n < len(run))
    for start, end in zip(edges, [*edges[1:], len(run)], strict=True):
        yield list(run[start:end])


def _heading(lines: Sequence[Sequence[Token]]) -> Heading:
    """What a heading of several lines says: as a whole, else its lower lines, else its upper ones."""
    texts = [" ".join(token.text for token in line) for line in lines]
    tries = [
        " ".join(texts),
        "".join(texts),
        *reversed(texts),
        *(" ".join(texts[:n]) for n in range(1, len(texts))),
    ]
    column = next((column for column, known in map(meaning, tries) if known), None)
    levels = [token.level for line in lines for token in line]
    return Heading(column, min(box.x0 for box in levels), max(box.x1 for box in levels))


def _settled(headings: Sequence[Heading]) -> list[Heading]:
    """Each column once: "Item" beside a description is its article or position; of two sums the last."""
    told = [one.column for one in headings]
    settled: list[Heading] = []
    for place, one in enumerate(headings):
        column = one.column
        if column is Column.DESCRIPTION and Column.DESCRIPTION in told[place + 1 :]:
            column = next((c for c in (Column.ARTICLE, Column.POSITION) if c not in told), None)
        elif (column is Column.AMOUNT and Column.AMOUNT in told[place + 1 :]) or (
            column is not Column.DESCRIPTION and column in told[:place] and column is not Column.AMOUNT
        ):
            column = None
        settled.append(replace(one, column=column))
    return settled


def edges_of(head: Head, rows: Sequence[Row]) -> tuple[float, ...]:
    """Where columns end, left to right: in the widest blank between two headings that fewest words cross."""
    tokens = [token for row in rows for token in row.tokens if not token.by_hand]
    pairs = zip(head.headings, head.headings[1:], strict=False)
    return tuple(_edge(left.right, right.left, tokens) for left, right in pairs)


def _edge(start: float, end: float, tokens: Sequence[Token]) -> float:
    if end <= start:
        return (start + end) / 2
    step = (end - start) / _STEPS
    places = [start + step * (n + 0.5) for n in range(_STEPS)]
    near = [t.level for t in tokens if t.level.x1 > start and t.level.x0 < end]
    crossed = [sum(box.x0 < x < box.x1 for box in near) for x in places]
    least, best = min(crossed), (0, 0)
    begin = None
    for n, count in enumerate([*crossed, least + 1]):
        if count == least and begin is None:
            begin = n
        elif count != least and begin is not None:
            best = max(best, (begin, n), key=lambda run: run[1] - run[0])
            begin = None
    return (places[best[0]] + places[best[1] - 1]) / 2
