"""Headings that take an order or delivery back: returns, credits, cancellations; pro-formas too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median

from models.paper import Page
from pipeline.columns import columns

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


def undoing_title(pages: Sequence[Page]) -> str:
    """The first heading on `pages` of a return, credit, cancellation or pro-forma, as printed; else empty.

    The same words in a sentence, in the small print or over a column of a table are no heading.
    """
    return next((found for at, page in enumerate(pages) for found in _headings(page, first=not at)), "")


def _headings(page: Page, *, first: bool) -> Iterator[str]:
    usual = median([word.box.height for word in page.words] or [0.0])
    for line in page.lines:
        if not _STEMS.search(_bare(" ".join(word.text for word in line))):
            continue
        runs = list(columns(line, page.aspect))
        for run in runs:
            large = max(word.box.height for word in run) >= _LARGE * usual
            high = first and run[0].box.y0 < _HIGH
            text = " ".join(word.text for word in run)
            if (high or large) and _undoes(text, alone=large or len(runs) == 1):
                yield text


def _undoes(text: str, *, alone: bool) -> bool:
    bare = _bare(text)
    words = re.findall(r"[^\W\d_]+", bare)
    if len(words) > _MOST_WORDS or sum(map(len, words)) > _MOST_LETTERS or not _STEMS.search(bare):
        return False
    if _TAKEN_BACK.search(bare):
        return True
    column = len(words) == 1 and _COLUMN_NAMES.fullmatch(words[0]) is not None
    return (alone or not column) and _NO_HEADING.search(bare) is None


def _bare(text: str) -> str:
    """Lower case without accents."""
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))
