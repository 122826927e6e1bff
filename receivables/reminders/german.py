"""The words of reminders in German."""

from __future__ import annotations

LEVELS = (
    (
        "Zahlung wird fällig",
        "wir möchten Sie daran erinnern, dass die unten aufgeführten Rechnungen in Kürze fällig werden.\n\n"
        "Falls Ihre Zahlung bereits unterwegs ist, betrachten Sie dieses Schreiben bitte als gegenstandslos.",
    ),
    (
        "Zahlungserinnerung",
        "die unten aufgeführten Rechnungen sind fällig, und wir konnten noch keinen Zahlungseingang feststellen. "
        "Vielleicht ist es Ihrer Aufmerksamkeit entgangen.\n\n"
        "Falls Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos.",
    ),
    (
        "Zweite Zahlungserinnerung",
        "für die unten aufgeführten Rechnungen haben wir noch keine Zahlung von Ihnen erhalten.\n\n"
        "Falls der Zahlung etwas entgegensteht, etwa ein fehlender Beleg oder eine Frage zur Lieferung, teilen "
        "Sie es uns bitte jetzt mit: Wir antworten umgehend.",
    ),
    (
        "Dritte Zahlungserinnerung",
        "trotz unserer Erinnerungen sind die unten aufgeführten Rechnungen noch unbezahlt.\n\n"
        "Bitte zahlen Sie den offenen Betrag, oder teilen Sie uns schriftlich mit, was Sie beanstanden.",
    ),
    (
        "Letzte Mahnung vor weiteren Schritten",
        "wir haben Sie mehrfach ohne Erfolg an die unten aufgeführten Rechnungen erinnert. Wir setzen Ihnen nun "
        "eine letzte Frist: {pay_by}.\n\nGeht bis dahin weder Ihre Zahlung noch Ihr begründeter Einwand bei uns "
        "ein, werden wir weitere Schritte prüfen müssen.",
    ),
    (
        "Lieferungen ausgesetzt",
        "die gesetzte Frist ist verstrichen, und die unten aufgeführten Rechnungen sind noch unbezahlt. Bis zu "
        "ihrem Ausgleich halten wir weitere Lieferungen zurück oder bitten um Vorauszahlung.\n\n"
        "Sobald Ihre Zahlung eingegangen ist, geben wir sie wieder frei.",
    ),
    (
        "Letzte Mitteilung vor Übergabe zum Einzug",
        "die unten aufgeführten Rechnungen sind trotz wiederholter Mahnung unbezahlt.\n\n"
        "Geht der Betrag von {total} nicht bis zum {pay_by} ein, beabsichtigen wir, die Sache einem "
        "Inkassounternehmen oder einem Rechtsanwalt zu übergeben. Durch Ihre Zahlung vermeiden Sie weitere Kosten.",
    ),
)
"""(subject, text) of each usual level."""

WORDS = {
    "reminder.level": "Mahnstufe",
    "reminder.level_of": "{number} von {count}",
    "reminder.pay_by": "Zahlbar bis",
    "reminder.open": "Zu zahlen",
    "reminder.invoice": "Rechnung",
    "reminder.order": "Ihre Bestellung",
    "reminder.due": "Fällig",
    "reminder.overdue.one": "{number} Tag überfällig",
    "reminder.overdue.many": "{number} Tage überfällig",
    "reminder.pod": "Abliefernachweis",
    "reminder.amount": "Fälliger Betrag",
    "reminder.charges": "Verzugskosten",
    "reminder.total": "Summe",
    "reminder.with_charges": "Summe mit Verzugskosten",
    "reminder.pod.grade": "liegt vor, Stufe {grade}",
    "reminder.pod.plain": "liegt vor",
    "reminder.pod_note.one": "Der unterschriebene Abliefernachweis liegt uns vor; gern senden wir Ihnen eine Kopie.",
    "reminder.pod_note.many": "Für {number} dieser Rechnungen liegen uns unterschriebene Abliefernachweise vor; gern senden wir Ihnen Kopien.",
    "reminder.grades": "Stufe A: unterschrieben oder gestempelt mit Name und Datum, keine Vermerke erkannt. B: Eines davon fehlt.",
    "reminder.held": "Von Rechnung {invoice} sind {amount} nicht enthalten: {why}.",
    "reminder.held.paid": "Ihre Zahlung ist eingegangen und wird gebucht",
    "reminder.held.disputed": "Sie haben sie beanstandet, und wir gehen dem nach",
    "reminder.held.promised": "Sie haben die Zahlung bis zum {day} zugesagt",
    "reminder.held.planned": "sie sind Teil unserer Ratenvereinbarung",
    "reminder.soon": "Noch nicht fällig, zu Ihrer Information: Rechnung {invoice} über {amount} wird am {day} fällig.",
    "reminder.credit": "Auf Ihrem Konto sind Gutschriften über {amount} offen; bitte teilen Sie uns mit, womit sie verrechnet werden sollen.",
    "reminder.discount.plain": "Skonto: Zahlen Sie Rechnung {invoice} bis zum {day}, können Sie vereinbarungsgemäß {percent} % ({amount}) abziehen.",
    "reminder.discount": "Skonto: Zahlen Sie Rechnung {invoice} bis zum {day}, können Sie vereinbarungsgemäß {percent} % ({amount}) abziehen ({source}).",
    "reminder.interest": "Zinsen sind bis zum {day} berechnet: {rates}; einfache Zinsen, das Jahr zu 365 Tagen. Die Zinsen laufen bis zur Zahlung weiter.",
    "reminder.rate": "{percent} % im Jahr ab {day} ({source})",
    "reminder.flat": "Pauschale für jede überfällige Rechnung: {charges}.",
    "reminder.flat_one": "{amount} ({source})",
    "reminder.ask.before": "Bitte zahlen Sie {total} bei Fälligkeit.",
    "reminder.ask.charged": "Bitte zahlen Sie {total} einschließlich Verzugskosten bis zum {pay_by} unter Angabe der Rechnungsnummern.",
    "reminder.ask": "Bitte zahlen Sie {total} bis zum {pay_by} unter Angabe der Rechnungsnummern.",
    "reminder.questions": "Fragen: {contact}.",
    "reminder.title": "{subject}: {customer}",
}
