"""Units of count: which words for them mean the same."""

from __future__ import annotations

from collections.abc import Iterable

_PIECE = (
    "pc pcs pce pces piece pieces ea each unit units no nos stk stck stueck stück st stuks stuk ud uds und "
    "unidad unidades un u pz pza pzas pezzo pezzi szt sztuk pièce pièces peca peça c62 h87"
)
_BOX = (
    "box boxes bx ktn crt ctn carton cartons karton kart pkg pack packs pk paket pck caja cajas bte boîte "
    "boite scatola sc doos ds pudelko op cx caixa pak conf emb"
)
_SAME = (
    _PIECE,
    _BOX,
    "roll rolls rolle rollen rl ro rlx rouleau rouleaux rollo rollos rotolo rotoli rt rol rolka rolo",
    "set sets satz jeu juego serie kpl komplet conj conjunto",
    "bag bags btl beutel sack sac sachet bolsa bolsas sacchetto bs zak worek wor saco",
    "pair pairs paar pr paire par para coppia",
    "kg kgs kilo kilogram kgm",
    "g gr gram grams grm",
    "t to ton tonne tonnes tne",
    "m mtr mtrs metre metres meter meters",
    "l ltr litre litres liter liters",
    "pallet pallets palette paletten plt pal palé palet bancale",
)
_GROUPS = {word: place for place, words in enumerate(_SAME) for word in words.split()}


def differ(units: Iterable[str]) -> bool:
    """True where units are surely not the same; a word that is not known may mean any."""
    words = (unit.casefold().strip(". ") for unit in units)
    return len({_GROUPS[word] for word in words if word in _GROUPS}) > 1
