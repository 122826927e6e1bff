"""Headers of lists of invoice lines, as systems export them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.ledger_files.importing.words import plain_words

COLUMNS = (
    "invoice_number", "customer_number", "position", "article", "description", "quantity", "unit", "price",
    "amount",
)  # fmt: skip
_NEEDED = ("invoice_number", "quantity")
_SAID: Mapping[str, str] = {
    "invoice_number": "invoice number|invoice no|invoice|invoice id|billing document|document number"
    "|doc no|inv no|document no|rechnung|rechnungsnummer|rechnungs nr|rechnungsnr|belegnummer|belegnr"
    "|beleg nr|faktura|vbeln|no facture|numero facture|facture|numero de facture|num factura"
    "|numero factura|factura|no factura|trx number|transaction number|n fattura|numero fattura"
    "|factuurnummer|nr faktury|numero fatura",
    "customer_number": "customer number|customer no|customer|customer id|account|account number"
    "|account no|sold to|bill to|payer|kunde|kundennummer|kunden nr|kundennr|debitor|kunnr|client"
    "|no client|numero client|cliente|num cliente|numero cliente|codigo cliente|codice cliente"
    "|klantnummer|nr klienta",
    "position": "position|line|line no|line number|item no|pos|pos no|item number line|posnr|ligne|linea"
    "|no ligne|row|invoice line|line id|riga|regel|lp",
    "article": "article|article no|article number|item|item code|item number|material|material number|sku"
    "|part number|part no|product code|product|product number|stock code|artikel|artikelnummer|artikel nr"
    "|artikelnr|matnr|reference|ref|code article|articulo|codigo articulo|codigo|codice articolo|codice"
    "|artikelcode|indeks",
    "description": "description|item description|material description|text|product name|details"
    "|bezeichnung|artikelbezeichnung|beschreibung|designation|libelle|descripcion|concepto|arktx|memo"
    "|short text|kurztext|descrizione|omschrijving|nazwa",
    "quantity": "quantity|qty|invoiced quantity|billed quantity|quantity invoiced|qty invoiced|menge"
    "|anzahl|fkimg|fakturierte menge|quantite|qte|cantidad|cant|quantita|aantal|ilosc|quantidade|units",
    "unit": "unit|uom|unit of measure|u m|einheit|me|mengeneinheit|vrkme|unite|unidad|um|eenheid|jm"
    "|unidade",
    "price": "price|unit price|net price|rate|price each|sales price|einzelpreis|preis|nettopreis|netpr"
    "|prix unitaire|prix|pu|precio|precio unitario|prezzo|prijs|cena|preco",
    "amount": "amount|line amount|net amount|line total|net value|value|extended amount|ext price|betrag"
    "|nettowert|netwr|gesamt|positionswert|montant|montant ht|importe|importe neto|importo|bedrag|wartosc"
    "|valor",
}  # fmt: skip
_KNOWN = {words: column for column, said in _SAID.items() for words in said.split("|")}
_OWN = {plain_words(column): column for column in COLUMNS}


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Column to its 0-based place in a header row; what is not known is left out, of two the first counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = plain_words(cell)
        column = _OWN.get(words) or _KNOWN.get(words)
        if column:
            found.setdefault(column, place)
    return found


def is_enough(columns: Mapping[str, int]) -> bool:
    """True for a header row from which lines can be read."""
    return all(name in columns for name in _NEEDED) and ("article" in columns or "description" in columns)
