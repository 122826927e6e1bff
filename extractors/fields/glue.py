"""Where a label is glued to its value or to another: "InvoiceNo4711", "Nr.WH08044A", "Bestell-Nr/Datum"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.fields.grammar import announces
from extractors.fields.labels import find_label, is_label
from extractors.fields.text import has_digit, letters

_SHORTEST, _SHORTEST_IN_CAPITALS = 4, 6
_MARK = re.compile(r"(?<=..)[:#](?!//|$)")
_SIGN_ALONE = re.compile(r"[nN][°º](?=[A-Z])")
_SIGN = re.compile(r"(?<=[A-Za-z.º°])(?:[:=]+|#)(?=[^\W_])(?!//)|(?<=[A-Za-z.]:)(?=\S)(?!//)")
_JOINT = re.compile(r"(?<=[^\W\d_])(?:[.°º]{1,2}|[./]{1,2})(?=[A-Z]{0,5}[-/]?\d)")
_PAIR = re.compile(r"([^\W\d_][^\d/]{2,}/)([^\W\d_][^\d/]{2,})")
_LONG = re.compile(r"\d{4}")
_ABBREVIATED = frozenset(("n", "no", "nr", "id", "num", "nro"))
_DATE_THEN_LABEL = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[:.]\d{2})(?=[A-Z][^\W\d_]{2,}:?$)")
"""Of a date or time by hand that runs into the next label: "19/5/26Time:"."""
_ONSET = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[a-z])(?=[A-Z]{1,5}[-/]?\d)")


def cut_after_label(word: str) -> int:
    """Characters of `word` that are a label, with what joins it to its value; 0 where nothing is glued."""
    if not has_digit(word):
        mark = _MARK.search(word) or _SIGN_ALONE.match(word)
        return mark.end() if mark else 0
    sign = _SIGN.search(word)
    if sign and not has_digit(word[: sign.start()]):
        return sign.end()
    return max((end for end in _ends(word) if not has_digit(word[:end])), default=0)


def cut_before_label(word: str) -> int:
    """Characters of `word` that are a date or a time to which the next label is glued; 0 where none is."""
    glued = _DATE_THEN_LABEL.match(word)
    return glued.end() if glued else 0


def cut_between_labels(word: str) -> int:
    """Characters of `word` up to and with the stroke that joins two labels; 0 where it joins none."""
    joined = _PAIR.fullmatch(word)
    return joined.end(1) if joined and any(_is_label(letters(half)) for half in joined.groups()) else 0


def _ends(word: str) -> Iterator[int]:
    for joint in _JOINT.finditer(word):
        form = letters(word[: joint.start()])
        capitals = word[: joint.start()].isupper()
        least = _SHORTEST_IN_CAPITALS if joint[0] == "/" and capitals else _SHORTEST
        if form in _ABBREVIATED or (len(form) >= least and _is_label(form)):
            yield joint.end()
    for onset in _ONSET.finditer(word):
        head = word[: onset.start()]
        if len(letters(head)) >= (_SHORTEST_IN_CAPITALS if head.isupper() else _SHORTEST):
            yield from (onset.start(),) if _is_label(letters(head)) else ()
        elif _is_numbered(letters(head)) or _is_sign(head, word[onset.start() :]):
            yield onset.start()


def _is_sign(head: str, rest: str) -> bool:
    """True for a word for "number" glued to one, as in "Cust. no4314032"."""
    return letters(head) in _ABBREVIATED and not head.isupper() and bool(_LONG.match(rest))


def _is_label(form: str) -> bool:
    return is_label(form) or announces(form)


def _is_numbered(form: str) -> bool:
    """True for a short label that names a number outright, such as "PO no"."""
    label = find_label(form) if len(form) >= _SHORTEST else None
    return label is not None and label.numbered
