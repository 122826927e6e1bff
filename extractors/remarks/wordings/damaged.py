"""Goods or packing that are not whole."""

DAMAGED = """
    damag*, dmg*, damd, crushed, crush, torn, tear, tears, wet, damp, broken, broke, breakage*, dent,
    dents, dented, punctur*, pierced, leak*, bent, buckled, warped, crumpled, squashed, squished,
    flattened, chipped, snapped, shattered, smashed, cracked, cracks, scratch*, scuffed, scraped,
    bashed, battered, split, spoilt, spoiled, soaked, soaking, sodden, mouldy, moldy, mould, ripped,
    burst, collapsed, defect*, faulty, contaminat*, thawed, defrosted, melted, water stain*, water
    damage*, stained, soiled, dirty, rust, rusty, rusted, rotten, perished, expired, spilt, spilled,
    spillage, holes, hole in, holed, toppled, tipped over, fallen over, fell over, load shifted, open
    carton/box/case/parcel, carton/box/case/parcel/boxes/cartons/packaging/package open/opened, opened,
    retaped, re taped, shrink wrap broken/torn, wrapping/packaging/packing torn/ripped/damaged, bad/poor
    packaging, pallet leaning/broken/collapsed, tilt indicator, seal broken/tampered, seals broken,
    tampered, tampered with, poor/bad condition/state, out of date, past date, too warm, temperature too
    high, not cold/frozen/working/usable, unusable, does not work, deformed, in bits/pieces, infested,
    beschad*, beschaed*, defekt*, zerbroch*, zerriss*, gerissen, zerdruck*, zerdrueck*, eingedruck*,
    eingedrueck*, eingedellt, eingebeult, delle, dellen, beule, beulen, verbeult*, zerbeult, geknickt*,
    zerknickt, zerknittert, zerknautscht, nass, nasse, feucht*, durchnass*, durchnaess*, aufgeweicht,
    wasserschaden, kaputt*, bruch, bruchig, gebrochen, abgebrochen, angebrochen, zersprungen,
    gesprungen, zertrummert, zerstort*, zerstoert*, riss, risse, eingerissen, aufgeriss*, angerissen,
    undicht*, ausgelaufen, lauft aus, laeuft aus, leckt, verbogen*, verformt, deformiert, verzogen,
    zerkratzt, verkratzt, kratzer, schaden, schaeden, schadhaft*, transportschad*, mangelhaft*, mangel,
    maengel, fehlerhaft*, verschmutzt, schmutzig, verdorben, verfault, verschimmelt, schimmel*,
    gequetscht, rostig, verrostet, umgekippt, umgefallen, verrutscht, aufgetaut, angetaut, zu warm,
    kuhlkette unterbrochen, mhd abgelaufen, karton/kartons/paket/verpackung/folie/packung
    offen/geoffnet/aufgerissen/gerissen, ramponiert, siegel/plombe gebrochen/defekt/beschadigt,
    schlechter/schlechtem zustand, funktioniert nicht, unbrauchbar, locher,
    avari*, abim*, endommag*, casse, casses, cassee, cassees, dechir*, mouill*, humide*, ecras*,
    defectueu*, fuite*, fuit, enfonc*, cabosse*, bossele*, deterior*, brise*, perce, percee, perces,
    troue*, fendu*, fissur*, raye, rayee, rayures, tordu*, eventr*, renverse*, souille*, tache, taches,
    tachee, tachees, rouill*, moisi*, pourri*, perime*, decongel*, deform*, dommage*, degat*,
    carton/colis/emballage/palette ouvert/ouverte/dechire/abime/casse/cassee/effondree, en mauvais etat,
    mauvais etat, scelle rompu, rupture chaine du froid, inutilisable*, defaut, defauts,
    danad*, danos, dano, roto, rotos, rota, rotas, rotura*, averiad*, abollad*, abolladura*, golpead*,
    golpe, golpes, rasgad*, rajad*, agujer*, mojad*, humedo, humeda, humedad, aplastad*, chafad*,
    desperfecto*, deteriorad*, deterioro, quebrad*, partido?, partida?, partidos?, partidas?,
    estropead*, derramad*, fuga, fugas, pierde liquido, manchad*, oxidad*, podrid*, caducad*,
    descongelad*, rayad*, aranad*, defectuos*, volcad*, inservible*,
    caja/cajas/bulto/embalaje/paquete/palet abierto/abierta/abiertas/roto/rota/rotas, precinto roto,
    reventad*, en mal estado, mal estado, malas condiciones,
    danneggiat*, danni, danno, rotto, rotta, rotti, rotte, rottur*, bagnat*, umido, umida, umidi,
    schiacciat*, ammaccat*, ammaccatur*, strappat*, difettos*, difetto, difetti, lacerat*, bucat*,
    forato, forata, sfondat*, crepat*, graffiat*, piegat*, spezzat*, macchiat*, sporco, sporca, sporchi,
    arrugginit*, ammuffit*, marcio, marci, scadut*, scongelat*, avariat*, guasto, guasta, guasti,
    deteriorat*, deformat*, rovinat*, ribaltat*, perdita, perde liquido,
    collo/colli/cartone/imballo/scatola/pacco aperto/aperta/aperti/rotto/rotta, sigillo rotto, cattivo
    stato, in cattive condizioni, cattive condizioni,
    beschadig*, kapot*, gebroken, gebarsten, nat, natte, gescheurd, gedeukt, ingedeukt, deuk, deuken,
    ingedrukt, geplet, platgedrukt, schade, lek, lekt, lekkage, lekke, gelekt, vochtig, doorweekt,
    verbogen, krom, gekrast, bekrast, krassen, vervuild, besmeurd, omgevallen, ontdooid, te warm,
    bedorven, verrot, beschimmeld, roestig, verroest, doos/dozen/verpakking/pak/folie
    open/geopend/kapot/gescheurd, open doos/dozen, gat in, gaten, zegel verbroken, slechte staat, in
    slechte staat, defect*, onbruikbaar, over datum, gebutst,
    uszkodz*, uszkodzen*, zniszcz*, mokr*, zamokn*, zamoczon*, zawilgoc*, peknie*, rozbit*, zbity,
    zbite, zbita, stluczon*, potluczon*, zgniec*, pogniec*, wgniec*, podart*, rozdart*, rozerwan*,
    naderwan*, polaman*, zlaman*, zalan*, przeciek*, cieknie, wyciek*, rozlan*, wylan*, porysowan*,
    zarysowan*, zabrudz*, brudn*, zardzewial*, splesnial*, zepsut*, przetermin*, rozmrozon*, dziur*,
    odksztalc*, wygiet*, pogiet*, powygin*, wadliw*, wada, wady,
    karton/paczka/opakowanie/otwarty/otwarta/otwarte otwarty/otwarta/otwarte/karton/paczka/opakowanie,
    zly stan, w zlym stanie, zerwana plomba, plomba zerwana, przewrocon*, nadlaman*, szkoda, zepsuty,
    danific*, avariad*, avaria, avarias, quebrad*, quebra, partido?, partida?, partidos?, partidas?,
    amolgad*, amassad*, amachucad*, esmagad*, molhad*, humido, humida, umido, rasgad*, rompid*, furad*,
    rachad*, riscad*, arranhad*, torcid*, vazamento, a vazar, vazado, derramad*, manchad*, enferrujad*,
    estragad*, podre, podres, bolor, fora de validade, descongelad*, caixa/caixas/embalagem/volume
    aberta/abertas/aberto/rasgada/danificada, defeituos*, com defeito, mau estado, em mau estado, mas
    condicoes, danos, dano, lacre rompido, selo partido"""
