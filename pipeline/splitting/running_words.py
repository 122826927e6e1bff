"""Words that say that a paper goes on, or went on before: "carried forward", "Übertrag", "suite"."""

from __future__ import annotations

from extractors.fields.text import letters

_CARRIED = (
    "carried forward|carry forward|carried over|amount carried forward|total carried forward|continued|"
    "continued overleaf|continued on next page|continues on next page|continued on page|cont d|contd|"
    "to be continued|please turn over|p t o|see next page|see overleaf|Übertrag|Zwischensumme Übertrag|"
    "Fortsetzung|Fortsetzung folgt|Fortsetzung nächste Seite|Fortsetzung auf Seite|"
    "Fortsetzung siehe Rückseite|bitte wenden|siehe Folgeseite|à reporter|report|total à reporter|"
    "suite|suite page suivante|suite au verso|voir page suivante|tournez svp|suma y sigue|sigue|"
    "continúa|continúa en la página siguiente|total a trasladar|a riportare|segue|continua|"
    "segue a pagina|transporteren|te transporteren|transport|vervolg|vervolg op volgende pagina|"
    "zie volgende pagina|zie ommezijde|do przeniesienia|ciąg dalszy|ciąg dalszy na następnej stronie|"
    "a transportar|transporte|continua na página seguinte|att transportera|overføres|fortsættes|"
    "fortsätter"
)
_BROUGHT = (
    "brought forward|b f|balance brought forward|total brought forward|continued|continuation|"
    "continued from previous page|continued from page|continuation sheet|Übertrag|Übertrag von Seite|"
    "Fortsetzung|Fortsetzung von Seite|Übertrag Vorseite|report|report page précédente|suite|"
    "suite de la page|suma anterior|viene de|continuación|viene de la página anterior|riporto|segue|"
    "segue da pagina|transport|transport van pagina|vervolg|vervolg van pagina|vervolgblad|"
    "z przeniesienia|ciąg dalszy|transporte|continuação|continuação da página|Folgeblatt|Folgeseite|"
    "fortsat|forts"
)


def is_carried(form: str) -> bool:
    """True for a run of words (only letters, see `Run.form`) that sends the reader to the next page."""
    return form in _CARRIED_FORMS


def is_brought(form: str) -> bool:
    """True for a run of words (only letters) that takes up what the page before left."""
    return form in _BROUGHT_FORMS


_CARRIED_FORMS = frozenset(letters(phrase) for phrase in _CARRIED.split("|"))
_BROUGHT_FORMS = frozenset(letters(phrase) for phrase in _BROUGHT.split("|"))
