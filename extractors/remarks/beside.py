"""Words beside those that say what was wrong: of time, of place, of duties, and of persons. Folded."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PERIODS = _words(
    """day days h hour hours hrs week weeks month months tag tage tagen werktage werktagen stunde
    stunden woche wochen jour jours heure heures semaine semaines dia dias hora horas semana semanas
    giorno giorni ora ore settimana settimane dag dagen werkdagen uur week weken dzien dni godzin
    godziny tygodni"""
)
"""What a number in front of them counts is time, and no goods."""
WORKING = _words("working business calendar volle")
"""Between a number and its days."""
STRUNG = _words(
    """a an the is are was were on at in to from with by for upon arrival arrived delivered delivery
    goods sent item items all some today der die das den dem ist sind war waren am an im in bei beim
    auf vor mit vom zum ware lieferung alles artikel le la les l un une est sont etait en sur au aux a
    dans par avec marchandise livraison livre livres arrive arrives el los las es son esta estan con
    por mercancia entrega il lo gli e sono consegna merce nel alla con de het een is zijn op bij te
    door met goederen levering do na w z przy od towar dostawa foi foram com no na entrega mercadoria"""
)
"""What the words of a remark are strung together with, beside those that say it."""
OBLIGING = _words(
    """must shall charged worden moeten mussen muessen doit doivent sera seront deben debe seran devono
    saranno musza nalezy devem serao unless liability liable haftung haftet aansprakelijkheid
    responsabilite responsabilidad responsabilita responsabilidade odpowiedzialnosci agb"""
)
"""Speak of what has to be done, or who answers for it, as conditions do."""
LIMITING = _words(
    """within after than binnen innerhalb nach sous dans apres dentro tras entro dopo na ciagu po prazo
    apos"""
)
"""Before so many days: until when something has to be done."""
REPORTING = _words(
    """report reported notify notified advise advised inform informed lodge lodged submitted raised
    writing schriftlich ecrit escrito iscritto schriftelijk pisemnie claim claims melden gemeldet
    anzeigen anzuzeigen reklamationen signaler signale signales signalees reclamations comunicar
    notificar reclamaciones segnalare segnalati reclami meldt gemeld klachten zglosic zglaszac
    reklamacje reclamacoes"""
)
"""What has to be done then."""
PLACING = _words(
    """at on with in by outside am an auf bei beim im vor a au aux chez dans devant sur en con junto
    presso nel alla al bij op aan naast przy przed u w na com no ao"""
)
"""Before where goods were left, or with whom."""
TITLES = _words("mr mrs ms dr ing herr frau m mme sr sra sig dhr pan pani")
PARTICLES = _words("da de del der di do dos la le van von den ten zu")
"""Between the words of a person's name."""
