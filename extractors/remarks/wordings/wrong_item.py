"""Other goods than were ordered."""

WRONG_ITEM = """
    wrong, wrong item*, wrong goods/stock/material/order/delivery/type/code/sku/length/batch/customer,
    wrong product*, wrong size*, wrong colour/color, wrong article*, wrong model, wrong part*, wrongly
    delivered/supplied/shipped, incorrect, incorrect item*, incorrect goods/product/size/part/order,
    mispick*, mis pick*, mis ship*, misship*, substitut*, not as ordered/described, not as per order,
    not what was/we/i/is ordered, not what we wanted, not the right item/goods/product/size/part,
    different item/product/goods/size/colour/model/part/article, mixed up, mix up, mixup, swapped,
    mislabel*, wrongly labelled/labeled, does not match order/note, doesn t match, sent in error,
    delivered in error, picking error,
    falsch*, falsche ware/grosse/groesse/farbe/lieferung/artikel/menge/produkte/teile, falscher artikel,
    falsches produkt/modell/material/teil, falsch geliefert, verwechsel*, vertauscht, fehlliefer*,
    falschliefer*, andere ware/grosse/groesse/farbe, anderer artikel, anderes modell/produkt, nicht wie
    bestellt, nicht das bestellte, nicht was bestellt, nicht das was, entspricht nicht, stimmt nicht
    uberein/ueberein, nicht der bestellte artikel, nicht die bestellte ware,
    erreur*, erreur article, erreur de/. reference/article/produit/livraison/modele/taille/couleur,
    mauvais*, mauvais/mauvaise article/produit/modele/reference/taille/couleur/marchandise,
    article/produit errone, reference/marchandise erronee, pas le bon article/produit/modele, pas la
    bonne reference/taille/couleur, non/pas conforme*, ne correspond*, pas ce qui a ete commande, pas ce
    que nous avons commande, inverse*, autre article/produit/reference, a la place de,
    equivocad*, erron*, incorrecto, incorrecta, no correspond*, no conforme*, no coincide*, cambiad*,
    genero/articulo/producto/material/modelo/color/pedido
    equivocado/erroneo/incorrecto/distinto/cambiado, mercancia/talla/medida/referencia/pieza
    equivocada/erronea/incorrecta/distinta/cambiada, no es lo pedido/solicitado, no es lo que pedimos,
    no es el articulo/producto, otro articulo/producto/modelo,
    errat*, sbagliat*, non corrisp*, non conform*, scambiat*, non come ordinato, non quello ordinato,
    articolo/prodotto/materiale/codice/modello/colore/merce/misura/taglia
    errato/errata/sbagliato/sbagliata/diverso/diversa, altro articolo/prodotto, errore di
    spedizione/consegna,
    verkeerd*, foutief, foute, fout artikel/product, onjuist*, niet conform, verwisseld, omgewisseld,
    verkeerd/verkeerde artikel/product/maat/kleur/goederen/levering/model/onderdeel, ander
    artikel/product/model, andere maat/kleur, niet wat besteld/is+besteld/we+besteld/wij+bestelden, niet
    zoals besteld, niet volgens bestelling, foute levering/artikelen/maat, niet het bestelde, niet het
    juiste,
    niewlasciw*, bledn*, niezgodn*, pomylk*, pomylon*, zamienion*, nieprawidlow*,
    zly/bledny/inny/nie+ten/niewlasciwy towar/produkt/artykul/rozmiar/kolor/model, inny niz zamowiony,
    nie to co zamowiono/zamawialismy, nie to zamowienie, niezgodny/niezgodne/niezgodna z zamowieniem,
    errado, errada, errados, erradas, incorret*, trocad*, nao correspond*, nao conform*, nao confere,
    artigo/produto/material/modelo/tamanho/genero errado/trocado/incorreto/diferente,
    mercadoria/cor/referencia/peca/encomenda errada/trocada/incorreta/diferente, nao e o pedido, nao e o
    que pedimos, nao e o artigo, outro artigo/produto"""
