"""Words of exports made comparable: headers, document types, yes and no, states of an invoice."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from models.ledger import InvoiceStatus
from pipeline.ledger_files.importing.profile import Kind

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")
_SPELLED = str.maketrans({"ß": "ss", "°": "o", "№": " no ", "#": " no "})
_YES = frozenset(
    {"yes", "y", "true", "1", "x", "ja", "j", "oui", "o", "vrai", "si", "s", "wahr", "verdadero"}
)
_NO = frozenset({"", "no", "n", "false", "0", "nein", "non", "faux", "falsch", "falso"})
_TOTAL = re.compile(
    r"\*+( .*)?|(grand |sub ?)?totals?( .*)?|(zwischen|gesamt|end)?summen?( .*)?|gesamt(betrag)?( .*)?"
    r"|(sous )?tota(l|ux)( .*)?|suma( .*)?|sub ?total( .*)?|result(at)?|ergebnis( .*)?"
)

KINDS = {
    Kind.INVOICE: (
        "invoice|inv|sales invoice|tax invoice|debit memo|debit note|dm|chargeback|cb|standard invoice"
        "|rechnung|faktura|ausgangsrechnung|lastschrift|facture|facture client|note de debit"
        "|factura|factura de venta|nota de debito|nota de cargo|si"
    ),
    Kind.CREDIT: (
        "credit memo|credit note|credit|cm|cn|sc|sales credit|gutschrift|rechnungskorrektur|avoir"
        "|note de credit|abono|nota de credito|factura rectificativa"
    ),
    Kind.PAYMENT: (
        "payment|pmt|receipt|customer payment|on account|unapplied|deposit|customer deposit|refund"
        "|customer refund|journal"
        "|journal entry|general journal|zahlung|zahlungseingang|erstattung|akonto|paiement|reglement"
        "|encaissement|remboursement|pago|cobro|reembolso|sr|sa"
    ),
}
"""Document types that mean the same in every system, by kind, parted by |."""
GENERAL_KINDS = {word: kind for kind, words in KINDS.items() for word in words.split("|")}

_STATES = {
    InvoiceStatus.OPEN: (
        "open|op|unpaid|outstanding|overdue|past due|partially paid|partly paid|sent|approved|authorised"
        "|posted|pending approval|awaiting payment|awaiting approval"
        "|part paid|partial|offen|unbezahlt|uberfallig|teilbezahlt|ouvert|ouverte|non paye|non payee"
        "|impaye|impayee|en retard|abierto|abierta|pendiente|impagado|impagada|vencido|vencida"
    ),
    InvoiceStatus.DISPUTED: (
        "disputed|in dispute|dispute|strittig|reklamiert|in klarung|en litige|litige|conteste|contestee"
        "|en disputa|disputado|disputada"
    ),
    InvoiceStatus.PAID: (
        "paid|paid in full|fully paid|fully applied|settled|bezahlt|beglichen|paye|payee|reglee|regle"
        "|pagado|pagada|cobrado|cobrada"
    ),
    InvoiceStatus.CLOSED: (
        "closed|cl|cleared|geschlossen|ausgeglichen|ferme|fermee|solde|soldee|cerrado|cerrada"
    ),
    InvoiceStatus.VOID: (
        "void|voided|cancelled|canceled|deleted|reversed|rejected|storniert|storno|annule|annulee|anulado|anulada"
    ),
}
STATES = {word: state for state, words in _STATES.items() for word in words.split("|")}


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> str:
    """`text` in small letters without accents and marks, words parted by one blank: "P. O. #" is "p o no"."""
    parted = _CAMEL.sub(" ", text.translate(_SPELLED))
    bare = (letter for letter in unicodedata.normalize("NFKD", parted) if not unicodedata.combining(letter))
    return " ".join(_WORD.findall("".join(bare).casefold()))


def is_yes(text: str) -> bool | None:
    """Whether a cell says yes; None where it says neither yes nor no."""
    word = plain_words(text)
    return True if word in _YES else False if word in _NO else None


def is_total(text: str) -> bool:
    """True for the label of a row of totals: "Total for Acme", "Summe", "**"."""
    stars = text.strip()
    return bool(_TOTAL.fullmatch(stars if stars.startswith("*") else plain_words(text)))
