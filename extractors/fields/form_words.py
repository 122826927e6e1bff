"""Words that forms print and people are not called: what tells a caption or a box to tick from a name.

In en, de, fr, es, it, nl, pt and pl, beside the words that labels and titles are put together from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from extractors.fields.cues import HANDED_OVER, TITLES
from extractors.fields.label_words import PART_WORDS
from extractors.fields.place_labels import PLACE_LABELS
from extractors.fields.receipt_labels import RECEIPT_LABELS
from extractors.fields.remark_labels import REMARK_LABELS
from extractors.fields.text import blurred, forms_of, letters

_CONDITION = """
    taken back empties empty returned collected swapped exchanged complete incomplete intact damaged
    damage broken crushed shortage short surplus excess missing refused rejected accepted accept
    unchecked unexamined checked correct incorrect wrong late early nobody absent left neighbour safe
    shed garage weekend invoice handed over forklift used tail lift nothing report full delivered part
    partial clean claused reservations shortages damages condition remarks comments notes goods pallets
    crates boxes cartons parcels packages customer copy office file thank you image hub route stop seal
    vehicle weight pieces pkgs vollstandig unvollstandig beschadigt schaden bruch gebrochen fehlmenge
    mehrmenge mangel mangelfrei ordnung einwandfrei verspatet leergut zuruck getauscht abgelehnt
    verweigert angenommen niemand angetroffen nachbar ungepruft gepruft rechnung ubergeben ubernommen
    stapler genutzt inhalt alles ohne vermerke hinweise anmerkungen bemerkungen paletten kisten karton
    packstucke kolli stuck kundenbeleg vielen dank bild ausgehandigt zugestellt falsche ware conforme
    complet incomplet casse casses cassee endommage endommages endommagee intacts intacte manquant
    manquants excedent refuse refusee retard depose voisin livraison livre colis palettes consignes
    reprises reprise chariot utilise facture remise remis rien signaler reserves motifs remarques
    commentaires observations marchandise visa lu approuve bon reception erreur completo completa
    incompleto incompleta roto rotos danado danos dano falta faltan sobrante exceso rechazado rechazada
    aceptado retraso ausente dejado vecino envases devueltos recogido recogida carretilla usada factura
    entregada mercancia equivocada correcto bultos cajas reparos observaciones comentarios anotaciones
    firma digital integro integra rotto rotti danneggiato danneggiati danni mancante mancanti eccedenza
    rifiutato respinto accettato ritardo assente lasciato vuoti ritirati ritirato muletto usato fattura
    consegnata merce sbagliata colli scatole bancali osservazioni annotazioni riserve riserva volledig
    onvolledig beschadigd gebroken schade tekort teveel geweigerd aanvaard laat afwezig buren leeggoed
    emballage retour heftruck gebruikt factuur overhandigd verkeerde goederen opmerkingen aanmerkingen
    dozen orde danificado avariado avaria partido faltas excesso recusado recusada aceite atraso deixado
    vizinho vasilhame devolvido empilhador usado fatura entregue mercadoria errada caixas volumes
    observacoes reservas sem kompletna kompletny niekompletna niekompletne uszkodzone uszkodzona
    uszkodzony szkoda brak braki nadwyzka odmowa odmowiono spoznienie spozniona nieobecny sasiad
    opakowania zwrotne zwrot zwrocone wozek uzyty faktura wydana bledny towar uwagi zastrzezenia
    adnotacje niezgodnosci kartony palety dostawa pelna
"""
_PARTICLES = forms_of("van von den der des del della dos das the and und ter ten zum zur les las los")
"""Small words of names as of labels: they tell nothing."""
_STREETS = (
    "rua rue via avenida avda avenue calle strada corso piazza plaza praca strasse str straat ulica zona"
)
_SHORTEST, _SHORTEST_MISREAD = 3, 8
"""Letters from which a word counts, and may have one letter misread."""


def is_form_text(forms: Sequence[str]) -> bool:
    """True for words (letter forms) most of which forms print: "Taken back", "Visa du client".

    Of one that does and one that does not, the first tells: "Packer" and "Price" are family names, too.
    """
    words = [form for form in forms if len(form) >= _SHORTEST and form not in _PARTICLES]
    printed = [form for form in words if _is_printed(form)]
    if len(printed) * 2 == len(words):
        return bool(words) and _is_printed(words[0])
    return len(printed) * 2 > len(words)


def _is_printed(form: str) -> bool:
    key = blurred(form)
    if key in _vocabulary():
        return True
    return len(key) >= _SHORTEST_MISREAD and any(short in _shortened() for short in (key, *_shorter(key)))


def _shorter(form: str) -> Iterator[str]:
    return (form[:at] + form[at + 1 :] for at in range(len(form)))


@cache
def _vocabulary() -> frozenset[str]:
    lists = (*PLACE_LABELS.values(), *RECEIPT_LABELS.values(), *TITLES.values(), HANDED_OVER)
    listed = " ".join((*PART_WORDS.values(), *lists, _CONDITION, _STREETS)).replace("|", " ").split()
    words = (blurred(letters(word.partition("~")[0])) for word in listed)
    return frozenset(word for word in words if len(word) >= _SHORTEST) | REMARK_LABELS


@cache
def _shortened() -> frozenset[str]:
    """The long words, whole and with one letter missing: a misread letter is missing from both."""
    long = [word for word in _vocabulary() if len(word) >= _SHORTEST_MISREAD]
    return frozenset((*long, *(short for word in long for short in _shorter(word))))
