"""One invoice's papers -> rows with a verdict each, and one for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from models.lines import Column, InvoiceLine, Line, Tolerances
from models.reading import Remark
from models.three_way import COUNTED, Doubt, Figure, Paper, PaperKind, Place, Row, Tally, ThreeWay
from receivables.three_way.pairing import Name, paired
from receivables.three_way.remarked import Told, said_of
from receivables.three_way.verdicts import judged, overall


@dataclass(slots=True)
class _Draft:
    """A row being gathered."""

    names: list[Name] = field(default_factory=list)
    lines: list[tuple[Paper, Line]] = field(default_factory=list)
    billed: list[InvoiceLine] = field(default_factory=list)


def compare(
    papers: Sequence[Paper], billed: Sequence[InvoiceLine] | None, tolerances: Tolerances
) -> ThreeWay:
    """Hold the papers of one invoice against each other.

    Args:
        papers: orders and deliveries that belong to it; of one delivery the paper best receipted counts.
        billed: the invoice's lines; None where nobody gave them.
        tolerances: how far the numbers may differ.
    """
    asked = [paper for paper in papers if billed is None or paper.kind is not PaperKind.INVOICE]
    once, again = _each_delivery_once([paper for paper in asked if paper.lines])
    drafts: list[_Draft] = []
    for paper in sorted(once, key=lambda paper: paper.kind is not PaperKind.ORDER):
        _add(drafts, [_name(line, paper.kind) for line in paper.lines], paper)
    if billed is not None:
        _add_billed(drafts, billed)
    kinds = {paper.kind for paper in once} | ({PaperKind.INVOICE} if billed is not None else set())
    told = said_of(once)
    rows = tuple(judged(_row(draft, told), frozenset(kinds), tolerances) for draft in drafts)
    doubts = [Doubt.REMARK] if told.loose else []
    if any(paper.shared for paper in once if paper.kind is PaperKind.DELIVERY):
        doubts.append(Doubt.SEVERAL_INVOICES)
    return ThreeWay(
        rows,
        overall(rows, [remark for _, remark in told.loose], frozenset(kinds)),
        tuple(doubts),
        tuple(paper.document_id for paper in once if paper.kind is PaperKind.ORDER),
        tuple(paper.document_id for paper in once if paper.kind is PaperKind.DELIVERY),
        tuple(paper.document_id for paper in again),
        tuple(paper.document_id for paper in asked if not paper.lines),
        PaperKind.INVOICE in kinds,
        told.loose,
        Counter(row.verdict for row in rows),
    )


def _each_delivery_once(papers: Sequence[Paper]) -> tuple[list[Paper], list[Paper]]:
    """Papers that count, and those that show a delivery or an order once more."""
    kept: list[Paper] = []
    again: list[Paper] = []
    for paper in sorted(papers, key=lambda paper: (not paper.signed, paper.grade or "Z")):
        same = any(_is_same(paper, other) for other in kept)
        (again if same else kept).append(paper)
    order = {paper.document_id: place for place, paper in enumerate(papers)}
    return sorted(kept, key=lambda paper: order[paper.document_id]), again


def _is_same(one: Paper, other: Paper) -> bool:
    """True for two papers of one order or delivery: by their number, or line by line where one has none."""
    if one.kind is not other.kind:
        return False
    if one.number and other.number:
        return _bare(one.number) == _bare(other.number)
    return [_told(line, one.kind) for line in one.lines] == [_told(line, other.kind) for line in other.lines]


def _told(line: Line, kind: PaperKind) -> tuple[str, object]:
    return _bare(line.text(Column.ARTICLE) or line.text(Column.DESCRIPTION)), line.value(*COUNTED[kind])


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum()).lstrip("0")


def _name(line: Line, kind: PaperKind) -> Name:
    return Name(
        line.text(Column.ARTICLE),
        line.text(Column.DESCRIPTION),
        line.text(Column.POSITION),
        line.value(*COUNTED[kind]),
    )


def _add(drafts: list[_Draft], names: Sequence[Name], paper: Paper) -> None:
    places = paired([draft.names for draft in drafts], names)
    for place, name, line in zip(places, names, paper.lines, strict=True):
        draft = _draft(drafts, place)
        draft.names.append(name)
        draft.lines.append((paper, line))


def _add_billed(drafts: list[_Draft], billed: Sequence[InvoiceLine]) -> None:
    names = [Name(one.article, one.description, one.position, one.quantity) for one in billed]
    places = paired([draft.names for draft in drafts], names)
    for place, name, line in zip(places, names, billed, strict=True):
        draft = _draft(drafts, place)
        draft.names.append(name)
        draft.billed.append(line)


def _draft(drafts: list[_Draft], place: int | None) -> _Draft:
    if place is None:
        drafts.append(_Draft())
        return drafts[-1]
    return drafts[place]


def _row(draft: _Draft, told: Told) -> Row:
    """The numbers of a row; its names are the order's, else those of the paper that came first."""
    ordered = [pair for pair in draft.lines if pair[0].kind is PaperKind.ORDER]
    delivered = [pair for pair in draft.lines if pair[0].kind is PaperKind.DELIVERY]
    copied = [pair for pair in draft.lines if pair[0].kind is PaperKind.INVOICE]
    expected = [figure for pair in delivered if (figure := _also_ordered(*pair)) is not None]
    return Row(
        article=next((name.article for name in draft.names if name.article), ""),
        description=next((name.description for name in draft.names if name.description), ""),
        unit=_unit(draft),
        position=next((name.position for name in draft.names if name.position), ""),
        ordered=Tally(_counts(ordered) or tuple(expected[:1])),
        delivered=Tally(_counts(delivered)),
        received=Tally(tuple(figure for pair in delivered if (figure := _received(*pair, told)) is not None)),
        invoiced=Tally((*(Figure(one.quantity, unit=one.unit) for one in draft.billed), *_counts(copied))),
        ordered_price=Tally(_prices(ordered)),
        invoiced_price=Tally(
            tuple(Figure(one.price) for one in draft.billed if one.price is not None)[:1] or _prices(copied)
        ),
    )


def _unit(draft: _Draft) -> str:
    units = [one.unit for one in draft.billed] + [line.text(Column.UNIT) for _, line in draft.lines]
    return next(filter(None, units), "")


def _count(paper: Paper, line: Line) -> Figure:
    return _figure(paper, line, COUNTED[paper.kind]) or Figure(
        None, place=Place(paper.document_id, line.page, line.box), confidence=0.0
    )


def _counts(pairs: Iterable[tuple[Paper, Line]]) -> tuple[Figure, ...]:
    return tuple(_count(*pair) for pair in pairs)


def _figure(paper: Paper, line: Line, columns: Sequence[Column]) -> Figure | None:
    cell = line.cell(*columns)
    if cell is None:
        return None
    place = Place(paper.document_id, cell.page, cell.box)
    return Figure(cell.value, cell.text, line.text(Column.UNIT), place, cell.confidence)


def _also_ordered(paper: Paper, line: Line) -> Figure | None:
    """What a delivery note says was ordered."""
    return _figure(paper, line, (Column.ORDERED,))


def _received(paper: Paper, line: Line, told: Told) -> Figure | None:
    """What the receiver says: a count by hand, what a remark leaves, or the count that was signed for."""
    if line.over is not None:
        over = line.over
        place = Place(paper.document_id, over.page, over.box)
        unit = line.text(Column.UNIT)
        return Figure(over.value, over.text, unit, place, over.confidence, by_hand=True)
    remark = told.of.get((paper.document_id, id(line)))
    delivered = _count(paper, line)
    if remark is not None:
        return _less(delivered, remark, paper)
    return delivered if paper.signed and paper.document_id not in told.unclear else None


def _less(delivered: Figure, said: tuple[Remark, Figure], paper: Paper) -> Figure:
    """The delivered count less what a remark says is missing (or more, where there was too much)."""
    remark, change = said
    value = None
    if delivered.value is not None and change.value is not None:
        value = delivered.value - change.value
    place = Place(paper.document_id, remark.page, remark.box)
    return replace(
        delivered, value=value, text=remark.text, place=place, confidence=remark.confidence, by_hand=True,
        less=change.value,
    )  # fmt: skip


def _prices(pairs: Iterable[tuple[Paper, Line]]) -> tuple[Figure, ...]:
    """The price on the first of the papers that has one."""
    found = (_figure(paper, line, (Column.PRICE,)) for paper, line in pairs)
    return tuple(figure for figure in found if figure is not None)[:1]
