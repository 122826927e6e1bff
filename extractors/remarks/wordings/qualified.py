"""Goods taken over with a generic reservation."""

QUALIFIED = """
    subject to, subject to check*, subject to
    count/inspection/verification/examination/unpacking/survey/quality/qc/testing, subject to
    final/later/full count/check/inspection, stc, unchecked, uncounted, unexamined, unopened,
    uninspected, unverified, untested, received/signed/accepted/taken
    unchecked/unexamined/unseen/uncounted/unopened/uninspected, sight unseen, not
    checked/counted/inspected/examined/verified/opened/unpacked/tested/weighed, not been
    checked/counted/inspected, not yet checked/counted/inspected/opened/unpacked/verified,
    goods/contents/content not checked/counted/examined/inspected/verified, contents/content
    unknown/unchecked/unseen, boxes/cartons not opened/checked/counted, said to contain, shipper load,
    shippers load, slc, slac, pallet/pallets/count/cartons count/counted/only only, count only, pending
    inspection/count/check/checking/verification, count/check/inspection pending/later/to+follow, under
    reserve/protest, with/under reservation*, with reservations, to be
    checked/counted/inspected/verified/examined, drop trailer, without
    checking/inspection/counting/check, no time to check/count/inspect, unable to
    check/count/inspect/verify, could not check/count/inspect, cannot check, without prejudice, driver
    would not wait, driver did not wait,
    vorbehalt*, unter vorbehalt, unter vorbehalt der/. prufung/pruefung/kontrolle/zahlung/mengenprufung,
    unter ublichem vorbehalt, vorbehaltlich prufung/pruefung/kontrolle/der+prufung, mit vorbehalt,
    ungepruft*, ungeprueft*, ungezahlt, ungezaehlt, ungeoffnet, ungeoeffnet, unbesehen, unkontrolliert,
    nicht
    gepruft/geprueft/kontrolliert/gezahlt/gezaehlt/geoffnet/ausgepackt/nachgezahlt/uberpruft/ueberprueft,
    noch nicht gepruft/geprueft/gezahlt/kontrolliert/ausgepackt, noch zu prufen/pruefen,
    prufung/pruefung folgt/steht+aus/spater, ohne prufung/pruefung/kontrolle/zahlung, wird noch
    gepruft/geprueft, inhalt unbekannt/ungepruft/nicht+gepruft,
    sous reserve*, sous reserve/reserves de/d
    deballage/controle/verification/comptage/inventaire/examen/usage, reserve*, avec reserves, non
    verifi*, pas verifi*, non controle*, pas controle*, non compte*, pas compte*, non deballe*, pas
    deballe*, non ouvert*, non inspect*, non pointe*, sans controle/verification/comptage/deballage,
    sauf bon contenu, sauf controle/verification/inventaire, a controler/verifier/compter, contenu
    inconnu/non+verifie/non+controle, controle ulterieur, en attente de controle,
    salvo examen/verificacion/recuento/revision/error, pendiente de*, pendiente de
    revision/comprobar/recuento/verificar/contar/revisar, sin
    revisar/comprobar/verificar/contar/inspeccionar/abrir/desembalar/examinar/chequear/revision/comprobacion,
    a falta de*, a falta de comprobar/revisar/verificar/contar, no revisad*, no comprobad*, no
    verificad*, no contad*, no inspeccionad*, a reserva de*, con reserva*, con reservas, bajo reserva*,
    por revisar/comprobar/verificar/contar, falta revisar/comprobar, sujeto a
    revision/recuento/comprobacion/verificacion/inspeccion, contenido desconocido,
    con riserva, riserv*, con riserva di controllo/verifica/conteggio, sotto riserva, salvo
    verifica/controllo/conteggio/esame, non verificat*, non controllat*, non contat*, non ispezionat*,
    da verificare/controllare/contare, senza controllo/verifica, contenuto sconosciuto/non+verificato,
    voorbehoud, onder voorbehoud, onder voorbehoud van controle/telling, met voorbehoud,
    ongecontroleerd, ongeteld, ongezien, ongeopend, niet
    gecontroleerd/geteld/nagekeken/geopend/geinspecteerd/uitgepakt/nageteld, nog niet
    gecontroleerd/geteld, nog te controleren/tellen, zonder controle, inhoud
    onbekend/niet+gecontroleerd,
    zastrzez*, z zastrzezeniem, z zastrzezeniami, niesprawdz*, nie sprawdz*, nieprzelicz*, nie
    przelicz*, nie policz*, nieprzeliczon*, niezweryfik*, nie zweryfik*, nie rozpakow*, nie otwier*, bez
    sprawdzenia/przeliczenia/liczenia/kontroli/weryfikacji/sprawdzania, do
    sprawdzenia/przeliczenia/weryfikacji, warunkowo, zawartosc nieznana/niesprawdzona,
    sob reserva, com reserva*, com reservas, sem
    conferir/verificar/contar/abrir/inspecionar/conferencia/verificacao/contagem, nao verificad*, nao
    conferid*, nao contad*, nao inspecionad*, por conferir/verificar/contar, a conferir, salvo
    conferencia/verificacao, sujeito a conferencia/verificacao/contagem, pendente de
    conferencia/verificacao, conteudo desconhecido"""
