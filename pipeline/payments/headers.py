"""Headers of lists of payments and of remittance advices, as banks and systems export them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.errors import WrongUse
from pipeline.ledger_files.importing.words import plain_words

PAYMENT_COLUMNS = (
    "value_date", "amount", "currency", "payer", "payer_account", "reference", "bank_reference",
    "customer_number",
)  # fmt: skip
ADVICE_COLUMNS = (
    "advice_number", "customer_number", "payer", "invoice_number", "paid_amount", "discount", "deduction",
    "reason_code", "currency",
)  # fmt: skip
_SHARED = {
    "customer_number": "customer number|customer no|customer|customer id|account number|kundennummer"
    "|kunden nr|kundennr|debitor|debitorennummer|kunnr|no client|numero client|cliente|num cliente",
    "currency": "currency|ccy|waehrung|wahrung|waehrg|devise|moneda|valuta|divisa",
    "payer": "payer|payer name|name|debtor|debtor name|sender|ordering party|counterparty|remitter|paid by"
    "|auftraggeber|auftraggeber empfanger|auftraggeber beguenstigter|beguenstigter zahlungspflichtiger"
    "|begunstigter zahlungspflichtiger|zahlungspflichtiger|zahler|name zahlungsbeteiligter|donneur d ordre"
    "|emetteur|ordenante|description payer",
}
_PAYMENTS: Mapping[str, str] = {
    **_SHARED,
    "value_date": "value date|value day|date|payment date|booking date|transaction date|posting date|valuta"
    "|valutadatum|wertstellung|buchungstag|buchungsdatum|zahlungsdatum|datum|date valeur|date de valeur"
    "|fecha valor|fecha",
    "amount": "amount|payment amount|paid|credit|credit amount|betrag|umsatz|haben|montant|importe|importo",
    "payer_account": "payer account|account|iban|debtor account|debtor iban|sender account|counterparty iban"
    "|kontonummer iban|iban zahlungsbeteiligter|kontonummer|konto|compte|cuenta",
    "reference": "reference|remittance|remittance information|payment reference|details|payment details|text"
    "|description|memo|narrative|verwendungszweck|zweck|buchungstext|zahlungsreferenz|communication|libelle"
    "|motif|concepto",
    "invoice_number": "invoice number|invoice no|invoice|invoice id|rechnungsnummer|rechnungs nr|rechnungsnr"
    "|no facture|numero facture|factura",
    "bank_reference": "bank reference|bank ref|transaction id|transaction reference|end to end id"
    "|bankreferenz|transaktions id|primanota|payment id|payment number|referencia banco",
}
_ADVICES: Mapping[str, str] = {
    **_SHARED,
    "advice_number": "advice number|advice no|advice|remittance number|remittance no|payment number"
    "|payment reference|avis|avisnummer|avis nr|zahlungsavis|belegnummer zahlung|remittance id",
    "invoice_number": "invoice number|invoice no|invoice|invoice id|document number|rechnung"
    "|rechnungsnummer|rechnungs nr|rechnungsnr|belegnummer|facture|no facture|numero facture|factura",
    "paid_amount": "paid amount|amount paid|payment amount|net amount|net paid|amount|zahlbetrag"
    "|zahlungsbetrag|nettobetrag|betrag|montant|importe",
    "discount": "discount|discount taken|cash discount|skonto|skontobetrag|escompte|descuento",
    "deduction": "deduction|deduction amount|adjustment|adjustment amount|short paid|abzug|kuerzung|kurzung"
    "|einbehalt|deduccion",
    "reason_code": "reason code|reason|adjustment reason|deduction reason|deduction code|grund|abzugsgrund"
    "|grundcode|motif|motivo",
}  # fmt: skip
_NEEDED = {True: ("invoice_number", "paid_amount"), False: ("value_date", "amount")}
Places = dict[str, int]


def columns_of(cells: Sequence[str], wished: Mapping[str, str], *, advice: bool) -> Places:
    """Column to its 0-based place in a header row; what is not known is left out, of two the first counts.

    A later header of a column is taken only where an earlier word for it is missing.
    """
    plain = [plain_words(cell) for cell in cells]
    known = _ADVICES if advice else _PAYMENTS
    found: Places = {}
    for column, words in known.items():
        names = (
            [plain_words(wished[column])] if column in wished else [plain_words(column), *words.split("|")]
        )
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None and place not in found.values():
            found[column] = place
    return found


def is_enough(places: Mapping[str, int], *, advice: bool) -> bool:
    """True for a header row from which rows can be read."""
    return all(name in places for name in _NEEDED[advice])


def check_wished(wished: Mapping[str, str]) -> None:
    """Do nothing where every column exists.

    Raises:
        WrongUse: one does not.
    """
    every = (*_PAYMENTS, *(one for one in _ADVICES if one not in _PAYMENTS))
    for column in wished:
        if column not in every:
            raise WrongUse(f"--column {column!r} is none of: {', '.join(every)}.")
