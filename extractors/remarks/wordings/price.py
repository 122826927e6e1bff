"""A price that is not the agreed one."""

PRICE = """
    price, prices, pricing, wrong price/discount, price
    wrong/incorrect/difference/differs/query/discrepancy/error, price too high, price not
    agreed/as+agreed/as+quoted/correct/ok, incorrect price, overcharg*, overpriced, pricing error,
    discount missing,
    preis*, preisabweichung*, preisdifferenz*, falscher preis, preis
    falsch/stimmt+nicht/zu+hoch/abweichend/weicht+ab, preis nicht korrekt/vereinbart/in+ordnung/ok,
    rabatt fehlt, falscher rabatt,
    prix, ecart de/. prix, erreur de/. prix, mauvais prix, prix
    faux/errone/incorrect/different/non+conforme/trop+eleve, remise manquante,
    precio*, precio incorrecto/equivocado/erroneo/mal/distinto/alto, diferencia de precio*, error
    de/en/. precio,
    prezz*, prezzo errato/sbagliato/diverso/scorretto/non+corretto/non+concordato, errore
    prezzo/di+prezzo, differenza prezzo/di+prezzo,
    prijs*, prijs klopt+niet/onjuist/verkeerd/fout/te+hoog/niet+akkoord, verkeerde/foute prijs,
    prijsverschil,
    cena, ceny, cena bledna/zla/niezgodna/nieprawidlowa/za+wysoka, bledna/zla/nieprawidlowa/niezgodna
    cena, roznica w+cenie/cen/ceny, niezgodnosc ceny/cen,
    preco*, preco errado/incorreto/diferente/nao+confere/nao+acordado, diferenca de preco*, erro de/no
    preco"""
