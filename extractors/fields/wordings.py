"""Printed words beside a value that no known label announces: what may be the label of its field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.fields.find import Found
from extractors.fields.layout import Run, Sheet, Token
from extractors.fields.names import is_legal_name
from extractors.fields.taught import form_of, may_be_taught, sense_of, wording
from extractors.fields.text import blurred
from extractors.fields.values import read_value
from models.paper import Box, around
from models.reading import FieldName, Value

_ENDS = (":", ";", "/", "|", ",")
_FARTHEST, _HIGHEST = 45.0, 5.0
"""Ems to the label on the left, and from row to row to the label above."""
_ALIGNED, _NEXT_ROW = 0.6, 2.5
"""Ems between the left edges of a head and its column; from row to row, of what surely belongs together."""
_CELLS = 3
"""In a row, from which it is part of a table."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that may be a label."""

    text: str
    """Folded, as lessons keep it."""
    closed: bool
    """It ends in a colon."""
    heads: bool
    """It stands right above the value, as the head of a column does."""


def wordings_beside(page: Found, field: FieldName, value: Value) -> tuple[Wording, ...]:
    """What may be the label of a value that a person gave, likeliest first; nothing where it is unclear.

    The value is looked for in its box, or on the whole page where the person did not say where it stands.
    """
    where = dict(_places(page, field, value))
    if len(where) != 1:
        return ()
    ((tokens, run),) = where.items()
    inside = _wording(page, _before(run, run.tokens.index(tokens[0])))
    if run.tokens[0] is not tokens[0]:
        return (inside,) if inside else ()
    left = _wording(page, _left(page, run))
    if left and left.closed:
        return (left,)
    head = _above(page, run.row, tokens)
    if head is None:
        return (left,) if left else ()
    table = _is_table(page.page.sheet, head.row, run.row)
    above = _wording(page, head.tokens, heads=_surely_heads(page, head, tokens), table=table)
    return tuple(filter(None, (above,) if table else (left, above)))


def surest(verified: Sequence[Wording]) -> Wording | None:
    """The one that is the label, of those by which the value is found; None where that is unclear."""
    if len(verified) > 1 and any(one.heads for one in verified):
        return None
    return verified[0] if verified else None


def _places(page: Found, field: FieldName, value: Value) -> Iterator[tuple[tuple[Token, ...], Run]]:
    """Where the value stands as its field prints it: its words, and the run that they are part of."""
    sense = sense_of(field)
    for run in page.page.sheet.runs:
        for start in range(len(run.tokens)):
            words = [token.text for token in run.tokens[start:]]
            printed = read_value(sense, words, page.order)
            if printed is None or printed.first or _folded(printed.text) != _folded(value.text):
                continue
            tokens = run.tokens[start : start + printed.last + 1]
            if value.box.width <= 0 or all(_lies_in(token.box, value.box) for token in tokens):
                yield tokens, run


def _lies_in(box: Box, place: Box) -> bool:
    x, y = box.middle
    return place.x0 <= x <= place.x1 and place.y0 <= y <= place.y1


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _wording(
    page: Found, tokens: Sequence[Token], *, heads: bool = False, table: bool = False
) -> Wording | None:
    """These words, where they may be a label, stand once on the page and are no firm or other label's value.

    Among the heads of a `table` they are none, whatever claims them.
    """
    text = wording(" ".join(token.text for token in tokens))
    closed = bool(tokens) and tokens[-1].text.endswith(":")
    claimed = {token for finding in page.findings for token in finding.tokens}
    free = closed or table or claimed.isdisjoint(tokens)
    if not may_be_taught(text) or is_legal_name(text) or not free:
        return None
    printed = sum(form_of(text) in blurred(run.form) for run in page.page.sheet.runs)
    return Wording(text, closed, heads) if printed == 1 else None


def _before(run: Run, end: int) -> tuple[Token, ...]:
    """The words in front of a place in a run, back to the end of another label or value."""
    words: list[Token] = []
    for token in reversed(run.tokens[:end]):
        spoken = token.form or not any(c.isalnum() for c in token.text)
        if not spoken or (words and token.text.endswith(_ENDS)):
            break
        words.insert(0, token)
    return tuple(words)


def _left(page: Found, run: Run) -> tuple[Token, ...]:
    """The words in the run to the left."""
    row = [one for one in page.page.sheet.rows[run.row] if one.level.x1 <= run.level.x0]
    near = row and page.page.sheet.wide(run.level.x0 - row[-1].level.x1) <= _FARTHEST
    return _before(row[-1], len(row[-1].tokens)) if near else ()


def _above(page: Found, row: int, tokens: Sequence[Token]) -> Run | None:
    """The nearest run over a value, where it is words."""
    sheet, place = page.page.sheet, around(token.level for token in tokens)
    for runs in reversed(sheet.rows[:row]):
        over = next((run for run in runs if run.level.x0 < place.x1 and run.level.x1 > place.x0), None)
        if over is not None:
            near = sheet.high(place.middle[1] - over.level.middle[1]) <= _HIGHEST
            return over if near and _is_words(over) else None
    return None


def _surely_heads(page: Found, head: Run, tokens: Sequence[Token]) -> bool:
    """True where words stand right over a value, with the same left edge."""
    sheet, place = page.page.sheet, around(token.level for token in tokens)
    aligned = abs(sheet.wide(head.level.x0 - place.x0)) <= _ALIGNED
    return aligned and sheet.high(place.middle[1] - head.level.middle[1]) <= _NEXT_ROW


def _is_table(sheet: Sheet, heads: int, row: int) -> bool:
    """True for a row of several heads over one of several values."""
    runs = sheet.rows[heads]
    return len(runs) >= _CELLS and len(sheet.rows[row]) >= _CELLS and all(map(_is_words, runs))


def _is_words(run: Run) -> bool:
    return all(token.form for token in run.tokens)
