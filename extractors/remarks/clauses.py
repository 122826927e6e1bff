"""How receivers say what was wrong with a delivery, or that nothing was, in the reader's languages.

Words are folded: lower case, no accents; a line for each language, or several. A star at the end stands
for any ending; a question mark marks words
that count only beside a number or a unit, for they are common elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from models.reading import RemarkClass

_SAID: Mapping[RemarkClass | None, str] = {
    RemarkClass.SHORT: """
        short, shorts, shortage*, shorted, shortfall, short shipped, missing, not received, not recd,
        not rec d, not delivered, not supplied, not on pallet, not on truck, not in delivery,
        only received, received only,
        recd only, rec d only, only?, less?, less than, back order*, backorder*, to follow, under deliver*,
        incomplete, not complete, partial*, part delivery, part load, lacking
        fehlt, fehlen, fehlte*, fehlend*, fehlmenge*, fehlbestand, mindermenge*, minderliefer*, zu wenig,
        nicht erhalten, nicht geliefert, nicht dabei, nicht vollstandig, unvollstandig*, unvollstaendig*,
        teilliefer*, manko, nachliefer*, rest folgt, unterliefer*, nur?, weniger?
        manqu*, manque, manquent, manquant*, manco, en moins, non recu*, non livre*, pas recu*,
        pas livre*, incomplet*, pas complet,
        livraison partielle, seulement?
        falta*, falta, faltan, faltante*, no recibid*, no entregad*, no llego, no llegaron, de menos,
        menos?,
        entrega parcial, solo?
        manca*, mancan*, ammanc*, non ricevut*, non consegnat*, in meno, consegna parziale
        te weinig, ontbre*, niet ontvangen, niet geleverd, te kort, tekort*, onvolledig*, vermist,
        incompleet, minder?
        brakuj*, braki, brak?, niedobor*, niekomplet*, nie otrzyma*, nie dostarcz*, mniej?
        nao recebid*, nao entreg*, a menos, em falta, faltam""",
    RemarkClass.OVER: """
        over?, overs, overage*, over deliver*, overdeliver*, over shipped, overship*, extra?, surplus,
        too many,
        excess*, in excess, more than ordered
        mehrmenge*, mehrliefer*, zu viel*, zuviel*, uberliefer*, ueberliefer*, uberzahlig, ueberzaehlig
        excedent*, en trop, en plus, surnombre
        sobra*, sobran*, exceso, de mas, demasiad*
        eccedenz*, in piu, in eccesso
        te veel, teveel, overtollig*
        nadwyzk*, za duzo, nadmiar*, wiecej?
        a mais""",
    RemarkClass.DAMAGED: """
        damag*, dmg*, damd, crushed, crush, torn, tear, wet, broken, dent, dents, dented, punctur*,
        leak*, bent,
        open carton, opened, retaped, re taped, shrink wrap broken, pallet leaning, tilt indicator, smashed,
        cracked, scratch*, split, spoilt, spoiled, soaked, mouldy, ripped, burst, collapsed, defect*,
        faulty, poor condition,
        bad condition, contaminat*, thawed, melted, water stain*, holes
        beschad*, beschaed*, defekt*, zerbroch*, zerriss*, gerissen, zerdruck*, zerdrueck*, eingedruck*,
        eingedrueck*, nass, feucht, kaputt*, bruch, gebrochen, undicht*, ausgelaufen, verbeult*, verbogen*,
        zerkratzt, aufgeriss*, schaden, schaeden, schadhaft*, transportschad*, durchnasst, mangelhaft*,
        mangel,
        maengel, fehlerhaft*, verschmutzt, verdorben, gequetscht
        avari*, abim*, endommag*, casse*, dechir*, mouill*, ecras*, defectueu*, fuite*, enfonc*,
        deterior*, brise*
        danad*, danos, dano, roto*, rota*, rotura*, golpead*, golpe, mojad*, aplastad*, desperfecto*
        danneggiat*, danni, danno, rotto, rotta, rotti, rotte, bagnat*, schiacciat*, ammaccat*, strappat*,
        difettos*, lacerat*
        beschadig*, kapot*, gebroken, nat, gescheurd, gedeukt, ingedeukt, schade, lek
        uszkodz*, uszkodzen*, zniszcz*, mokr*, peknie*, rozbit*, zgniec*, podart*, rozdart*, wgniec*, zalan*
        danific*, quebrad*, molhad*, rasgad*, amassad*, estragad*""",
    RemarkClass.REFUSED: """
        refus*, reject*, not accepted, not ordered, return to sender, rts, returned, sent back, declined
        verweiger*, annahme verweigert, nicht bestellt, zuruckgewiesen, zurueckgewiesen, abgelehnt, retour,
        nicht angenommen
        non commande*, pas commande*, retourne*
        rechaz*, devuelt*, no pedid*, no aceptad*, no solicitad*
        respint*, rifiutat*, non ordinat*, non accettat*
        geweiger*, weiger*, niet besteld, niet geaccepteerd
        odmow*, odmowa przyjecia, odrzuc*, nie zamawia*, nie zamowi*, zwrot*, nie przyjet*
        recus*, devolv*, nao encomend*, nao pedid*, rejeit*""",
    RemarkClass.LATE: """
        late, arrived late, days late, hours late, delay*, wrong day, overdue
        verspat*, verspaet*, zu spat, zu spaet, verzoger*
        en retard, retard*, tardi*
        tarde, retras*, demora*, atrasad*
        in ritardo, ritard*
        te laat, vertrag*
        opozni*, spozni*, po terminie
        atras*, fora do prazo""",
    RemarkClass.WRONG_ITEM: """
        wrong, wrong item*, wrong goods, wrong product*, wrong size*, wrong colour, wrong color,
        wrong article*,
        wrong model, wrong part*, incorrect, mispick*, mis pick*, mis ship*, misship*, substitut*,
        not as ordered,
        different item
        falsch*, falsche ware, falscher artikel, verwechsel*, fehlliefer*, falschliefer*, andere ware
        erreur*, erreur article, mauvais*, non conforme*, pas conforme*, ne correspond*
        equivocad*, erron*, incorrecto, no correspond*, no conforme*
        errat*, sbagliat*, non corrisp*
        verkeerd*, foutief, foute, onjuist*, niet conform
        niewlasciw*, bledn*, niezgodn*, pomylk*
        errad*, incorret*, trocad*, nao correspond*, nao conforme*""",
    RemarkClass.PRICE: """
        price, prices, pricing, wrong price, price difference, overcharg*
        preis*, preisabweichung*, falscher preis
        prix, ecart de prix, mauvais prix
        precio*
        prezz*, prezzo errato
        prijs*, verkeerde prijs
        cena, ceny, bledna cena
        preco*, preco errado""",
    RemarkClass.UNATTENDED: """
        left at, left on, left with, left in, left by, left outside, unattended, no one available,
        no one, nobody,
        no signature, signature release*, signature waived, waived, contactless, driver release, front door,
        mailbox, letterbox, neighbour, neighbor, safe place, porch, not home, closed no one,
        reception desk closed
        hinterlegt, abgestellt, abgelegt, nachbar*, briefkasten, niemand, ablageort, nicht angetroffen,
        ohne unterschrift, vor der tur
        depose*, remis au gardien, gardien, voisin*, boite aux lettres, sans signature, absent*,
        devant la porte
        dejado en, dejad*, conserje*, porteria, vecino*, buzon, sin firma, ausente
        lasciat*, portineria, vicino, cassetta postale, nessuno presente, assente, senza firma
        buren, buurman, achtergelaten, brievenbus, niemand aanwezig, niet thuis, zonder handtekening
        pozostawion*, zostawion*, sasiad*, nikogo, bez podpisu, skrzynk*
        deixad*, vizinh*, porteir*, sem assinatura, caixa de correio""",
    RemarkClass.QUALIFIED: """
        subject to, subject to count, subject to check*, subject to inspection, subject to verification,
        stc,
        unchecked, not checked, received unchecked, goods not checked, contents not checked, not inspected,
        not counted, not examined, unexamined, unopened, uninspected, uncounted, unverified, not verified,
        contents unknown, content unknown, said to contain, shipper load, shippers load, slc, slac,
        pallet count only, count only, pending inspection, pending count, under reserve, with reservation*,
        to be checked, drop trailer
        vorbehalt*, unter vorbehalt, unter vorbehalt der prufung, vorbehaltlich prufung, ungepruft,
        ungeprueft,
        nicht gepruft, nicht geprueft, nicht kontrolliert, ungezahlt, ungeoffnet, inhalt unbekannt
        sous reserve*, sous reserve de deballage, sous reserve de controle, reserve*, non verifi*,
        pas verifi*,
        non controle*, non compte*, contenu inconnu
        salvo examen, salvo verificacion, pendiente de*, sin revisar, sin comprobar, sin verificar,
        a falta de comprobar, a falta de*, no revisad*, no comprobad*, a reserva de*, con reserva*,
        contenido desconocido
        con riserva, riserv*, salvo verifica, salvo controllo, non verificat*, non controllat*,
        da verificare,
        con riserva di controllo
        voorbehoud, onder voorbehoud, ongecontroleerd, niet gecontroleerd, ongeteld, niet geteld,
        inhoud onbekend
        zastrzez*, z zastrzezeniem, niesprawdz*, nie sprawdz*, nieprzeliczon*
        sob reserva, com reserva*, sem conferir, sem verificar, nao verificad*, nao conferid*,
        por conferir""",
    None: """
        in good order, good order, good condition, received in good order, complete, all ok, ok, okay,
        all good,
        all correct, all received, in full, correct, thanks, with thanks, checked, received,
        received with thanks,
        undamaged, complete and undamaged, intact, unbroken, fine, clear, delivered, none, nil, nothing, n a
        i o, in ordnung, vollstandig*, vollstaendig*, unbeschad*, unbeschaed*, unversehrt, gepruft,
        geprueft,
        erhalten, dankend erhalten, komplett, vollzahlig, einwandfrei
        conforme*, recu conforme, vu, recu, recue, recus, recues, complet, bon etat, en bon etat, ras,
        rien a signaler, neant, intacts
        recibi conforme, recibido, completo, completa, todo bien, correcto, en buen estado, ninguna, ninguno
        ricevuto, visto, regolare, integro, integra, tutto ok, in buono stato, nessuna, nessuno
        akkoord, in orde, in goede orde, compleet, ontvangen, gecontroleerd, onbeschad*, geen
        zgodn*, kompletn*, bez uwag, brak uwag, brak uszkodz*, brak zastrzez*, brak brakow, nieuszkodz*,
        sprawdzono, przyjeto, w porzadku
        em ordem, tudo certo, certo, recebido, conferido, nenhuma""",
}  # fmt: skip
"""None: that nothing was wrong."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NEGATORS = _words(
    """no not non none nil zero nothing never without w/o kein keine keinen keiner keinerlei ohne nicht
    nichts null sans aucun aucune pas ni rien neant sin ningun ninguna ninguno nada cero senza nessun
    nessuna nessuno niente geen zonder niet niets nul bez nie zadnych zadne nic sem nenhum nenhuma nao"""
)
JOINING = _words("""or nor and und oder noch et ou ni y o e ed oppure en of i lub ani ou any keine""")
"""Carry a negation on to the next word: "no shortage or damage"."""
CONTRARY = _words("""but except aber jedoch ausser mais sauf pero salvo ma tranne maar ale mas""")
UNITS = _words(
    """box boxes bx ctn ctns carton cartons case cases cs pc pcs pce pces piece pieces ea each unit units
    plt plts pallet pallets skid skids pkg pkgs pack packs parcel parcels bag bags roll rolls drum drums
    item items set sets stk stuck stueck karton kartons kart krt pkt paket pakete palette paletten pal
    kolli colli sack rolle rollen fass kiste kisten teile colis cartons caisse caisses palettes piece
    sac sacs bte btes boite boites rlx lot caja cajas bulto bultos ud uds unidad unidades palet palets
    saco bolsa scatola scatole collo pezzi pz bancale bancali sacco cartoni doos dozen stuks st pallets
    zak rol kartony kartonu kartonow szt sztuk sztuki paleta palety op paczka paczki caixa caixas cx
    volume volumes un palete paletes"""
)
NUMBERS = _words(
    """one two three four five six seven eight nine ten twelve ein eine einen zwei drei vier funf sechs
    sieben acht neun zehn un une deux trois quatre cinq sept huit neuf dix una dos tres cuatro cinco
    seis siete ocho nueve diez uno due tre quattro cinque sei sette otto nove dieci een twee vijf zes
    zeven negen tien jeden jedna dwa dwie trzy cztery piec szesc um uma dois duas quatro"""
)
OF = _words("""of von sur de di van z out aus das dos do""")
TAKEN = _words("""received recd rec erhalten geliefert recu recus recibido recibidos ricevuti ontvangen""")
"""Beside the number of what came."""
YES = _words("""yes ja oui si tak sim y j""")
NO = _words("""no nein non nee nie nao n""")
_LONG = 6
"""Letters of a word from which on pairs of them may be read as one: "torn" is no Tom."""
_LOOKALIKES = str.maketrans({"l": "i", "1": "i", "|": "i", "!": "i", "0": "o", "5": "s"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say something."""

    about: RemarkClass | None
    form: str
    """Its letters as `shape` makes them, without blanks."""
    words: tuple[str, ...]
    open: bool
    """Any ending may follow."""
    weak: bool
    """Says so beside a number or a unit only."""

    letters: int
    """Which letters are in it, as `signs` tells."""

    @property
    def count(self) -> int:
        """Words."""
        return len(self.words)


def shape(letters: str) -> str:
    """Folded letters with look-alikes (l, 1 as i; 0 as o; 5 as s; rn as m; vv as w) made one."""
    plain = letters.translate(_LOOKALIKES)
    return plain.replace("rn", "m").replace("vv", "w") if len(plain) >= _LONG else plain


def signs(form: str) -> int:
    """Which letters a form has, a bit each."""
    return reduce(or_, (1 << (ord(letter) & 31) for letter in form if letter.isalpha()), 0)


def _phrases() -> Iterator[Phrase]:
    for about, listed in _SAID.items():
        for entry in re.split(r"[,\n]", listed):
            words = entry.strip()
            if words:
                plain = words.rstrip("*?")
                form = shape(plain.replace(" ", ""))
                yield Phrase(
                    about, form, tuple(plain.split()), words.endswith("*"), words.endswith("?"), signs(form)
                )


PHRASES = tuple(dict.fromkeys(_phrases()))
LONGEST = max(phrase.count for phrase in PHRASES)
"""Words of the longest phrase."""
