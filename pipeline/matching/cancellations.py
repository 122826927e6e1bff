"""Headings and lines that take an order or delivery back, or ask for it: no paper to file by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from models.paper import Ink, Page
from pipeline.matching.cancellation_words import (
    ASKS,
    CANCELS,
    CONDITIONS,
    HANDED_OVER,
    LAPSED,
    NO_ASKING,
    STATUS,
    TAKES,
    TRANSPORT,
    UNDELIVERED,
    WANTS,
)
from pipeline.names.columns import columns

_HIGH = 0.45
"""Part of the first page, from its top, where a heading may be of any size."""
_LARGE = 1.5
"""Size, in heights of the page's usual words, from which a heading counts anywhere: a stamp, a later page."""
_MOST_WORDS, _MOST_LETTERS = 8, 60
_COMBINING = re.compile(r"[\u0300-\u036f]")
_STEMS = re.compile(
    r"""\b(
    returns?|returned|return\W*note|rma|revers(al|ed)|reverse\W+(delivery|goods|shipment|order|logistics|pick)\w*
    |(credit|debit)\W*(note|memo\w*|advice|slip|invoice|voucher)|collection\W+note|refund
    |cancell?ed|cancell?ation|pro\W?forma\w*
    |\w*gutschrift\w*|storn(o|iert|ierung)\w*|ru?e?ck(lieferung|lieferschein|sendung|sendeschein|gabe|nahme)\w*
    |retouren?|retour(en)?(schein|liefer|sendung|bon|zending|beleg|nota)\w*|annul(e|ee|es|ation|iert|ierung|ering)
    |annulli(ert|erung)\w*|geannuleerd
    |avoir|note\W+de\W+credit|facture\W+d.avoir
    |devolucion|anulacion|anulad[oa]|cancelad[oa]|cancelacion|(nota|factura)\W+de\W+(credito|abono)|rectificativa
    |reso|resi|nota\W+di\W+(credito|accredito)|annullat[oa]|annullamento|restituzione
    |(c|k)redit(nota|factuur|faktura|nota)|retur(sedel|seddel|nota)?|annullering|annullert
    |devolucao|cancelamento|anulacao|nota\W+de\W+devolucao
    |korekta|korygujaca|zwrot|anulowan[aeoy]
    )\b""",
    re.VERBOSE,
)
_COLUMN_NAMES = re.compile(r"(returns?|returned|retouren?|retour|cancell?ed|resi|reso|retur)")
"""One word that also heads a column of a table, so that it must stand alone on its line."""
_TAKEN_BACK = re.compile(r"return(ed)?\W+to\W+(vendor|supplier|stock|seller|warehouse|depot)")
_NO_HEADING = re.compile(
    r"""\b(polic(y|ies)|address|terms|conditions|please|if|within|we|you|your|must|only|not|to|via|with|until|this
    |unless|before|after|can|cannot|is|are|be|will|should|shall|signed|sign|dept|department
    |empt(y|ies)|pallets?|crates?|cages?|kegs?|bottles?|cylinders?|containers?|packaging|deposit|qty|quantity
    |days|fees?|charges?|label|centre|center|portal|tel|phone|email|www|rights?|period|accepted
    |bitte|nur|nicht|binnen|innerhalb|leergut|paletten|menge|recht|frist
    |emballages?|palettes?|apres|lu|sans|doit|adresse|sous|vides
    |bancali|vuoti|condizioni|condiciones|direccion|envases|statiegeld)\b
    |(return|cancell?ation|retour\w*)\W+(by|dat(e|um)|cop(y|ies))\b
    |^(no\W+returns?|pour)\b|^\W*\d+[.)]\W*\D|@""",
    re.VERBOSE,
)
"""What marks a sentence, a clause of the conditions, or the label of an address or of empties taken back."""
_SENTENCE = re.compile(
    r"""\b(polic(y|ies)|terms|conditions|please|if|within|must|only|via|unless|before|after|can|cannot|is|are
    |be|will|should|shall|may|claims?|qty|quantity|items?|lines?|days|fees?|charges?|portal|tel|phone|email|www
    |bitte|nur|binnen|innerhalb|falls|wenn|menge|artikel|positionen|sans|doit|condizioni|condiciones)\b
    |^\W*\d+[.)]\W*\D|@""",
    re.VERBOSE,
)
"""What marks a sentence, and a list of what is to follow."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Printed words on end, as text without capitals and accents."""

    bare: str
    large: bool
    alone: bool
    """Nothing else stands in its printed line."""


def undoing_title(pages: Sequence[Page], *, order: bool = False, letter: bool = False) -> str:
    """The first heading on `pages` of a return, credit, cancellation, request or pro-forma; else empty.

    Also a line that calls the delivery failed, a sentence that cancels an `order`, and one in a `letter`
    without a receipt of its own that wants a proof. The words of a heading in a sentence, in the small
    print or over a column of a table are no heading.
    """
    sentences = ((CANCELS,) if order else ()) + ((WANTS,) if letter else ())
    for at, page in enumerate(pages):
        said = (text for wanted in sentences for text in _sentences(page, wanted))
        for text in chain(_headings(page, first=not at, order=order), said):
            return text
    return ""


def undoes_as(title: str) -> str:
    """Why a paper with what `undoing_title` found is none to file, as a clause; empty without one."""
    bare = _bare(title)
    if not title:
        return ""
    if STATUS.search(bare) or CANCELS.search(bare):
        return f'the page says "{title}", so it may take back an order or a delivery'
    taken = any(one.search(bare) for one in (TAKES, LAPSED, UNDELIVERED, _STEMS))
    if not taken and (ASKS.search(bare) or WANTS.search(bare)):
        return f'the page says "{title}", so it may ask for an order or a proof of delivery, or dispute one'
    return f'the page is headed "{title}", so it may take back an order or a delivery'


def _headings(page: Page, *, first: bool, order: bool) -> Iterator[str]:
    usual = median([word.box.height for word in page.words] or [0.0])
    for words in page.lines:
        runs = list(columns(words, page.aspect))
        for run in runs:
            text = " ".join(word.text for word in run)
            large = max(word.box.height for word in run) >= _LARGE * usual
            line = _Line(_bare(text), large, large or len(runs) == 1)
            high = first and run[0].box.y0 < _HIGH
            if ((high or large) and _undoes(line, order=order)) or _states(line.bare):
                yield text


def _undoes(line: _Line, *, order: bool) -> bool:
    bare = line.bare
    words = re.findall(r"[^\W\d_]+", bare)
    if len(words) > _MOST_WORDS or sum(map(len, words)) > _MOST_LETTERS:
        return False
    if _TAKEN_BACK.search(bare):
        return True
    if _STEMS.search(bare) and not _NO_HEADING.search(bare):
        column = len(words) == 1 and _COLUMN_NAMES.fullmatch(words[0]) is not None
        return line.alone or not column
    taken = (TAKES, LAPSED, *((UNDELIVERED,) if line.large else ()))
    if any(one.search(bare) for one in taken):
        return line.alone and _SENTENCE.search(bare) is None
    return (
        line.alone and _asks(bare, order=order) and not (_NO_HEADING.search(bare) or NO_ASKING.search(bare))
    )


def _asks(bare: str, *, order: bool) -> bool:
    return ASKS.search(bare) is not None or (order and TRANSPORT.search(bare) is not None)


def _states(bare: str) -> bool:
    """True for a line such as "Status: not delivered", but for a row of states to be ticked."""
    return STATUS.search(bare) is not None and HANDED_OVER.search(bare) is None


def _sentences(page: Page, wanted: re.Pattern[str]) -> Iterator[str]:
    """Printed lines, or two on end, that say so without a condition; none that a hand wrote."""
    lines = [" ".join(word.text for word in words if word.ink is not Ink.HAND) for words in page.lines]
    for text in (*lines, *(f"{one} {other}" for one, other in pairwise(lines))):
        if wanted.search(_bare(text)) and CONDITIONS.search(_bare(text)) is None:
            yield text


def _bare(text: str) -> str:
    """Lower case without accents."""
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))
