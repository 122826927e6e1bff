"""How a place for a signature is filled: by a pen, on glass, with a stamp, in print, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.page.letters import folded
from extractors.page.signing.electronic import is_electronic, states_signer
from extractors.page.signing.rooms import Place
from extractors.page.strokes import Stroke
from models.paper import Box, Ink, Manner, Word

_GLASS = tuple(
    map(
        folded,
        (
            "signature image", "image of signature", "captured signature", "signature captured",
            "electronic signature", "digital signature", "Unterschriftsbild", "Bild der Unterschrift",
            "elektronische Unterschrift", "digitale Unterschrift", "image de la signature",
            "signature électronique", "signature numérique", "signature capturée", "imagen de la firma",
            "firma electrónica", "firma digital", "firma capturada", "immagine della firma",
            "firma elettronica", "firma acquisita", "afbeelding handtekening",
            "afbeelding van de handtekening", "elektronische handtekening", "digitale handtekening",
            "obraz podpisu", "podpis elektroniczny", "podpis cyfrowy", "imagem da assinatura",
            "assinatura eletrónica", "assinatura eletrônica", "assinatura digital",
        ),
    )
)  # fmt: skip
_SLASHED = re.compile(r"^/?[s5]/", re.IGNORECASE)
_TYPED = re.compile(
    r"^/?[s5]/|^\(?(signed|gez|sgd|s[ií]gn[eé]|firmado|firmato|getekend|podpisano|assinado)\)?\b",
    re.IGNORECASE,
)
_AROUND = 2.5
"""Label heights around a place in which such words speak of it."""
_STATED = 1.0
"""Heights of a name above and below it in which a service says that it signed."""
_COVERS = 0.4
"""Of the place that a larger stamp covers."""
_COVERED = 0.3
"""Of a stamp's box that lies in a place, for the place to be filled by it."""


def manner_of(
    words: Sequence[Word], place: Place, rubbers: Sequence[Stroke], shape: tuple[int, ...], *, present: bool
) -> Manner:
    """How `place` is filled; INK and CAPTURE only where a hand's ink is `present` in it."""
    if present:
        return Manner.CAPTURE if any(one in folded(place.anchor.text) for one in _GLASS) else Manner.INK
    if any(_is_stamped(place, stroke) for stroke in rubbers):
        return Manner.STAMP
    texts = list(_in(words, place, shape))
    typed = any(_TYPED.match(text) for text in texts) or is_electronic(" ".join(texts))
    return Manner.TYPED if typed else Manner.NONE


def _is_stamped(place: Place, stamp: Stroke) -> bool:
    """True for a stamp that lies in the place, or, larger than the place, over much of it."""
    return stamp.shared(place.box) >= _COVERED or place.box.shared(stamp) >= _COVERS


def is_typed(words: Iterable[Word], box: Box) -> bool:
    """True where the words in a box, or right above or below it, say that the name there is in print."""
    room = Box(box.x0, box.y0 - _STATED * box.height, box.x1, box.y1 + _STATED * box.height)
    near = [word for word in words if _is_over(word.box, room)]
    slashed = any(_SLASHED.match(word.text) for word in near if _is_in(word.box.middle, box))
    return slashed or is_electronic(" ".join(word.text for word in near)) or _names_signer(near)


def _names_signer(near: Sequence[Word]) -> bool:
    lines: dict[int, list[str]] = {}
    for word in near:
        if word.ink is Ink.PRINT:
            lines.setdefault(word.line, []).append(word.text)
    return any(states_signer(" ".join(line)) for line in lines.values())


def _is_over(word: Box, room: Box) -> bool:
    """True for a word in those rows that stands above, below or within the room, at least in part."""
    return room.y0 <= word.middle[1] <= room.y1 and word.x0 < room.x1 and room.x0 < word.x1


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
