"""Texts as they are compared where a reader may have mistaken a letter."""

from __future__ import annotations

import unicodedata

_LOOK_ALIKE = str.maketrans(
    {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
)


def folded_letters(text: str) -> str:
    """Letters and digits alone, as capitals without accents; those that readers mistake are made one."""
    plain = unicodedata.normalize("NFKD", text).upper()
    return "".join(one for one in plain if one.isalnum()).translate(_LOOK_ALIKE)
