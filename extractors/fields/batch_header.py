"""The sheet on top of a batch: how many documents and pages it says that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.fields.text import letters
from models.paper import Page, Word

_DOCUMENTS = """document documents docs items papers Dokument Dokumente Belege Beleg
    Dokumentenanzahl Dokumentanzahl Beleganzahl Belegzahl Vorgänge documento documentos documenti
    documenten stukken dokument dokumenty dokumentów pièces"""
_PAGES = """page pages images sides Seite Seiten Seitenzahl Seitenanzahl página páginas pagina
    pagine pagina's paginas strona strony stron"""
_SHEETS = """sheet sheets Blatt Blätter Blattzahl feuille feuilles feuillets hoja hojas foglio fogli
    blad bladen vellen arkusz arkusze arkuszy folha folhas"""
_BATCH = """batch batchheader batchcover batchsheet batchcontrol controlsheet Stapel Stapelkopf
    Stapeldeckblatt Stapelblatt Stapelbegleitblatt Charge Posteingangsstapel lot entetedelot lote
    lotto lottodi partia pakiet stos batchvoorblad voorblad stapelvoorblad header coversheet
    deckblatt bordereau cabecera testata intestazione nagłówek cabeçalho capa"""
_NUMBER = re.compile(r"[(#:]*(\d{1,4})[),.;:]*")
_BELOW = 4.5
"""Heights of the word under which a number may stand."""
_MOST_WORDS = 70


@dataclass(frozen=True, slots=True)
class BatchHeader:
    """What a header sheet says that follows; None where it does not say."""

    documents: int | None = None
    pages: int | None = None
    sheets: int | None = None
    """Sheets of paper, which have one page or two."""

    @property
    def counts(self) -> bool:
        """True when it says how many pages or documents there are."""
        return (self.documents, self.pages, self.sheets) != (None, None, None)


def batch_header(page: Page) -> BatchHeader | None:
    """What a page says of the batch behind it; None for any other page."""
    return header_in(page.words)


def header_in(words: Sequence[Word]) -> BatchHeader | None:
    """The same of words in reading order: little else may be on the sheet, and it must speak of a batch."""
    if len(words) > _MOST_WORDS or not any(letters(word.text) in _BATCH_WORDS for word in words):
        return None
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    found = {what: number for line in lines.values() for what, number in _counted(line, words)}
    header = BatchHeader(found.get("documents"), found.get("pages"), found.get("sheets"))
    return header if header.counts else None


def _counted(line: Sequence[Word], words: Sequence[Word]) -> Iterator[tuple[str, int]]:
    """Counts on one line: "Documents 14 Pages 23" or "14 documents, 23 pages"; or under their label."""
    told = [(_count_of(word), _number(word.text)) for word in line]
    marks = [what or number for what, number in told if what or number is not None]
    before = bool(marks) and isinstance(marks[0], int)
    for at, (what, _) in enumerate(told):
        if not what:
            continue
        nearby = reversed(told[:at]) if before else told[at + 1 :]
        beside = _first_number(nearby)
        number = beside if beside is not None else _under(line[at], words)
        if number is not None:
            yield what, number


def _first_number(nearby: Iterator[tuple[str, int | None]] | Sequence[tuple[str, int | None]]) -> int | None:
    """The nearest number before another label comes."""
    for what, number in nearby:
        if what or number is not None:
            return number
    return None


def _under(label: Word, words: Sequence[Word]) -> int | None:
    reach = label.box.y1 + _BELOW * label.box.height
    below = [
        (word.box.y0, number)
        for word in words
        if (number := _number(word.text)) is not None
        and label.box.y1 <= word.box.middle[1] <= reach
        and min(label.box.x1, word.box.x1) > max(label.box.x0, word.box.x0)
    ]
    return min(below)[1] if below else None


def _number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else None


def _count_of(word: Word) -> str:
    return _COUNTS.get(letters(word.text), "")


_COUNTS = {
    letters(word): what
    for what, listed in (("documents", _DOCUMENTS), ("pages", _PAGES), ("sheets", _SHEETS))
    for word in listed.split()
}
_BATCH_WORDS = frozenset(map(letters, _BATCH.split()))
