"""Counts and amounts as tables print them, with the decimal marks that the paper itself shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

_FIGURES = str.maketrans({"O": "0", "l": "1", "I": "1", "|": "1", "\u2019": "'", "\u00a0": " "})
_CURRENCY = r"(?i:eur|usd|gbp|chf|pln|zł|€|\$|£)"
_MONEY = re.compile(rf"^{_CURRENCY}\s*|\s*{_CURRENCY}$")
_EDGES = "·*_~:;\"'`|()[]=…^"
"""What specks and rules beside a number are read as."""
_NUMBER = re.compile(r"\d+(?:[.,'][\d]+)*")
_PART = re.compile(r"[\d.,'-]*\d[\d.,'-]*")
_UNIT = re.compile(r"[^\W\d_][\w.²³/-]{0,7}")
_THREE = 3
_MOST = 0.8
"""Share of the numbers of a column that show how it writes them."""
_GLUED = re.compile(r"(?P<number>\d[\d.,']*)(?P<unit>[^\W\d_]{1,6}\.?)")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a column writes its numbers."""

    mark: str = ""
    """Its decimal mark, . or , ; empty where the paper does not tell."""
    thirds: bool = False
    """Every number has three decimals, as scales and some systems print counts."""


def split_unit(text: str) -> tuple[str, str]:
    """A count and the unit behind it ("12 pcs"); both empty where the text is no count."""
    words = _bare(text).split()
    glued = _GLUED.fullmatch(words[0]) if words else None
    if glued:
        words = [glued["number"], glued["unit"], *words[1:]]
    count = _leading(words)
    rest = [word for word in words[count:] if word not in {"x", "\u00d7"}]
    if not count or len(rest) > 1 or (rest and not _UNIT.fullmatch(rest[0])):
        return "", ""
    return " ".join(words[:count]), rest[0].strip(".") if rest else ""


def figures(text: str) -> str:
    """The number in a cell, without blanks or currency; empty where the cell is no number.

    A blank between figures parts thousands, or stands for a mark that the scan lost.
    """
    words = re.sub(r"(?<=\d)\s*([.,])\s*(?=\d)", r"\1", _bare(text)).split()
    if not words or _leading(words) < len(words):
        return ""
    joined = re.sub(r" (\d\d)$", r".\1", " ".join(map(_as_figures, words)))
    joined = joined.replace(" ", "")
    sign = "-" if joined.startswith("-") or joined.endswith("-") else ""
    bare = joined.strip("-")
    bare = re.sub(r"^[.,](?=\d{1,2}$)|[.,]$", "", bare)
    return sign + bare if _NUMBER.fullmatch(bare) else ""


def is_number(text: str) -> bool:
    """True for a number, with or without a unit behind it."""
    return bool(figures(split_unit(text)[0] or text))


def mark_of(texts: Iterable[str]) -> str:
    """The decimal mark that most of the unmistakable numbers show; empty where none does."""
    ranked = Counter(filter(None, map(_own_mark, texts))).most_common(2)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return ""
    return ranked[0][0] if ranked else ""


def manner_of(texts: Sequence[str], paper: str) -> Manner:
    """How one column of counts writes its numbers; `paper` is the decimal mark of all the paper, or empty."""
    thirds = [one for one in texts if re.fullmatch(r"-?\d{1,3}(?:[.,]\d{3})+", one)]
    every = bool(thirds) and len(thirds) >= _MOST * len(texts)
    marks = Counter(re.sub(r"\d|-", "", one)[-1] for one in thirds)
    usual = marks.most_common(1)[0][0] if marks else ""
    if every and (any(re.match(r"-?0[.,]|.*[.].*,|.*,.*[.]", one) for one in thirds) or paper == usual):
        return Manner(paper or usual, thirds=True)
    shown = [one for one in texts if _own_mark(one)]
    plain = sum(one.isdigit() for one in texts)
    if thirds and plain and len(shown) < max(len(thirds), 2):
        return Manner("," if usual == "." else ".")
    mark = mark_of(texts) or paper
    return Manner(usual, thirds=True) if every and not mark and len(texts) > 1 else Manner(mark)


def number(text: str, manner: Manner) -> Decimal | None:
    """The value of `figures`; None where a mark can be a decimal mark or not, and `manner` does not tell."""
    bare = _mended(text.replace("'", ""))
    if manner.thirds and re.fullmatch(r"-?\d+[.,]\d{3}", bare):
        return Decimal(bare.replace(",", "."))
    mark = "." if bare != text.replace("'", "") else _own_mark(bare) or manner.mark
    if not mark and re.search(r"[.,]", bare):
        return None
    other = "," if mark == "." else "."
    whole = bare.replace(other, "").replace(mark or ".", ".")
    return Decimal(whole) if whole.strip("-.") and whole.count(".") <= 1 else None


def _bare(text: str) -> str:
    return _MONEY.sub("", text.strip().strip(_EDGES).strip()).strip()


def _as_figures(word: str) -> str:
    return word.translate(_FIGURES)


def _leading(words: Sequence[str]) -> int:
    """How many words from the first make one number."""
    count = 0
    for word in words:
        plain = _as_figures(word)
        real = any(map(str.isdigit, word)) or (len(words) == 1 and len(word) == 1)
        group = re.fullmatch(r"\d{3}(?:[.,]\d+)?|\d\d", plain) if count else True
        if not (real and _PART.fullmatch(plain) and group):
            break
        count += 1
    return count


def _mended(bare: str) -> str:
    """A number such as 2.490.00, where the scan made one mark of two, with its decimals again."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+)[.,](\d\d)", bare)
    if not found:
        return bare
    head = re.sub(r"[.,]", "", found[1])
    return f"{head}.{found[2]}"


def _own_mark(text: str) -> str:
    """The decimal mark that a number shows by itself; empty for "1.234" and "1234", which do not."""
    if _mended(text) != text:
        return ""
    if "." in text and "," in text:
        return max(".,", key=text.rindex)
    for mark in ".,":
        if text.count(mark) > 1:
            return "," if mark == "." else "."
        if mark in text:
            head, _, behind = text.lstrip("-").partition(mark)
            long_head = len(head) > _THREE or (head.startswith("0") and len(head) > 1)
            return mark if len(behind) != _THREE or long_head or head == "0" else ""
    return ""
