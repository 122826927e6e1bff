"""Goods that were not accepted."""

REFUSED = """
    refus*, reject*, not accepted/accepting/wanted, will/would not accept, won t accept, did not accept,
    not ordered, did not order, didn t order, never ordered, not our
    order/goods/delivery/parcel, not for us, return to sender/depot/supplier/vendor/carrier, rts,
    returned, returned to sender/driver/depot/carrier/supplier/vendor, sent back, sent back with driver,
    going back, back with driver, back on truck/van, declined, turned away, order/delivery cancelled,
    cancelled order, unwanted,
    verweiger*, annahme/lieferung/ware verweigert/abgelehnt, nicht bestellt, zuruckgewiesen,
    zurueckgewiesen, abgelehnt, retour, retourniert*, nicht angenommen/abgenommen, zuruck/zurueck
    an/zum/zu absender/lieferant*, zuruck/zurueck mit fahrer, geht zuruck/zurueck/retour, gehen
    zuruck/zurueck/retour, ware zuruck/zurueck/retour, zuruckgeschickt, zurueckgeschickt, zuruckgegeben,
    wieder mitgenommen, nicht fur uns, nicht fuer uns, bestellung storniert, nimmt nicht an,
    non/pas commande*, non/pas accepte*, retourne*, retour expediteur/fournisseur/depot/a+l+expediteur,
    renvoye*, pas pour nous, repris par le/. chauffeur, commande annulee, n a pas ete commande,
    marchandise refusee, colis refuse,
    rechaz*, devuelt*, se devuelve*, se rechaza*, rehusad*, no pedid*, no aceptad*, no acepta*, no
    solicitad*, no es nuestro, no es para nosotros, pedido cancelado/anulado, mercancia
    rechazada/devuelta,
    respint*, rifiut*, reso al mittente, merce resa/respinta/rifiutata, restituit*, non ordinat*, non
    accettat*, non richiest*, ordine annullato, non e nostro, non per noi,
    geweiger*, weiger*, niet besteld/geaccepteerd/aangenomen/voor+ons/van+ons, retour
    afzender/leverancier/depot, teruggestuurd, terug naar afzender/leverancier/depot, afgekeurd,
    levering/bestelling geweigerd/geannuleerd, mee terug,
    odmow*, odmowa/odmowiono przyjecia/odbioru, odrzuc*, nie zamawia*, nie zamowi*, niezamowion*,
    zwrot*, zwroc*, nie przyjet*, nie przyjmuj*, nie przyjeto, odeslan*, nie nasze, nie dla nas,
    zamowienie anulowane, do zwrotu,
    recusad*, recusou, recusa, recusamos, devolv*, devolvid*, nao encomend*, nao pedid*, nao aceit*, nao
    solicitad*, rejeit*, nao e nosso, nao e para nos, encomenda/pedido cancelada/cancelado, mercadoria
    devolvida/recusada"""
