"""Headings of tables of goods in eight languages, and which column each stands over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from models.lines import Column

_FUZZY_FROM = 6
"""Letters from which one may be misread."""
_LONGEST = 5
"""Words of a heading, at most."""
_ALIKE = str.maketrans(
    {"i": "l", "1": "l", "|": "l", "!": "l", "0": "o", "5": "s", "ł": "l", "ß": "s", "ø": "o"}
)

_SAID: Mapping[Column, str] = {
    Column.POSITION: "item no|item number|line no|line|ln|lin|pos|pos no|pos nr|position|posn|no|nr|n"
    "|number|#|sr no|lfd nr|laufende nr|poz|poz nr|lp|linea|ligne|riga|regel|linha|num|seq|item #|pozycja"
    "|regelnr|n riga",
    Column.ARTICLE: "article|article no|article number|article code|art|art no|art nr|artnr|part|part no"
    "|part number|part #|item code|item #|item id|product code|product no|product id|product number"
    "|product #|stock code|stock no|sku|sku no|code|material|material no|material number|catalogue no"
    "|catalog no|cat no|catalog number|model|model no|model number|your ref|our ref|ref|reference|mpn|ean"
    "|gtin|upc|vendor part|supplier part|supplier part no|manufacturer part|item number|your part no"
    "|our part no|your item|item/sku|mfg part no|artikel|artikel nr|artikelnr|artikelnummer"
    "|artikel nummer|art nummer|sachnummer|sach nr|teilenummer|teile nr|materialnummer|material nr"
    "|materialnr|produkt nr|produktnummer|produktcode|bestellnr|best nr|artikelcode|artikel code|ident nr"
    "|identnummer|warennummer|reference article|ref article|code article|code produit|no article"
    "|n article|numero article|code|ref produit|articulo|referencia|cod articulo|codigo articulo|codigo"
    "|codigo producto|cod|num articulo|n articulo|codice|codice articolo|cod articolo|codice art|cod art"
    "|articolo|rif|riferimento|codice prodotto|cod prodotto|artigo|cod artigo|codigo artigo"
    "|referencia artigo|cod produto|codigo produto|indeks|kod|kod towaru|kod produktu|symbol"
    "|symbol towaru|nr artykulu|numer artykulu|nr katalogowy|kod artykulu|indeks towaru|nr kat",
    Column.DESCRIPTION: "description|description of goods|item description|product|product description"
    "|product name|item|item name|items|goods|details|particulars|commodity|article description"
    "|material description|designation|description of articles|commodity description|goods description"
    "|service|descr|desc|item and description|description/specification|part description|article name"
    "|product details|name|bezeichnung|beschreibung|artikelbezeichnung|artikelbeschreibung|benennung|text"
    "|ware|warenbezeichnung|leistung|artikeltext|materialbezeichnung|produktbezeichnung|produkt"
    "|bezeichnung der ware|artikel bezeichnung|kurztext|artikel/bezeichnung|produktbeschreibung"
    "|gegenstand|designation des articles|libelle|designation article|designation produit|produit"
    "|articles|marchandises|descripcion|concepto|descripcion del articulo|descripcion articulo|producto"
    "|denominacion|detalle|articulos|descrizione|descrizione articolo|descrizione merce"
    "|descrizione dei beni|denominazione|prodotto|merce|natura e qualita dei beni|descrizione della merce"
    "|descrizione prodotto|omschrijving|artikelomschrijving|beschrijving|product omschrijving"
    "|productomschrijving|benaming|goederen|artikel omschrijving|nazwa towaru|nazwa|opis|nazwa artykulu"
    "|nazwa produktu|towar|opis towaru|nazwa towaru lub uslugi|asortyment|descricao|designacao"
    "|descricao do artigo|produto|mercadoria|designacao dos artigos|descricao do produto",
    Column.ORDERED: "qty ordered|quantity ordered|ordered|order qty|ordered qty|order quantity"
    "|ordered quantity|qty ord|ord qty|qty order|bestellt|bestellmenge|menge bestellt|best menge"
    "|auftragsmenge|bestellte menge|sollmenge|soll|quantite commandee|qte commandee|qte cdee|commande"
    "|commandee|qte cde|cdee|qte com|cant pedida|cantidad pedida|pedido|pedida|uds pedidas|solicitado"
    "|quantita ordinata|qta ordinata|q ta ordinata|ordinato|ordinata|besteld|aantal besteld"
    "|besteld aantal|bestelde hoeveelheid|zamowiono|ilosc zamowiona|zamowione|ilosc zam"
    "|quantidade encomendada|qtd encomendada|encomendado|qtd pedida|pedidas|quant encomendada",
    Column.DELIVERED: "qty delivered|quantity delivered|delivered|qty shipped|quantity shipped|shipped"
    "|qty supplied|supplied|despatched|dispatched|qty despatched|qty dispatched|this delivery"
    "|delivered qty|shipped qty|ship qty|qty ship|qty this shipment|delivery qty|delivery quantity"
    "|qty sent|issued|qty del|del qty|geliefert|liefermenge|menge geliefert|gelieferte menge|gel menge"
    "|ausgeliefert|lieferung|ist menge|istmenge|versandmenge|quantite livree|qte livree|livre|livree"
    "|livres|qte liv|expedie|quantite expediee|qte expediee|cant servida|cantidad servida|servido|servida"
    "|entregado|entregada|cant entregada|cantidad entregada|cant enviada|enviado|suministrado"
    "|quantita consegnata|qta consegnata|q ta consegnata|consegnato|consegnata|evaso|evasa|spedito"
    "|q ta evasa|qta spedita|geleverd|aantal geleverd|geleverd aantal|geleverde hoeveelheid|verzonden"
    "|dostarczono|ilosc dostarczona|wydano|ilosc wydana|dostarczone|wydane|ilosc wyd|ilosc dost"
    "|quantidade entregue|qtd entregue|entregue|enviado|fornecido|qtd fornecida|expedido|quant entregue",
    Column.BACKORDER: "back order|backorder|backordered|back ordered|b/o|bo|qty b/o|to follow|outstanding"
    "|balance|balance due|open qty|open quantity|remaining|qty remaining|qty open|still due"
    "|qty outstanding|qty backordered|ruckstand|offen|offene menge|restmenge|rest|ruckstandsmenge"
    "|noch offen|nachlieferung|reliquat|reste a livrer|reste|solde|pendiente|cant pendiente|resto|residuo"
    "|inevaso|da consegnare|qta residua|saldo|nog te leveren|in nalevering|nalevering|restant|openstaand"
    "|rest aantal|pozostalo|do dostarczenia|zaleglosc|pendente|por entregar|em falta|qtd pendente",
    Column.QUANTITY: "qty|quantity|quant|qty.|pieces|pcs|units|no of units|count|qnty|qty pcs|cases"
    "|no of pieces|menge|anzahl|stuckzahl|stuck|stk|mng|menge in stk|quantite|qte|nombre|nb|cant|cantidad"
    "|unidades|uds|ctd|cdad|quantita|qta|q ta|numero pezzi|pezzi|aantal|hoeveelheid|stuks|st aantal|ilosc"
    "|ilosc szt|szt|quantidade|qtd|qtde|quant|qde",
    Column.UNIT: "unit|units of measure|unit of measure|uom|u/m|um|uoi|pack|pack size|unit type|measure"
    "|each|per|einheit|me|einh|mengeneinheit|mengeneinh|einheiten|ve|vpe|unite|uv|unite de vente|un|cond"
    "|conditionnement|unidad|ud|u m|u med|medida|unita|unita di misura|un mis|u di m|eenheid|eenh"
    "|verpakking|jm|j m|jedn|jednostka|jedn miary|jednostka miary|unidade|unid|uni",
    Column.PRICE: "price|unit price|price each|unit cost|net price|rate|list price|price/unit"
    "|price per unit|cost|unit rate|price ea|each price|unit net price|cost each|nett price|price net"
    "|unit price usd|unit price eur|unit price gbp|einzelpreis|e preis|ep|preis|stuckpreis|preis/einheit"
    "|netto preis|nettopreis|preis je einheit|preis pro stuck|einzelpreis eur|preis eur|preis/st|ez preis"
    "|preis/me|stk preis|vk preis|einheitspreis|prix unitaire|prix|pu|p u|pu ht|p u ht|prix unit|prix net"
    "|prix u|prix unitaire ht|prix ht|pu net|prix unit ht|precio|precio unitario|precio ud|p unit"
    "|precio unit|precio neto|p u|precio unidad|p unitario|prezzo|prezzo unitario|prezzo un|prezzo unit"
    "|prezzo netto|pr unitario|p unitario|prezzo u|prijs|stuksprijs|prijs per stuk|eenheidsprijs"
    "|prijs per eenheid|netto prijs|nettoprijs|prijs p/st|cena|cena netto|cena jedn|cena jednostkowa"
    "|cena jedn netto|cena j|cena za szt|preco|preco unitario|pr unit|preco unit|preco un|p unitario"
    "|preco liquido|p unit",
    Column.AMOUNT: "amount|total|line total|net amount|value|extended|extension|ext price|extended price"
    "|total price|net value|line amount|ext amount|total amount|goods value|net total|total net|sub total"
    "|line value|amount usd|amount eur|amount gbp|net|total cost|extended amount|total value|betrag"
    "|gesamt|gesamtpreis|g preis|gp|gesamtbetrag|nettowert|wert|summe|betrag eur|gesamt eur|netto"
    "|nettobetrag|positionswert|gesamtwert|preis gesamt|warenwert|montant|montant ht|total ht|montant net"
    "|prix total|montant total|total net|valeur|importe|importe neto|total neto|valor|importe total"
    "|precio total|importo|totale|importo netto|valore|totale netto|prezzo totale|importo totale|bedrag"
    "|totaal|totaalbedrag|totaalprijs|regeltotaal|netto bedrag|waarde|wartosc|wartosc netto|razem|kwota"
    "|suma|wartosc brutto|razem netto|valor liquido|valor total|montante|preco total",
}  # fmt: skip
_OTHERS = (
    "weight|gross weight|net weight|weight kg|gross kg|net kg|kg|lb|lbs|volume|date|due date"
    "|delivery date|required by|required|req date|need by|ship date|discount|disc|disc %|tax|vat|vat %"
    "|tax rate|hs code|customs code|origin|country of origin|batch|lot|lot no|serial|serial no|bin"
    "|location|shelf|warehouse|remarks|comments|notes|package|packages|type|nmfc|class|hm|h m|checked|ok"
    "|pallets|cartons|colour|color|size|account|gl code|project|status|gewicht|bruttogewicht|nettogewicht"
    "|gewicht kg|brutto kg|netto kg|liefertermin|termin|datum|lieferdatum|rabatt|mwst|ust|lagerplatz"
    "|lagerort|charge|charge nr|seriennr|bemerkung|zolltarifnummer|kommission|rab %|lager|poids|poids kg"
    "|poids brut|poids net|delai|date livr|date|remise|tva|empl|emplacement|lot|observations|taux tva"
    "|peso|peso kg|peso bruto|peso neto|fecha entrega|fecha|dto|dto %|iva|ubicacion|lote|observaciones"
    "|bultos|peso lordo|peso netto|consegna|data consegna|sconto|sc %|aliquota|scaffale|lotto|note|colli"
    "|cod iva|brutogewicht|gewicht|nettogewicht|leverdatum|korting|btw|locatie|partij|opmerking"
    "|opmerkingen|waga|waga kg|masa|masa brutto|termin|data|rabat|vat|stawka vat|magazyn|partia|uwagi"
    "|peso liquido|data entrega|desconto|desc|desc %|taxa|local|armazem|obs|volumes"
)


def fold(text: str) -> str:
    """Letters, figures and `#` as compared: no accents, no case, and alike ones the same."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain.translate(_ALIKE) if c.isalnum() or c == "#").translate(_ALIKE)


@cache
def _known() -> Mapping[str, Column | None]:
    known: dict[str, Column | None] = {fold(words): None for words in _OTHERS.split("|")}
    for column, said in _SAID.items():
        known.update({fold(words): column for words in said.split("|") if fold(words)})
    return known


@cache
def _long() -> Sequence[str]:
    return tuple(one for one in _known() if len(one) >= _FUZZY_FROM)


@cache
def meaning(words: str) -> tuple[Column | None, bool]:
    """The column that a whole heading stands over, and whether it is a heading at all."""
    known, form = _known(), fold(words)
    if form in known:
        return known[form], True
    parts = words.split()
    if len(form) < _FUZZY_FROM - 1 or (len(parts) > 1 and all(fold(part) in known for part in parts)):
        return None, False
    near = min(_long(), key=lambda one: Levenshtein.distance(form, one, score_cutoff=1))
    if Levenshtein.distance(form, near, score_cutoff=1) <= 1:
        return known[near], True
    return None, False


def phrases(words: Sequence[str], breaks: Sequence[bool]) -> Iterator[tuple[int, int, Column | None]]:
    """The headings in a row of words: (first, behind the last, column), the longest first from left to right.

    `breaks` tells before which words there is a gap that no heading spans; a column of None is one that
    has no part in the lines. Words that are no heading are left out.
    """
    start = 0
    while start < len(words):
        end = _longest(words, breaks, start)
        if end:
            yield start, end, meaning(" ".join(words[start:end]))[0]
        start = end or start + 1


def _longest(words: Sequence[str], breaks: Sequence[bool], start: int) -> int:
    """Behind the last word of the longest heading that begins at `start`; 0 where none does."""
    ends = [start + 1]
    while ends[-1] < min(len(words), start + _LONGEST) and not breaks[ends[-1]]:
        ends.append(ends[-1] + 1)
    return next((end for end in reversed(ends) if meaning(" ".join(words[start:end]))[1]), 0)
