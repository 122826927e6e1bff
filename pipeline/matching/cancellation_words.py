"""Words of titles and sentences that take an order or a delivery back, or ask for one, in eight languages.

All are held against lower-case text without accents; a blank stands for whatever parts two words.
"""

from __future__ import annotations

import re


def _any(*parts: str) -> str:
    return "(?:" + "|".join(part.replace(" ", r"\W+") for part in parts) + ")"


_LINK = r"(?:\W+(?:[a-z]{1,12}\W+){0,2})"
"""Up to two words between."""
_ORDER = _any(
    r"(?:purchase )?orders?|p\W?o|\w*bestell[iu]ng(?:en)?|auftrag|bon de commande|commandes?",
    r"(?:orden|nota) de compra|pedidos?|ordin[ei]|(?:inkoop)?orders?|encomendas?|zamowieni[ae]",
)
_NOTE = _any(
    r"(?:delivery|despatch|dispatch|consignment|advice) (?:notes?|dockets?|tickets?|receipts?)|packing slip",
    r"\w*lieferscheine?s?|bons? de livraison|bordereau de livraison|albaran(?:es)?|nota de entrega|remito",
    r"d\W?d\W?t|documento di trasporto|bolla(?: di consegna)?|pakbon|leverbon|vrachtbrief|afleverbon",
    r"guia(?: de (?:remessa|transporte))?|nota de remessa|wz|list przewozowy|dowod dostawy",
)
_DELIVERY = _any(
    _NOTE,
    r"deliver(?:y|ies)|shipments?|consignments?|parcels?|\w*lieferung(?:en)?|sendung|paket|colis|livraisons?|envois?",
    r"entregas?|envio|consegn[ae]|spedizione|levering(?:en)?|zending|dostaw[ay]?|przesylk[ai]",
)
_PROOF = _any(
    r"(?:proofs?|evidence|confirmation) of (?:the )?deliver(?:y|ies)|p\W?o\W?ds?|delivery proofs?",
    r"signed (?:copy|copies|delivery notes?)|\w*(?:ab|an)liefer(?:ungs)?(?:beleg|nachweis)\w*",
    r"\w*(?:liefer|zustell)nachweis\w*|(?:preuves?|justificatifs?|attestation) de livraison",
    r"(?:bon )?emarge\w*|(?:prueba|comprobante|justificante|acuse) de (?:entrega|recibo|recepcion)",
    r"(?:prova|conferma|attestazione) (?:di |della |d.)consegna|(?:af)?lever(?:ings?)?bewijs",
    r"bewijs van (?:af)?levering|(?:prova|comprovativo|comprovante) de entrega",
    r"(?:potwierdzeni[ea]|dowodu?) (?:dostawy|odbioru|doreczenia)",
)
_UNDELIVERED = _any(
    r"(?:not|un|non)\W?deliver(?:ed|able)|nicht (?:zugestellt|ausgeliefert|geliefert)|unzustellbar",
    r"non livree?s?|no entregad[oa]s?|non consegnat[oaie]|niet (?:af)?geleverd|niet bezorgd|onbestelbaar",
    r"nao entregues?|niedoreczon\w+|niedostarczon\w+|nie (?:dostarczono|doreczono)",
)
_VOID = _any(
    r"void(?:ed)?|superseded|invalid(?:ated)?|null and void|ungu?e?ltig|hinfallig|nichtig",
    r"non valable|caduque|nul et non avenu|sin validez|sin efecto|non valid[oa]|ongeldig|vervallen",
    r"sem validade|niewazn[aey]",
)
_GIVEN_UP = _any(
    r"withdrawn|revoked|rejected|declined|widerrufen|zuru?e?ckgezogen|abgelehnt|retiree?|rejetee?|refusee?",
    r"retirad[oa]|rechazad[oa]|ritirat[oa]|respint[oa]|rifiutat[oa]|ingetrokken|afgewezen|rejeitad[oa]",
    r"wycofan[aey]|odrzucon[aey]|cancell?ed|storniert|annulee?|anulad[oa]|cancelad[oa]|annullat[oa]",
    r"geannuleerd|anulowan[aey]",
)
_NO_LABEL = r"(?!\W*(?:no|nr|num\w*|number|#|date|datum|ref\w*|id|by|from|type|charges?|fees?)\b)"
"""What follows would make it the label of a value: "Delivery request no: 12"."""

TAKES = re.compile(
    r"\b"
    + _any(
        r"uplift(?:ment)?s? (?:note|order|request|advice|sheet|docket|report|slip|form|notice)",
        r"(?:goods|stock|customer|product) uplift(?:ment)?s?",
        r"(?:collection|pick\W?up) (?:request|order|advice|docket|instruction|notice)",
        r"abhol(?:auftrag|schein|beleg|avis|anforderung|anzeige)|ruckholauftrag|rueckholauftrag",
        r"bons? de reprise|reprise de (?:la )?(?:marchandises?|materiel)",
        r"(?:bon|ordre|demande|avis) d.enlevement|(?:nota|orden|solicitud|albaran|hoja) de recogida",
        r"(?:buono|ordine|richiesta|bolla) di ritiro|(?:ophaal|afhaal)(?:bon|opdracht|order|verzoek)",
        r"(?:guia|nota|pedido|ordem) de (?:recolha|levantamento)|zlecenie odbioru(?: towaru)?",
        r"non\W?deliver(?:y|ies) (?:report|notice|note|advice|card|form)",
        r"(?:report|notice|advice) of non\W?delivery|delivery (?:failed|failure)|sorry we missed you",
        r"(?:failed|unsuccessful|attempted|missed) (?:delivery|collection)",
        r"fehlgeschlagene zustellung|zustellung fehlgeschlagen|avis de passage|echec de (?:la )?livraison",
        r"entrega (?:fallida|no realizada|falhada|nao efetuada)|mancata consegna|nieudana dostawa",
        r"consegna (?:fallita|non riuscita|non effettuata)|mislukte (?:levering|bezorging)",
        rf"{_DELIVERY}{_LINK}{_UNDELIVERED}|{_UNDELIVERED} {_DELIVERY}",
    )
    + rf"\b{_NO_LABEL}"
)
"""A paper for goods that were fetched again or never handed over."""
LAPSED = re.compile(
    "^\\W*"
    + _any(_VOID, r"withdrawn|zuru?e?ckgezogen|uplift(?:ment)?")
    + r"\W*$|\b"
    + _any(
        rf"{_VOID} {_NOTE}",
        rf"{_NOTE}{_LINK}{_VOID}",
        rf"{_VOID} {_ORDER}",
        rf"{_ORDER}{_LINK}{_VOID}",
        rf"{_GIVEN_UP} {_ORDER}",
        rf"{_ORDER}{_LINK}{_GIVEN_UP}",
        rf"{_ORDER} (?:rejection|withdrawal|closed|on hold|stop)",
        rf"(?:draft|specimen|entwurf|brouillon|borrador|bozza) (?:{_NOTE}|{_ORDER})",
    )
    + rf"\b{_NO_LABEL}"
)
"""A paper that counts no more."""
UNDELIVERED = re.compile(rf"^\W*{_UNDELIVERED}\W*$")
"""Alone in large letters; small, it heads a list of what is to follow."""
_ASKING = _any(
    r"requests?|query|enquiry|inquiry|reminder|chaser|dispute|claim(?: form)?|complaint(?: form)?",
    r"anforderung|anfrage|ru?e?ckfrage|nachfrage|nachforschung\w*|mahnung|erinnerung|reklamation\w*",
    r"beanstandung|reclamation|relance|rappel|litige|contestation|reclamacion|recordatorio|incidencia",
    r"sollecito|reclamo|contestazione|aanvraag|navraag|aanmaning|herinnering|reclamatie|klacht",
    r"reclamacao|lembrete|reklamacj[ai]|przypomnienie|ponaglenie|monit|zapytanie",
)
_REQUEST_FOR = _any(
    r"request (?:for|of)(?: the| a)?|(?:anforderung|anfrage)(?: (?:der|des|eines?|von))?",
    r"demande (?:de |d.|du )(?:la |l.|une? )?|(?:solicitud|peticion) (?:de|del)(?: la| el)?",
    r"richiesta (?:di |del |della |d.)?|(?:aanvraag|opvraag|verzoek)(?: (?:om|van|voor))?",
    r"(?:solicitacao|requisicao|pedido) (?:de|da|do)|(?:prosba|wniosek) o",
).replace(r"\W+)", r"\W*)")
_DISPUTE_OF = _any(
    r"(?:enquiry|inquiry|query|chaser|reminder|claim|complaint|dispute) (?:for|about|on|of|re|regarding)",
    r"(?:mahnung|erinnerung|nachforschung|reklamation|ru?e?ckfrage|beanstandung)(?: (?:zu|zur|zum|an|der))?",
    r"(?:reclamation|relance|rappel|litige|contestation)(?: (?:de|du|des|sur|pour))?(?: la| le)?",
    r"(?:reclamacion|recordatorio|consulta) (?:de|del|sobre)(?: la| el)?",
    r"(?:sollecito|reclamo|contestazione)(?: (?:di|del|della|per|su))?",
    r"(?:aanmaning|herinnering|klacht)(?: (?:om|van|voor|over))?|(?:reclamacao|lembrete) (?:de|da|do|sobre)",
    r"(?:zapytanie|ponaglenie|reklamacja|przypomnienie)(?: o)?",
)
_WHAT = _any(_PROOF, _DELIVERY, _ORDER, r"non\W?receipt|missing goods|shortages?|damages?|payment|zahlungs?")
ASKS = re.compile(
    r"\b"
    + _any(
        rf"{_WHAT}{_LINK}{_ASKING}",
        rf"{_REQUEST_FOR}\W*{_PROOF}",
        rf"{_DISPUTE_OF} {_WHAT}",
        r"\w*mahnung|nachforschungs(?:antrag|auftrag)|\w*(?:lieferschein|beleg|nachweis)anforderung",
        r"reklamationss?(?:schein|formular|meldung)|(?:claim|complaint) form",
    )
    + rf"\b{_NO_LABEL}"
)
"""A paper that asks for a proof, an order or an answer, or disputes one, rather than being it."""
NO_ASKING = re.compile(
    r"""\b(call|ring|contact|line|desk|helpline|hotline|us|our|any|all|special|queries|reporting|must|made|make
    |ohne|telefonisch|unter|fragen|kontakt|rund\W+um|service|vom|dated
    |(on|upon|by|per|as|auf|laut|gem|gemass|sur|op)\W+(request|enquiry|inquiry|anfrage|anforderung|demande|aanvraag))\b|\?|:\W*\w|\b0\d{3,}|\+\d""",
    re.VERBOSE,
)
"""What marks the same words as a label, an advice or a line of contact."""
TRANSPORT = re.compile(
    r"\b"
    + _any(
        r"(?:transport|speditions|fracht|fuhr)auftrag|(?:transport|haulage|freight|carriage) order",
        r"ordre de transport|orde[nm] de transporte|ordine di trasporto|transportopdracht",
        r"zlecenie transportowe",
    )
    + rf"\b{_NO_LABEL}"
)
"""An order to a carrier: no order for goods."""
STATUS = re.compile(
    r"^\W*"
    + _any(r"(?:delivery |order |shipment |consignment |document |pod |liefer|sendungs|auftrags|bestell)?")
    + r"(?:status|state|result|estado|esito|stato|etat|statut|ergebnis)\W+"
    + _any(
        _UNDELIVERED,
        _VOID,
        _GIVEN_UP,
        r"failed(?: delivery)?|delivery failed|no delivery|unsuccessful|fehlgeschlagen",
    )
    + r"\b"
)
"""A line that names the state of the paper or of the delivery."""
HANDED_OVER = re.compile(
    r"(?<!not )(?<!non )(?<!non-)\bdelivered\b|(?<!nicht )\b(?:zugestellt|geliefert|ausgeliefert)\b"
)
"""What stands beside it in a row of states to be ticked."""
_CANCEL = _any(
    r"cancel|withdraw|revoke|stornieren|widerrufen|zuru?e?ckziehen|annullieren|annuler|retirer",
    r"anular|anulen|anule[nm]?|cancelar|cancele[nm]?|annullare|annulleren|annuleren|intrekken",
)
_THIS = r"(?:[a-z]{1,12}\W+){0,3}"
_CODE = r"(?:[\w./-]*\d[\w./-]*\W+)?"
CANCELS = re.compile(
    r"\b"
    + _any(
        rf"(?:please|kindly|hereby|herewith|we|we (?:wish|need|have|would like) to) {_CANCEL} {_THIS}"
        rf"{_ORDER}",
        rf"(?:bitte|hiermit|veuillez|merci d.|rogamos|sirvanse|por favor|si prega di|preghiamo di) ?{_THIS}"
        rf"{_CANCEL} {_THIS}{_ORDER}",
        rf"(?:solicitamos|gelieve|graag|hierbij) {_THIS}{_CANCEL} {_THIS}{_ORDER}",
        rf"(?:stornieren|widerrufen|annullieren) (?:wir|sie) {_THIS}{_ORDER}|wir {_CANCEL} {_THIS}{_ORDER}",
        r"(?:annulons|anulamos|cancelamos|annulliamo|annuleren wij|wij annuleren|anulujemy|wycofujemy) "
        rf"{_THIS}{_ORDER}",
        rf"(?:bitte|hiermit|gelieve|graag) {_THIS}{_ORDER} {_CODE}(?:zu |te )?{_CANCEL}",
        rf"{_ORDER} {_CODE}(?:is|has been|was|wird|ist|wurde|est|a ete|ha sido|queda|e stato|wordt|foi)"
        rf" (?:now |hereby |hiermit |par la presente |hierbij )?(?:{_GIVEN_UP}|{_VOID})",
        rf"prosimy o anulowanie {_THIS}zamowienia",
    ).replace(r"\W+?", r"\W*")
    + r"\b"
)
"""A sentence that cancels the order it stands on."""
CONDITIONS = re.compile(
    r"""\b(if|unless|until|when|where|whenever|once|may|might|can|cannot|could|rights?|reserves?|reserved
    |entitled?|any\W+time|fails?|failing|failure|otherwise|without|deemed|balance|remaining|remainder|lines?|part
    |wenn|falls|sofern|kann|konnen|recht|vorbehalt\w*|berechtigt|sonst|andernfalls|rest\w*
    |si(?!\W+prega)|sauf|peut|droit|faute|sinon|podra|puede|derecho|salvo|caso|puo|diritto
    |qualora|indien|mag|direito|pode|jesli|jezeli|moze|prawo|gdy)\b""",
    re.VERBOSE,
)
"""What makes such a sentence one of the conditions, or one about a part of the order."""
_ON = r".{0,160}?"
"""The rest of a sentence; without an end a page of one word would take minutes."""
WANTS = re.compile(
    r"\b"
    + _any(
        rf"(?:please|kindly|you) {_THIS}(?:send|provide|supply|forward|e\W?mail|submit|let)\b{_ON}\b{_PROOF}",
        rf"bitte\b{_ON}\b{_PROOF}|veuillez {_THIS}(?:envoyer|fournir|transmettre)\b{_ON}\b{_PROOF}",
        rf"{_PROOF}{_LINK}(?:required|needed|wanted|outstanding|missing|fehlt|fehlend|erforderlich|benotigt"
        r"|manquante?|requise|faltante|pendiente|mancante|ontbreekt|em falta|brakujac[ey])",
        rf"(?:missing|outstanding|fehlender?|ausstehende[rn]?|mancante|ontbrekende?) {_PROOF}",
        r"not (?:been |yet )*received (?:these|the|this|your|any) (?:goods|delivery|order|items)",
    )
    + r"\b"
)
"""On a letter about a delivery, without a receipt of its own: the writer wants the proof."""
