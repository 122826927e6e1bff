"""Goods that came after their time."""

LATE = """
    late, arrived/delivered/came late, day/days/week/weeks/hour/hours/hrs late, too late, late
    delivery/arrival, very late, delay*, delivery delayed, wrong day, overdue, not on time, behind
    schedule, after deadline, missed slot/booking/deadline/window/appointment/delivery+window, out of
    hours, outside delivery window/hours/slot, outside booking/time window/slot,
    verspat*, verspaet*, zu spat, zu spaet, zu spat/spaet geliefert/gekommen/angekommen/eingetroffen,
    tag/tage/tagen/woche/wochen/stunde/stunden/std zu spat/spaet, tage/stunden verspatung/verspaetung,
    verzoger*, verzug, lieferverzug, nicht termingerecht/punktlich/puenktlich/rechtzeitig, termin nicht
    eingehalten, nach termin, uberfallig, ueberfaellig, falscher tag, falscher liefertag,
    en retard, retard*, trop tard, tardi*, livraison tardive, livre/livree/arrive/arrivee tard, hors
    delai*, hors horaire*, jour/jours/semaine/semaines/heure/heures de retard, avec retard, delai
    depasse, delai non respecte, pas a l heure,
    tarde, retras*, demora*, atrasad*, con retraso/demora, llega/llego/llegado/llegan con/.
    retraso/tarde, dia/dias/hora/horas/semana/semanas de retraso, fuera de plazo/hora/horario, entrega
    tardia, entregado tarde,
    in ritardo, ritard*, tardiv*, consegna tardiva, troppo tardi, arrivato/consegnato/arrivata tardi,
    giorno/giorni/ora/ore/settimana di ritardo, oltre il termine, fuori orario/tempo/termine,
    te laat, vertrag*, vertraagd*, te laat geleverd/gekomen/aangekomen, dag/dagen/week/weken/uur/uren te
    laat/vertraging, niet op tijd, buiten venster/tijdvenster/tijdslot,
    opozni*, spozni*, po terminie, za pozno, po czasie, nie na czas, nie w terminie, dostawa
    spozniona/opozniona, dzien/dni/godziny/godzin/tydzien spoznienia/opoznienia/spozniona/po+terminie,
    atras*, fora do/de prazo, fora de horas, com atraso, dia/dias/hora/horas/semana de atraso, entrega
    tardia/atrasada, chegou tarde/atrasado/com+atraso, tarde, demorad*"""
