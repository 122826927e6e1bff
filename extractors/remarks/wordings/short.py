"""Goods that are missing."""

SHORT = """
    short, shorts, shortage*, shorted, shortfall, short
    shipped/delivered/delivery/supplied/loaded/landed/count, short by, count short, missing, lacking,
    gone missing, missing from/in, lost in transit, not
    received/recd/rec+d/rcvd/rcd/delivered/supplied/arrived/shipped/loaded/found/enclosed/included/sent,
    not on pallet/truck/van/load/board/lorry/trailer, not in
    delivery/load/box/carton/parcel/van/consignment, never arrived/received/came/delivered, did not
    arrive/receive/come/get, didn t arrive/receive/come/get, not all
    received/delivered/here/there/arrived/present, nothing received/delivered, only
    received/delivered/got/arrived/came/counted/had/recd/rcvd, received/recd/rec+d/got/delivered only,
    only?, less?, less than, minus?, back order*, backorder*, on back order, out of stock,
    balance/remainder/rest to follow, to follow, balance/remainder outstanding, under deliver*,
    underdeliver*, under supplied, incomplete, not complete, partial*, part
    delivery/load/delivered/shipment/order, deficit, empty box/carton/parcel/case,
    fehlt, fehlen, fehlte*, fehlend*, fehlmenge*, fehlbestand, fehlteil*, fehlstuck*, mindermenge*,
    minderliefer*, zu wenig, zuwenig, zu wenig geliefert/erhalten/bekommen, weniger
    geliefert/erhalten/als+bestellt, nicht
    erhalten/geliefert/dabei/bekommen/mitgeliefert/vorhanden/angekommen/gekommen/eingetroffen/verladen,
    nicht mitgekommen/gefunden/beigelegt, nicht in lieferung/der+lieferung, nicht auf
    palette/der+palette, nicht komplett/vollstandig/vollstaendig/vollzahlig, unvollstandig*,
    unvollstaendig*, nicht alles da/dabei/geliefert, teilliefer*, nur teilweise geliefert, manko,
    nachliefer*, wird/werden nachgeliefert, rest/folgt/kommt folgt/nach, unterliefer*, im ruckstand,
    nur?, weniger?, minus?, nur erhalten/geliefert/bekommen,
    manqu*, manque, manquent, manquant*, il manque, manco, en moins, en manque, reliquat*, reste a
    livrer, non/pas recu*, non/pas livre*, non/pas arrive*, non fourni*, non charge*, non parvenu*, pas
    parvenu*, incomplet*, pas/non complet, livraison partielle/incomplete, insuffisant*, quantite
    insuffisante, moins?, recu seulement, seulement recu, seulement?, n est/sont pas arrive*, absent de
    la livraison,
    falta*, falta, faltan, faltante*, no recibid*, no entregad*, no servid*, no suministrad*, no
    incluid*, no llego, no llegaron, no ha/han llegado, no vino, no vinieron, no viene, no vienen, sin
    recibir/entregar, de menos, en falta, menos?, pedido/entrega/envio incompleto/incompleta, entrega
    parcial, pendiente de entrega, pendiente de recibir/servir, por entregar, recibido/recibidos solo,
    solo recibido/recibidos/entregado, solo?,
    manca*, manca, mancan*, ammanc*, mancant*, non ricevut*, non consegnat*, non arrivat*, non
    pervenut*, non spedit*, non fornit*, in meno, consegna parziale/incompleta, incomplet*, saldo segue,
    a saldo, meno?, quantita inferiore, ricevuti/ricevuto solo, solo ricevuti, soltanto?,
    te weinig, te weinig geleverd/ontvangen, ontbre*, ontbreekt, ontbreken, vermist, mist, missen,
    missend*, niet
    ontvangen/geleverd/meegekomen/meegeleverd/bijgeleverd/gekomen/aangekomen/compleet/volledig/erbij, te
    kort, tekort*, onvolledig*, incompleet, manco, nalever*, nagelever*, volgt nog, rest volgt,
    deellevering, gedeeltelijk geleverd, minder geleverd, minder?, slechts?, alleen ontvangen,
    brakuj*, brakuje, braki, brak?, brak/braki ilosciowy/ilosciowe, brak
    towaru/paczki/paczek/czesci/pozycji, niedobor*, niekomplet*, niepeln*, niepelna dostawa, manko, nie
    otrzyma*, nie dostarcz*, nie dotar*, nie dojech*, nie przyszl*, nie przyjech*, nie dowiez*, nie
    wydan*, za malo, do doslania, mniej?, tylko?, czesciowa dostawa,
    nao recebid*, nao entreg*, nao fornecid*, nao chegou/chegaram/veio/vieram, nao vem, a menos, em
    falta, faltam, falta, incomplet*, entrega incompleta/parcial, por entregar/receber, pendente de
    entrega, quantidade inferior, recebido so, so recebido, recebidas/recebidos apenas, apenas?, menos?"""
