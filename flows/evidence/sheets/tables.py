"""Tables of a pack: index, three-way table, contact log, custody record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Spacer, Table, TableStyle

from flows.evidence.sheets.frame import WIDE, Notes, column_widths
from flows.evidence.sheets.style import (
    CELL,
    CELL_RIGHT,
    HASH,
    HEAD_CELL,
    HEAD_CELL_RIGHT,
    HEADING,
    LEFT,
    RIGHT,
    RULE,
    SECOND,
    SHADE,
    SMALL,
    para,
)
from receivables.evidence import Exhibit, Pack, Words, marked, of_which, title_of

_INNER = WIDE - LEFT - RIGHT
_NONE = "\u2013"


def table(
    heads: Sequence[str], rows: Sequence[Sequence[Any]], shares: Sequence[float], right: int = 0
) -> Table:
    """A table whose heads are repeated on every page; the last `right` columns are set to the right."""
    first = len(heads) - right
    top = [para(text, HEAD_CELL if n < first else HEAD_CELL_RIGHT) for n, text in enumerate(heads)]
    body = [[_cell(one, right=n >= first) for n, one in enumerate(row)] for row in rows]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, RULE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
    ]
    return Table([top, *body], column_widths(shares, _INNER), repeatRows=1, style=TableStyle(style))


def _cell(one: Any, *, right: bool) -> Any:
    return para(one, CELL_RIGHT if right else CELL) if isinstance(one, str) else one


def index(pack: Pack, words: Words, before: Notes) -> Iterator[Any]:
    """The index of exhibits, and what is not among them."""
    yield para(words.say("index"), HEADING)
    heads = [words.say(f"index.{name}") for name in ("exhibit", "document", "shows", "page")]
    rows = [row for one in pack.exhibits for row in _indexed(one, pack, words, before)]
    rows += _behind(pack, words, before)
    yield table(heads, rows, (1.1, 3.4, 5.6, 0.9), right=1)
    left_out = list(_left_out(pack, words))
    if left_out:
        yield para(words.say("left_out"), SECOND)
        yield from (para(line, CELL) for line in left_out)


def _indexed(one: Exhibit, pack: Pack, words: Words, before: Notes) -> Iterator[list[str]]:
    count = words.count("pages", len(one.shown))
    said = words.pages([page.number for page in one.shown])
    told = count if len(one.shown) == 1 else f"{count} ({said})"
    yield [
        one.letter,
        title_of(one, words),
        "; ".join(part for part in (told, of_which(one, pack, words)) if part),
        _page(before, one.letter),
    ]
    if one.annotated:
        yield [one.annotated, words.say("annotated"), marked(one, words), _page(before, one.annotated)]


def _behind(pack: Pack, words: Words, before: Notes) -> list[list[str]]:
    """What stands behind the exhibits."""
    names = [name for name, there in (("lines", pack.wish.lines), ("contacts", pack.wish.contacts)) if there]
    return [["", words.say(name), "", _page(before, name)] for name in (*names, "custody")]


def _page(before: Notes, name: str) -> str:
    return str(before.starts.get(name, ""))


def _left_out(pack: Pack, words: Words) -> Iterator[str]:
    for one in pack.exhibits:
        for page in one.left_out:
            why = words.say(f"why.{page.why}")
            yield words.say("left_out.page", letter=one.letter, page=page.number, why=why)
    for record in pack.picked.hidden:
        yield words.say(
            "left_out.document", kind=words.kind(record.reading.kind), why=words.say("why.hidden")
        )


def lines(pack: Pack, words: Words) -> Iterator[Any]:
    """Ordered, delivered, received, invoiced."""
    yield para(words.say("lines"), HEADING)
    heads = [words.say("lines.item"), words.say("lines.verdict"), words.say("lines.unit")]
    heads += [
        words.say(f"lines.{name}") for name in ("ordered", "delivered", "received", "invoiced", "price")
    ]
    rows = [
        [
            one.item,
            one.verdict,
            one.unit,
            *(
                _number(value, words.number)
                for value in (one.ordered, one.delivered, one.received, one.invoiced)
            ),
            _prices((one.price_ordered, one.price_invoiced), words.number),
        ]
        for one in pack.wish.lines
    ]
    yield table(heads, rows, (4, 2.6, 1, 1.3, 1.4, 1.4, 1.4, 1.9), right=5)
    yield Spacer(0, 2 * mm)
    yield para(words.say("lines.note"), SMALL)


def _number(value: Decimal | None, shown: Callable[[Decimal], str]) -> str:
    return _NONE if value is None else shown(value)


def _prices(prices: tuple[Decimal | None, Decimal | None], shown: Callable[[Decimal], str]) -> str:
    return " / ".join(_number(one, shown) for one in prices)


def contacts(pack: Pack, words: Words) -> Iterator[Any]:
    """The contact log."""
    yield para(words.say("contacts"), HEADING)
    heads = [words.say(f"contacts.{name}") for name in ("at", "channel", "person", "outcome")]
    rows = [
        [words.moment(one.at.astimezone(UTC)), one.channel, one.person, one.outcome]
        for one in pack.wish.contacts
    ]
    yield table(heads, rows, (2.2, 1.3, 2, 5))


def custody(pack: Pack, words: Words, *, alone: bool) -> Iterator[Any]:
    """The custody record; `alone` where the PDF is not part of a ZIP."""
    yield para(words.say("custody"), HEADING)
    yield para(words.say("custody.note"), SMALL)
    yield para(words.say("custody.originals"), SECOND)
    heads = [words.say(f"custody.{name}") for name in ("exhibit", "sha256", "included")]
    originals = [
        [
            ", ".join(one.exhibits),
            para(_hash(one.sha256, one.size, words), HASH),
            _included(one.withheld, words, alone=alone),
        ]
        for one in pack.originals
    ]
    yield table(heads, originals, (1, 7.6, 2.6))
    yield para(words.say("custody.steps"), SECOND)
    heads = [words.say(f"custody.{name}") for name in ("at", "exhibit", "what", "who")]
    steps = [
        [
            words.moment(one.at.astimezone(UTC)),
            one.exhibit,
            words.say(f"step.{one.what}"),
            words.say("custody.person" if one.by_person else "custody.program"),
        ]
        for one in pack.steps
    ]
    yield table(heads, steps, (2.4, 1, 5.4, 1.8))
    yield Spacer(0, 4 * mm)
    yield para(words.say("made", day=words.day(pack.wish.on), program=pack.program), SMALL)


def _hash(sha256: str, size: int, words: Words) -> str:
    return f"{sha256} \u00b7 {words.say('custody.bytes', number=words.number(Decimal(size)))}"


def _included(withheld: str, words: Words, *, alone: bool) -> str:
    if withheld:
        return words.say("custody.no", why=words.say(f"withheld.{withheld}"))
    return words.say("custody.alone") if alone else words.say("custody.yes")
