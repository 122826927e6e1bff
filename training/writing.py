"""What people write by hand on papers: names, days, times, counts, remarks in eight languages, odd words."""

from __future__ import annotations

from functools import cache
from random import Random

from extractors.remarks.wordings import wordings
from training import wording

_SYLLABLES = ("bcdfghjklmnprstvwz", "aeiou")
_ENDINGS = ("", "", "n", "s", "r", "ck", "tt", "ski", "sen", "ez", "er", "mann")
_CODES = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_ACCENTED = 0.12
_ACCENTS = {
    "a": "äàáâãą", "e": "éèêëę", "i": "íìî", "o": "öóôõ", "u": "üúùû", "c": "çć", "n": "ñń", "l": "ł",
    "s": "śß", "z": "żź", "A": "ÄÀÁ", "O": "ÖÓ", "U": "ÜÚ", "E": "ÉÈ",
}  # fmt: skip
_COUNTED = """ctn ctns cases pcs pc pallet pallets boxes box units drums bags rolls Stück Karton Kartons
Paletten Kisten colis cartons pièces palettes cajas bultos piezas palés colli dozen stuks scatole pezzi
cartoni bancali szt kartonów palet caixas volumes peças kg x St. Pal. EA"""
_UNITS = tuple(_COUNTED.split())
_ASKED = """Name;Date;Time;Remarks;Received by;Print name;Driver;Datum;Uhrzeit;Bemerkungen;Nom;Heure;Réserves;
Fecha;Hora;Observaciones;Nome;Data;Ora;Note;Naam;Tijd;Opmerkingen;Imię i nazwisko;Uwagi;Observações;Qty;
Comments;Empfänger;Fahrer;Vehicle"""
_LABELS = tuple(label.strip() for label in _ASKED.split(";"))
_MONTHS = ("Jan", "Feb", "March", "Apr", "May", "June", "Juli", "août", "Sept", "Oct")


def written(rng: Random) -> str:
    """One line as somebody would write it, 1 to about 40 characters."""
    text = rng.choices((_person, _moment, _count, _remark, _loose, _code), (4, 4, 2, 6, 3, 1.5))[0](rng)
    if rng.random() < _ACCENTED:
        text = _accented(text, rng)
    manner = rng.random()
    if manner < 0.22:
        return text.upper()
    return text.lower() if manner < 0.3 else text


def label(rng: Random) -> str:
    """What a form prints in front of a line to write on."""
    return rng.choice(_LABELS) + rng.choice((":", ":", "", "."))


def _accented(text: str, rng: Random) -> str:
    """With an accent on one of its letters, for a letter is to be read as it is drawn."""
    places = [place for place, sign in enumerate(text) if sign in _ACCENTS]
    if not places:
        return text
    place = rng.choice(places)
    return text[:place] + rng.choice(_ACCENTS[text[place]]) + text[place + 1 :]


def _person(rng: Random) -> str:
    if rng.random() < 0.4:
        return wording.name(rng)
    first, last = _made_up(rng), _made_up(rng)
    return rng.choice((f"{first} {last}", f"{first[0]}. {last}", last, f"{last}, {first}", first))


def _made_up(rng: Random) -> str:
    said = "".join(rng.choice(part) for _ in range(rng.randint(1, 3)) for part in _SYLLABLES)
    return (said + rng.choice(_ENDINGS)).title()


def _moment(rng: Random) -> str:
    d, m, y = rng.randint(1, 31), rng.randint(1, 12), rng.randint(2015, 2035)
    mark = rng.choice("//..- ")
    day = f"{d:02}{mark}{m:02}" if rng.random() < 0.5 else f"{d}{mark}{m}"
    day += rng.choice(("", f"{mark}{y}", f"{mark}{y % 100:02}", f"{mark}{y % 100:02}"))
    if rng.random() < 0.15:
        day = f"{d} {rng.choice(_MONTHS)} {y}"
    hour, minute = rng.randint(0, 23), rng.randint(0, 59)
    time = rng.choice(
        (f"{hour}:{minute:02}", f"{hour:02}:{minute:02}", f"{hour}h{minute:02}", f"{hour}.{minute:02}",
         f"{hour % 12 + 1}:{minute:02} {rng.choice(('am', 'pm', 'AM', 'PM'))}", f"{hour}:{minute:02} Uhr")
    )  # fmt: skip
    return rng.choices((day, time, f"{day} {time}"), (5, 3, 2))[0]


def _count(rng: Random) -> str:
    number = rng.choice((rng.randint(1, 12), rng.randint(1, 99), rng.randint(1, 9999)))
    return rng.choice(
        (f"{number}", f"{number} {rng.choice(_UNITS)}", f"{number}x", f"{number} / {number + 1}")
    )


def _remark(rng: Random) -> str:
    phrase = rng.choice(_phrases())
    if rng.random() < 0.5:
        phrase = phrase.capitalize()
    if rng.random() < 0.45:
        phrase = rng.choice(
            (f"{_count(rng)} {phrase}", f"{phrase} {_count(rng)}", f"{_count(rng)} - {phrase}")
        )
    if rng.random() < 0.2:
        phrase += rng.choice((", ", ". ", " - ", " + ")) + rng.choice(_phrases())
    return phrase[:44].strip() + rng.choice(("", "", "", ".", "!"))


@cache
def _phrases() -> tuple[str, ...]:
    spelled = {phrase.rstrip("*?") for _, phrase in wordings()}
    return (*sorted(phrase for phrase in spelled if 1 < len(phrase) < 30), *wording.NOTES)


def _loose(rng: Random) -> str:
    return " ".join(rng.choice(wording.WORDS) for _ in range(rng.randint(1, 4)))


def _code(rng: Random) -> str:
    return "".join(rng.choice(_CODES) for _ in range(rng.randint(2, 9)))
