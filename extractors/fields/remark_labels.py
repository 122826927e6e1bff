"""The labels that ask for remarks on a receipt, in the reader's languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.fields.text import fold, forms_of, letters

_LISTED = """
    remarks, remark, comments, comment, exceptions, exception, exceptions noted, notes, delivery notes,
    discrepancies, delivery exceptions, delivery remarks, receiver remarks, receivers remarks, consignee
    remarks, driver notes, remarks exceptions, remarks reservations, shortages damages, shortage damage,
    over short damage, os d, over short damaged, reservations, claims, observations, customer comments,
    customer remarks, discrepancy, bemerkungen, bemerkung, anmerkungen, vorbehalte, beanstandungen,
    reklamationen, mangel, abweichungen, vermerke, reserves, remarques, observations et reserves, reserves
    et observations, commentaires, anomalies, observaciones, incidencias, reservas, reparos, comentarios,
    anomalias, annotazioni, osservazioni, riserve, note, anomalie, opmerkingen, opmerking, bijzonderheden,
    voorbehoud, afwijkingen, uwagi, zastrzezenia, uwagi i zastrzezenia, niezgodnosci, observacoes,
    anotacoes, ressalvas"""

REMARK_LABELS = frozenset(letters(label) for label in _LISTED.split(",") if label.strip())
"""In letter form, as `letters` makes it."""

_HEADS = forms_of(
    """remarks remark comments comment exceptions exception discrepancies discrepancy reservations reservation
    observations observation claused clauses endorsements endorsement irregularities deviations complaints
    notations annotations bemerkungen bemerkung anmerkungen anmerkung vorbehalte vorbehalt beanstandungen
    beanstandung reklamationen abweichungen vermerke vermerk hinweise einwande maengelruge mangelruge reserves
    remarques remarque commentaires commentaire anomalies observaciones incidencias incidencia reservas
    comentarios reparos anomalias annotazioni osservazioni riserve anomalie contestazioni commenti
    opmerkingen opmerking aanmerkingen bijzonderheden afwijkingen voorbehoud klachten uwagi zastrzezenia
    niezgodnosci adnotacje spostrzezenia observacoes anotacoes ressalvas ocorrencias comentario
    op aanmerkingen"""
)
"""Ask for remarks whatever stands beside them."""
_NOTES = forms_of("notes note notas notizen notities notatki noted anotaciones")
"""Ask for them beside words of who remarks or of what."""
_FAULTS = forms_of(
    """shortage shortages short damage damages damaged loss losses overage overages over surplus missing wrong
    breakage breakages fehlmengen fehlmenge schaden schaeden mangel maengel fehler beschadigungen
    transportschaden bruch manquants manquant avaries avarie dommages casse faltas falta faltantes danos
    roturas averias ammanchi mancanze danni avarie rotture tekorten tekort manco schade beschadigingen
    breuk braki brak uszkodzenia uszkodzen szkody avarias quebras"""
)
"""What may be wrong; two of them, or one that is asked for, are a label."""
_STATE = forms_of("condition zustand etat estado stato staat toestand stan condizioni condiciones condicoes")
"""How the goods came; a label beside the goods or their receipt."""
_ASKING = forms_of(
    """any eventual eventuelle eventuels eventuelles etwaige allfallige eventuali eventuales eventuele
    ewentualne quaisquer eventuais possible all enter record list state describe specify details detail
    report noted please give here"""
)
_WHOSE = forms_of(
    """customer customers consignee consignees receiver receivers recipient recipients client clients buyer
    driver drivers carrier kunde kunden empfanger empfaengers empfangers empfaenger fahrer fahrers
    warenempfanger destinataire reception receptionnaire chauffeur transporteur cliente clientes destinatario
    receptor conductor consignatario ricevente vettore autista klant klanten ontvanger chauffeurs
    geadresseerde odbiorca odbiorcy klienta klient kierowcy kierowca adresata recebedor recetor motorista"""
)
_RECEIPT = forms_of(
    """delivery deliveries receipt receiving arrival unloading acceptance signing handover lieferung
    anlieferung empfang annahme ubergabe entladung abladen zustellung livraison reception dechargement
    entrega recepcion descarga recibo consegna ricevimento scarico ricezione levering aflevering ontvangst
    lossen dostawy dostawie odbioru odbiorze przyjecia rececao recepcao"""
)
_GOODS = forms_of(
    """goods parcel parcels package packages packaging load shipment consignment cargo items contents quality
    quantity quantities ware waren sendung verpackung menge qualitat marchandise marchandises colis emballage
    quantite mercancia mercaderia bultos embalaje carga envio cantidad merce imballo colli spedizione
    quantita goederen zending verpakking lading aantal towaru towar przesylki opakowania ilosci mercadoria
    mercadorias embalagem encomenda volumes quantidade"""
)
_JOINING = forms_of(
    """a an the of on at by from to for and or if in with as other special general specific upon re
    der die das des dem den zum zur bei beim und oder von vom fur sonstige besondere allgemeine durch
    le la les l du de des d et ou au aux par sur en pour si generales particulieres autres
    el los las y o del al por en para si otras generales
    il lo gli i e ed della dello delle dei degli alla sulla sul del da per altre eventuale
    het een en of van voor bij op door overige bijzondere
    i lub przy w na z do od dla inne os as do da dos das e ou no na pelo ao outras gerais your our my us"""
)
_KNOWN = _HEADS | _NOTES | _FAULTS | _STATE | _ASKING | _WHOSE | _RECEIPT | _GOODS | _JOINING
_PARTS = re.compile(r"[^\W\d_]+")
_LONG, _SHORT = 5, 2
"""Letters of a word, least, of which one may be misread; of an abbreviation, most."""
LONGEST = 9
"""Words of a label, most."""


def asks_for_remarks(words: Sequence[str]) -> bool:
    """True for a label that asks for remarks: of the list, or put together of words that such labels have.

    One letter of a longer word may be misread.

    >>> asks_for_remarks(["Any", "shortage", "or", "damage:"]), asks_for_remarks(["Delivery", "note"])
    (True, False)
    """
    text = " ".join(words)
    if letters(text) in REMARK_LABELS:
        return True
    if any(char.isdigit() for char in text) or _is_mixed(words):
        return False
    forms = [_known(letters(part)) for part in _PARTS.findall(fold(text))]
    if not forms or not all(forms):
        return False
    return _asks(forms)


def _asks(forms: Sequence[str]) -> bool:
    told = set(forms)
    if told & _HEADS:
        return True
    beside = told & (_WHOSE | _STATE | _FAULTS)
    if told & _NOTES and (beside or (told & (_RECEIPT | _GOODS) and forms[0] in _NOTES)):
        return forms[0] in _NOTES or bool(told & (_WHOSE | _STATE))
    faults = told & _FAULTS
    if len(faults) > 1 or (faults and told & _ASKING):
        return True
    return bool(told & _STATE and told & (_GOODS | _RECEIPT))


@cache
def _known(form: str) -> str:
    """The word of labels that this is, one letter of a longer one misread; empty where it is none."""
    if form in _KNOWN or len(form) < _LONG:
        return form if form in _KNOWN else ""
    return next((_shortened()[variant] for variant in _variants(form) if variant in _shortened()), "")


def _variants(form: str) -> list[str]:
    """The form, and what is left of it without one of its letters."""
    return [form, *(form[:place] + form[place + 1 :] for place in range(len(form)))]


@cache
def _shortened() -> dict[str, str]:
    """Longer words of labels by themselves and by what is left without one letter."""
    return {variant: word for word in sorted(_KNOWN) if len(word) >= _LONG for variant in _variants(word)}


def _is_mixed(words: Sequence[str]) -> bool:
    """True where longer words in capitals follow one that is none: another hand wrote them."""
    small = [any(map(str.islower, word)) for word in words]
    return any(small[0] and word.isupper() and sum(map(str.isalpha, word)) > _SHORT for word in words[1:])
