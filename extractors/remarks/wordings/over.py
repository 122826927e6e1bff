"""More goods than were ordered."""

OVER = """
    over?, overs, overage*, over deliver*, overdeliver*, over supplied/supply/shipped/received/count,
    oversupplied, oversupply, overship*, extra?, extra
    received/delivered/sent/shipped/boxes/cartons/goods/pallets/stock, surplus, too many, too much, too
    many delivered/received/sent/shipped, excess*, in excess, plus?, additional?, more than
    ordered/invoiced/listed/stated, delivered/sent/shipped twice, duplicate delivery/shipment, double
    delivery/delivered,
    mehrmenge*, mehrliefer*, mehr geliefert/erhalten, mehr als bestellt, zu viel*, zu viele, zuviel*, zu
    viel geliefert/erhalten/bekommen/geschickt, uberliefer*, ueberliefer*, uberzahlig, ueberzaehlig,
    uberzahl, ueberzahl, uberschuss, ueberschuss, uberschussig*, doppelt geliefert/erhalten,
    doppellieferung, zusatzlich?, zusaetzlich?, plus?, mehr?,
    excedent*, en trop, en plus, en surplus, surplus, surnombre, en surnombre, en exces, trop livre,
    trop recu, trop percu, livre en double, double livraison, livre deux fois, surlivraison, plus que
    commande, supplementaire?, supplementaires?,
    sobra*, sobran*, sobrante*, de mas, de sobra, exceso, exceso de entrega, en exceso, demasiad*,
    entregado dos veces, duplicad*, mas de lo pedido, mas que pedido, adicional?, adicionales?,
    eccedenz*, eccedent*, in piu, in eccesso, in esubero, in sovrannumero, di troppo, consegna doppia,
    doppia consegna, consegnato due volte, piu del richiesto, troppi?, troppe?,
    te veel, teveel, te veel geleverd/ontvangen/gestuurd, overtollig*, overschot, overlevering,
    overcompleet, meer dan besteld, meer geleverd/ontvangen, dubbel geleverd/ontvangen, dubbele
    levering, extra geleverd/ontvangen, meer?, teveel geleverd/ontvangen,
    nadwyzk*, za duzo, zbyt duzo, nadmiar*, nadliczbow*, nadprogramow*, ponad zamowienie, ponad stan,
    wiecej niz zamowiono, podwojna dostawa, wiecej?, dodatkowo?, dodatkowe?,
    a mais, em excesso, excesso, em demasia, demasiad*, em duplicado, entrega duplicada, entregue duas
    vezes, mais do que pedido, excedent*, sobra, sobram"""
