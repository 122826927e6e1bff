"""That nothing was wrong."""

CLEARED = """
    counted, inspected, examined, verified, tested, ordered, gezahlt, gezaehlt, kontrolliert, bestellt,
    verifie, controle, revisado, comprobado, verificado, contado, controllato, verificato, contato, geteld,
    nagekeken, przeliczono, sprawdzon*,
    in good order, good order, good condition, in good condition, received in good order/condition,
    complete, all ok, ok, okay, all
    good/correct/received/present/there/here/complete/fine/in+order/accounted+for, in full, received in
    full, correct, thanks, with thanks, checked, received, received with thanks, checked and
    correct/complete, received ok, undamaged, complete and undamaged, intact, unbroken, fine, clear,
    delivered, none, nil, nothing, n a, as ordered/per+note, no
    remarks/comments/issues/problems/exceptions/discrepancies/complaints/claims/faults, nothing to
    report, no visible damage*, no apparent damage*,
    i o, in ordnung, vollstandig*, vollstaendig*, unbeschad*, unbeschaed*, unversehrt*, gepruft,
    geprueft, erhalten, dankend erhalten, komplett, vollzahlig, einwandfrei, mangelfrei, schadenfrei,
    alles ok/da/gut/komplett/in+ordnung/richtig, keine/ohne beanstandung*, keine/ohne bemerkung*,
    keine/ohne anmerkung*, keine/ohne reklamation*, keine abweichung*, wie bestellt, ordnungsgemass,
    ordnungsgemaess,
    conforme*, recu conforme, livraison conforme, vu, recu, recue, recus, recues, complet, bon etat, en
    bon etat, ras, tout est la, tout bon/ok/conforme, rien a signaler, neant, intact, intacts, intacte,
    aucune/sans remarque*, aucune/sans anomalie*, r a s,
    recibi conforme, recibido, recibido conforme, completo, completa, todo
    bien/ok/correcto/completo/conforme, correcto, en buen estado, ninguna, ninguno, sin
    incidencias/novedad/observaciones/reparos/anomalias, entrega completa,
    ricevuto, visto, regolare, integro, integra, integri, tutto ok/regolare/bene/completo/in+ordine, in
    buono stato, nessuna, nessuno, nessuna osservazione/anomalia/nota, senza osservazioni, consegna
    completa,
    akkoord, in orde, in goede orde, in goede staat, compleet, ontvangen, gecontroleerd, onbeschad*,
    geen, alles ok/akkoord/compleet/goed/in+orde, geen opmerkingen/bijzonderheden/aanmerkingen/klachten,
    zgodn*, kompletn*, bez/brak uwag, bez/brak uszkodz*, bez/brak zastrzez*, bez/brak brakow,
    nieuszkodz*, sprawdzono, przyjeto, w porzadku, wszystko ok/w+porzadku/zgodne, dostawa
    pelna/kompletna/zgodna, bez wad,
    em ordem, tudo certo/ok/conforme/em+ordem/completo, certo, recebido, conferido, nenhuma, nenhum, em
    bom estado, sem observacoes/anomalias/reparos, entrega completa"""
