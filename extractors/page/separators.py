"""Tells separator sheets: by Patch code, by what a barcode says, by what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from extractors.fields.batch_header import header_in
from extractors.page.engines.port import Picture
from extractors.page.letters import letters
from extractors.page.patches import patch_codes
from models.paper import Barcode, Word
from models.sheets import slip_among

_PRINTED = {
    "en": """document separator, document separator sheet, document separation, doc separator, doc sep,
        separator, separator sheet, separator page, batch separator, batch separator sheet, batch
        header, batch sheet, batch header sheet, batch cover, batch cover sheet, patch, patch code,
        patch sheet, patch page, new document, next document, start of document, document start,
        document break, slip sheet, batch control sheet, batch ticket, batch slip""",
    "de": """Trennblatt, Trennseite, Dokumenttrenner, Dokumenttrennblatt, Dokumententrennblatt,
        Belegtrenner, Dokumententrenner, Dokumenttrennseite, Belegtrennblatt, Stapeltrenner,
        Stapeltrennblatt, Stapeldeckblatt, Stapelkopf, Stapelkopfblatt, Stapelbegleitblatt,
        Stapelbegleitschein, neues Dokument""",
    "fr": """séparateur, séparateur de documents, séparateur de document, page séparatrice, feuille
        séparatrice, page de séparation, feuille de séparation, séparateur de lots, en-tête de lot,
        bordereau de lot, feuille de lot, nouveau document""",
    "es": """separador, separador de documentos, separador de documento, hoja separadora, página
        separadora, hoja de separación, página de separación, separador de lotes, cabecera de lote,
        nuevo documento""",
    "it": """separatore, separatore di documenti, foglio separatore, pagina separatrice, separatore di lotti,
        testata lotto, testata di lotto, intestazione lotto, copertina lotto, nuovo documento""",
    "nl": """scheidingsblad, scheidingsvel, documentscheider, documentscheidingsblad, batchvoorblad,
        stapelvoorblad, batchscheidingsblad, nieuw document""",
    "pl": """separator dokumentów, strona rozdzielająca, kartka rozdzielająca, nagłówek partii, karta partii,
        nagłówek pakietu, nowy dokument""",
    "pt": """folha separadora, página separadora, folha de separação, separador de lote, cabeçalho de lote,
        capa de lote, novo documento""",
}
_PHRASES = frozenset(letters(phrase) for listed in _PRINTED.values() for phrase in listed.split(","))
_PATCH = re.compile(r"patch(code)?[12346t]")
_FEW_WORDS = 70
_HARDLY_WORDS = 20
_LONG_NUMBERS = 3
"""A sheet with this many numbers of four digits and more, among more than a handful of words, is content."""
_NUMBER = re.compile(r"\D*(?:\d\D?){4}")
_SHARE = 0.6
"""Of the letters of a printed line that must belong to the phrase."""


RESCAN_SLIP = "rescan slip"


def separator_mark(flat: Picture, dpi: float, words: Sequence[Word], codes: Sequence[Barcode]) -> str:
    """What says that a document starts here, such as "patch code T"; empty where nothing does."""
    if slip_among(codes) is not None:
        return RESCAN_SLIP
    for code in codes:
        if _is_phrase(letters(code.text)):
            return f"code {code.symbology} {code.text}"
    patches = patch_codes(flat, dpi)
    if patches:
        return f"patch code {patches[0]}"
    if not is_nearly_empty(words):
        return ""
    return next(chain(_printed(words), _counting(words)), "")


def is_only_a_separator(mark: str, words: Sequence[Word]) -> bool:
    """True for a page with a `mark` that parts documents and no content of its own.

    A rescan slip names a paper, so it may well show several numbers.
    """
    return bool(mark) and (is_nearly_empty(words) or (mark == RESCAN_SLIP and len(words) <= _FEW_WORDS))


def is_nearly_empty(words: Sequence[Word]) -> bool:
    """True for a page with no more on it than a separator sheet and its instructions."""
    if len(words) <= _HARDLY_WORDS:
        return True
    numbers = sum(1 for word in words if _NUMBER.match(word.text))
    return len(words) <= _FEW_WORDS and numbers < _LONG_NUMBERS


def _counting(words: Sequence[Word]) -> Iterator[str]:
    """A sheet that says how many documents and pages of a batch follow, whatever it calls itself."""
    header = header_in(words)
    if header and header.documents is not None and (header.pages or header.sheets) is not None:
        yield f"batch header of {header.documents} documents"


def _printed(words: Sequence[Word]) -> Iterator[str]:
    """Printed lines that say little else than that a document ends."""
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    for line in lines.values():
        printed = letters("".join(line))
        if any(len(phrase) >= _SHARE * len(printed) for phrase in _found(printed)):
            yield f"printed {' '.join(line)}"


def _found(printed: str) -> Iterator[str]:
    match = _PATCH.search(printed)
    if match:
        yield match.group()
    yield from (phrase for phrase in _PHRASES if phrase in printed)


def _is_phrase(said: str) -> bool:
    return said in _PHRASES or _PATCH.fullmatch(said) is not None
