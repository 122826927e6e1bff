"""Goods that were left where nobody received them."""

UNATTENDED = """
    left/dropped/deposited at/on/with/in/by/outside/behind/under/inside/near, placed/put in/by/at/behind
    shed/garage/porch/gate, placed/put/delivered in/at/by/behind/to the/.
    shed/garage/porch/gate/yard/neighbour/neighbor/door/back+door, unattended, unmanned, no one, noone,
    nobody, no one/nobody/noone available/in/home/here/there/present/about/around, no one/nobody at
    home/reception/site, nobody/no+one to sign, nobody/no+one signed, no one on site, no signature, no
    signature obtained/possible/available, signature release*, signature waived, waived, contactless,
    driver release, front door, mailbox, letterbox, neighbour*, neighbor*, safe place, porch, in
    shed/garage, not home, not at home, customer/consignee/recipient/receiver
    absent/out/away/not+in/not+home/not+present/not+there, customer/receiver/consignee not available, no
    answer, no reply, closed no one, reception desk closed,
    shop/store/site/premises/business/office/warehouse closed, closed on arrival, unable to obtain
    signature, card left, parcel locker, over gate/fence, key drop, night drop,
    hinterlegt, abgestellt, abgelegt, nachbar*, briefkasten, niemand, ablageort, nicht angetroffen, ohne
    unterschrift, niemand da/anwesend/angetroffen/zuhause/zu+hause/vor+ort/erreichbar/im+haus,
    kunde/empfanger/empfaenger
    nicht+da/nicht+anwesend/nicht+angetroffen/nicht+zuhause/abwesend/nicht+vor+ort,
    in/im/vor/hinter/auf/am/neben garage/schuppen/carport/hof/tor/lager/keller/terrasse/tur/tuer/rampe
    abgestellt/abgelegt, in der garage abgestellt, vor der tur/tuer/haustur, beim/an nachbarn abgegeben,
    bei nachbar abgegeben, betrieb/geschaft/laden/firma/lager geschlossen, keine unterschrift
    moglich/moeglich, paketbox, packstation, abgestellt in/im/auf/vor/bei, abwesend, pfortner,
    pfoertner,
    depose*, remis au gardien/voisin, gardien, gardienne, voisin*, boite aux lettres, sans signature,
    absent*, client/destinataire/receptionnaire absent/absente, devant la/le porte/portail, personne sur
    place/pour signer/a quai, personne present/presente/a+la+reception/au+depot, il n y avait personne,
    laisse/laissee/laisses/depose au/aux/a/dans/devant/chez/sur/derriere/sous/en, laisse au
    garage/portail/gardien/quai, magasin/depot/etablissement/site/entreprise ferme/fermee, mis dans/au
    garage/abri/local,
    dejado/dejada/dejados en/con/a, dejad*, se deja en, conserje*, porteria, vecino*, buzon, sin firma,
    ausente, cliente/destinatario/receptor ausente, nadie en/para casa/firmar/recibir/el+almacen, no hay
    nadie, no habia nadie, nadie presente/atiende/en+el+local, nadie, depositado en, entregado al
    vecino, local/almacen/tienda cerrado/cerrada,
    lasciat*, lasciato/lasciata in/al/alla/nel/presso/davanti, portineria, vicino, vicino di casa,
    cassetta postale, custode, nessuno presente/in+casa/in+sede/a+casa/sul+posto/per+firmare, assente,
    cliente/destinatario assente, senza firma, depositato presso/in/al, trovato chiuso, azienda/negozio
    chiusa/chiuso,
    buren, bij buren/de+buren, buurman, buurvrouw, achtergelaten, neergezet, brievenbus, zonder
    handtekening, niemand aanwezig/thuis/aangetroffen/ter+plaatse/op+locatie, niemand, niet thuis,
    klant/ontvanger niet+thuis/niet+aanwezig/afwezig, afwezig, niemand thuis in schuur/garage gezet,
    in/bij/achter/voor/naast/op schuur/garage/loods/carport/deur/poort/tuin
    gezet/gelegd/geplaatst/afgezet, in/achter/naast/voor de/het
    schuur/garage/loods/carport/deur/poort/tuin gezet/gelegd/geplaatst, bedrijf/winkel/zaak/magazijn
    gesloten, afgegeven bij,
    pozostawion*, zostawion*, pozostawiono, zostawiono, odstawion*, sasiad*, nikogo, nikt, bez podpisu,
    skrzynk*, nikogo nie+bylo/nie+ma/w+domu/na+miejscu/nie+zastano, odbiorca/klient nieobecny,
    nieobecn*, brak odbiorcy, portiern*, na portierni, firma/sklep/magazyn
    zamkniety/zamknieta/zamkniete, w garazu/szopie,
    deixad*, vizinh*, porteir*, portaria, sem assinatura, caixa de correio, ninguem, ninguem
    em+casa/presente/no+local/para+receber/para+assinar/atendeu, cliente/destinatario ausente,
    deixado/deixada no/na/em/com/a, entregue ao vizinho/porteiro, nao estava ninguem,
    loja/armazem/estabelecimento/empresa fechado/fechada"""
