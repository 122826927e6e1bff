"""Text as bare letters, so that blanks, accents, case and misread look-alikes do not matter."""

from __future__ import annotations

import unicodedata

_LOOK_ALIKES = str.maketrans("l|1!05", "iiiios")
_BASES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""


def letters(text: str) -> str:
    """Lower-case ASCII letters and digits of `text`; accents, blanks and signs are dropped."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_BASES))
    return "".join(sign for sign in plain if sign.isalnum() and sign.isascii())


def folded(text: str) -> str:
    """`letters` with look-alikes made equal: l, 1 and i; 0 and o; 5 and s."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_BASES)).translate(_LOOK_ALIKES)
    return "".join(sign for sign in plain if sign.isalnum() and sign.isascii())
