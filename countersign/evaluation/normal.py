"""When two readings of a field are the same."""

from __future__ import annotations

import unicodedata

_DROPPED = ".'\N{RIGHT SINGLE QUOTATION MARK}\N{GRAVE ACCENT}\N{ACUTE ACCENT}"


def normal(name: str, text: str) -> str:
    """`text` as the field `name` is compared; empty when nothing is left.

    A `..._number` is its letters and digits without case, spaces and separators; a `..._date` stays as it
    is (ISO 8601); anything else loses case, full stops and apostrophes; other punctuation is a space.
    Accents and leading zeros count.
    """
    if is_date(name):
        return text.strip()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text.strip()).casefold())
    if name.endswith("_number"):
        return "".join(sign for sign in folded if sign.isalnum())
    kept = (sign if _spelled(sign) else " " for sign in folded if sign not in _DROPPED)
    return " ".join("".join(kept).split())


def is_date(name: str) -> bool:
    """True for fields that hold a date."""
    return name.endswith("_date")


def same(name: str, one: str, other: str) -> bool:
    """True when both read the same; a reading without a letter or digit is the same as nothing."""
    left = normal(name, one)
    return left != "" and left == normal(name, other)


def _spelled(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"
