"""The wordings of remarks as shapes that read words compare with, and the words that go with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from extractors.remarks.wordings import wordings
from models.reading import RemarkClass


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
    volume volumes un palete paletes pkts packet packets crate crates bottle bottles tin tins can cans tub
    tubs pail pails bucket buckets jar jars pair pairs dozens tube tubes bundle bundles bale bales tote totes
    keg kegs barrel barrels tray trays cage cages coil coils reel reels sheet sheets length lengths line
    lines sacke saecke eimer flasche flaschen dosen dose bund bundel ballen fasser faesser kanister gebinde
    rollen stange stangen platten platte paar packung packungen position positionen gitterbox beutel
    bidon bidons rouleau rouleaux paquet paquets fut futs bouteille bouteilles unite unites barre barres
    seau seaux sachet sachets paire rollo rollos bolsas paquete paquetes pieza piezas bote botes bidones
    botella botellas lata latas linea lineas pares cartone pezzo rotolo rotoli sacchi busta buste bottiglie
    fusto fusti bidoni pacco pacchi confezione confezioni pallets unita zakken pak pakken pakketten krat
    kratten emmer emmers fles flessen vat vaten stuk bundels kisten collis karton paczek worki worek workow
    rolki rolka rolek sztuka butelki butelek beczki beczka wiadro wiadra opakowan opakowanie opakowania kpl
    palet peca pecas rolo rolos sacos garrafa garrafas balde baldes tambor tambores fardo fardos unidades
    embalagens pacote pacotes"""
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
    for about, words in wordings():
        plain = words.rstrip("*?")
        form = shape(plain.replace(" ", ""))
        yield Phrase(about, form, tuple(plain.split()), words.endswith("*"), words.endswith("?"), signs(form))


PHRASES = tuple(dict.fromkeys(_phrases()))
LONGEST = max(phrase.count for phrase in PHRASES)
"""Words of the longest phrase."""
