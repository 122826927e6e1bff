"""How a place for a signature is filled: by a pen, on glass, with a stamp, in print, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from extractors.page.letters import folded
from extractors.page.places import Place
from extractors.page.strokes import Stroke
from models.paper import Box, Ink, Manner, Word

_GLASS = tuple(
    map(
        folded,
        (
            "signature image", "captured signature", "electronic signature", "signature captured",
            "digital signature", "unterschriftsbild", "signature électronique", "firma electrónica",
        ),
    )
)  # fmt: skip
_SLASHED = re.compile(r"^/?[s5]/", re.IGNORECASE)
_TYPED = re.compile(
    r"^/?[s5]/|^\(?(signed|gez|sgd|s[ií]gn[eé]|firmado|firmato|getekend|podpisano|assinado)\)?\b",
    re.IGNORECASE,
)
_BY_MACHINE = (
    "docusigned", "electronically signed", "digitally signed", "signed electronically", "e-?signed",
    "adobe sign", "elektronisch unterzeichnet", "digital signiert", "elektronisch signiert",
    "signe electroniquement", "firmado digitalmente", "firmado electronicamente", "firmato digitalmente",
    "elektronisch ondertekend", "digitaal ondertekend", "podpisano elektronicznie", "assinado digitalmente",
    "assinado eletronicamente",
)  # fmt: skip
_ELECTRONIC = re.compile(rf"\b({'|'.join(_BY_MACHINE)})\b")
_AROUND = 2.5
"""Label heights around a place in which such words speak of it."""
_COVERED = 0.3
"""Of a stamp's box that lies in a place, for the place to be filled by it."""


def manner_of(
    words: Sequence[Word], place: Place, rubbers: Sequence[Stroke], shape: tuple[int, ...], *, present: bool
) -> Manner:
    """How `place` is filled; INK and CAPTURE only where a hand's ink is `present` in it."""
    if present:
        return Manner.CAPTURE if any(one in folded(place.anchor.text) for one in _GLASS) else Manner.INK
    if any(stroke.shared(place.box) >= _COVERED for stroke in rubbers):
        return Manner.STAMP
    texts = list(_in(words, place, shape))
    typed = any(_TYPED.match(text) for text in texts) or is_electronic(" ".join(texts))
    return Manner.TYPED if typed else Manner.NONE


def is_typed(words: Iterable[Word], box: Box) -> bool:
    """True where the words in a box say that the name there is in print, whatever it looks like."""
    texts = [word.text for word in words if _is_in(word.box.middle, box)]
    return any(_SLASHED.match(text) for text in texts) or is_electronic(" ".join(texts))


def is_electronic(text: str) -> bool:
    """True where print says that somebody signed by machine."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return bool(_ELECTRONIC.search("".join(sign for sign in plain if not unicodedata.combining(sign))))


def _is_in(spot: tuple[float, float], box: Box) -> bool:
    return box.x0 <= spot[0] <= box.x1 and box.y0 <= spot[1] <= box.y1


def _in(words: Sequence[Word], place: Place, shape: tuple[int, ...]) -> Iterator[str]:
    """Printed words in and around a place."""
    slack = _AROUND * place.anchor.height
    for word in words:
        x, y = word.box.middle[0] * shape[1], word.box.middle[1] * shape[0]
        across = place.box.left - slack <= x <= place.box.right + slack
        if word.ink is Ink.PRINT and across and place.box.top - slack <= y <= place.box.bottom + slack:
            yield word.text
