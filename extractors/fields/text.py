"""Folding of printed text to forms in which labels and cues compare."""

from __future__ import annotations

import re
import unicodedata

NUMBER_WORDS = ("no", "nr", "num", "number", "numbers", "nummer", "numero", "numer", "nro", "nos", "n")
"""Spellings of "number" after folding; the signs #, №, n° and nº fold to "no"."""

_SIGNS = str.maketrans({"#": "no", "°": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
_LOOKALIKES = str.maketrans({"l": "i", "1": "i", "|": "i", "!": "i", "0": "o"})
_PO = re.compile(r"^p\s?\.?\s?0(?=\W|$)")
_POSSESSIVE = re.compile(r"([NVS])/(?=[^\W\d_]{3})", re.IGNORECASE)
_POSSESSIVES = {"n": "notre", "v": "votre", "s": "su"}
_LONG_ENOUGH_FOR_N = 5
_EDGES = " \t.,;:!?()[]{}<>\"'`|_*=~" + "\u00b4\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2022\u00b7\u2026"


def fold(text: str) -> str:
    """Lower case without accents; signs for "number" become "no"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SIGNS))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_SIGNS)


def letters(text: str) -> str:
    """Only the letters of `text`, folded, look-alikes (l, 1, | as i; 0 as o) made one.

    Blanks and punctuation are gone, so lost blanks and glued words compare equal. Empty for text that is
    more digits than letters.
    """
    folded = _PO.sub("po", fold(text))
    alphabetic = sum(c.isalpha() for c in folded)
    if alphabetic <= sum(c.isdigit() for c in folded):
        return ""
    return "".join(c for c in folded.translate(_LOOKALIKES) if "a" <= c <= "z")


def forms_of(words: str) -> frozenset[str]:
    """The letter forms of words parted by blanks."""
    return frozenset(map(letters, words.split()))


NUMBER_FORMS = frozenset(map(letters, NUMBER_WORDS))


def spoken_out(text: str) -> str:
    """`text` with the "N/" and "V/" of business letters written out: "V/commande" is "votre commande"."""
    short = _POSSESSIVE.match(text)
    return f"{_POSSESSIVES[short[1].lower()]} {text[short.end() :]}" if short else text


def blurred(form: str) -> str:
    """A letter form with the letter pairs that are misread for one letter made that letter (rn as m)."""
    return form.replace("rn", "m").replace("vv", "w")


def strip_edges(text: str) -> str:
    """`text` without surrounding blanks, punctuation and form-filling underlines."""
    return text.strip(_EDGES)


def tidy_name(text: str) -> str:
    """`text` without surrounding punctuation, but with the full stop of an abbreviation at its end."""
    return strip_edges(text) + ("." if text.rstrip().endswith(".") else "")


def has_digit(text: str) -> bool:
    """True when at least one character is a decimal digit."""
    return any(c.isdigit() for c in text)


def spellings(phrase: str) -> tuple[str, ...]:
    """The letter forms of a label; a '#' word in `phrase` stands for any spelling of "number"."""
    before, sign, after = phrase.partition("#")
    if not sign:
        return (letters(phrase),)
    long = len(letters(before + after)) >= _LONG_ENOUGH_FOR_N
    words = NUMBER_WORDS if long else NUMBER_WORDS[:-1]
    return tuple(letters(f"{before}{word}{after}") for word in words)
