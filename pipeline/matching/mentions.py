"""Numbers that a sentence speaks of, such as "replaces goods sent with our invoice 1004"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from extractors.fields.text import fold
from models.paper import Box, Page, Word
from models.reading import Value
from pipeline.names.columns import columns

_BEFORE = 2
"""Running words before the label from which it stands in a sentence."""
_BEHIND = 3
"""The same behind the number, where further labels may follow on the line."""
_STOPS = (":", ";", "|", "/")
_SLACK = 0.002
"""Of the page's width: how far words may reach into the next one."""
_NEAR = 7
"""Words before a number, its label among them, that tell whose it is."""
_ANOTHERS = re.compile(
    r"replac|supersed|correct|original|origine|previous|earlier|former|related|cancel|amend|complain|claim|"
    r"warrant|prepay|advance|redeliver|re-deliver|uncollected|outstanding|remainder|already|balance|"
    r"back-?order|old$|last$|see$|"
    r"ersatz|ersetz|korrig|korrekt|ursprung|vorherig|vorige|fruher|bereits|alt(?:e[rsn]?)?$|siehe$|letzte|rest-?lief|"
    r"restmenge|nachlief|reklam|storn|teillief|anzahlung|"
    r"remplac|annul|precedent|anterieur|ancien|dernier|corrig|rectif|initial|voir$|reliquat|solde|acompte|reclam|"
    r"sustitu|reemplaz|anul|anterior|antiguo|ultim|vease$|ver$|pendiente|saldo|anticipo|"
    r"sostitu|annull|vecchi|rettific|storno|vedi$|acconto|"
    r"vervang|vorig|oud[e]?$|laatste|zie$|restant|correctie|oorspronk|klacht|"
    r"substitu|antig|veja$|adiant|"
    r"zastep|poprzed|star[aye]$|korekt|anulow|pierwotn|ostatni|zaliczk|patrz$"
)
"""Beginnings, or the whole, of words that tell of another paper's number, in the eight languages; folded."""


def is_mention(value: Value, pages: Sequence[Page]) -> bool:
    """True when the label of `value` is part of a running sentence rather than a label of its own."""
    runs = (run for page in pages if page.number == value.page for run in _runs_beside(value.box, page))
    return any(_in_sentence(value, run) for run in runs)


def of_another(value: Value, pages: Sequence[Page]) -> bool:
    """True when the label of `value` names another paper's number: "Original invoice no"."""
    sheets = (page for page in pages if page.number == value.page)
    return any(map(_names_another, value.label.split())) or any(
        is_anothers(value.box, page) for page in sheets
    )


def is_anothers(box: Box, page: Page) -> bool:
    """True for what stands on the page as the number of another paper: "Balance to follow from 80012344"."""
    return any(_is_anothers(box, run) for run in _runs_beside(box, page))


def _runs_beside(box: Box, page: Page) -> Iterator[Sequence[Word]]:
    """Words that lie as high on the page as a box and close to one another."""
    for line in page.lines:
        if any(word.box.y0 < box.y1 and word.box.y1 > box.y0 for word in line):
            yield from columns(line, page.aspect)


def _is_anothers(box: Box, run: Sequence[Word]) -> bool:
    """True where a word before the box, of the last few, tells of another paper's number."""
    before = [word.text for word in run if word.box.x1 <= box.x0 + _SLACK and not word.box.overlap(box)]
    inside = any(word.box.overlap(box) > 0 for word in run)
    return inside and any(map(_names_another, before[-_NEAR:]))


def _names_another(word: str) -> bool:
    """False for ORIGINAL in capitals, which says that a sheet is no copy."""
    told = _ANOTHERS.match(fold(word).strip(".,;:()[]"))
    return told is not None and not (word.isupper() and told[0].startswith("origin"))


def _in_sentence(value: Value, run: Sequence[Word]) -> bool:
    inside = [word.box.overlap(value.box) > 0 for word in run]
    if not any(inside):
        return False
    first = inside.index(True)
    last = len(inside) - inside[::-1].index(True)
    words = [word.text for word in run]
    before = words[: max(first - len(value.label.split()), 0)][::-1]
    return _running(before) >= _BEFORE or _running(words[last:]) >= _BEHIND


def _running(words: Iterable[str]) -> int:
    """Words in small letters up to the next number or end of a label."""
    near = takewhile(lambda word: not word.endswith(_STOPS) and not any(c.isdigit() for c in word), words)
    return sum(word.strip(".,()").isalpha() and word.islower() for word in near)
