"""Labels that no list holds, understood from the words that they are put together from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.fields.dates import is_month
from extractors.fields.label_words import PART_WORDS, Part
from extractors.fields.sense import Sense
from extractors.fields.text import blurred, letters

_MISREAD_ONCE, _MISREAD_TWICE = 6, 10
"""Letters from which a word may have one, and two, misread."""
_LONGEST_COMPOUND = 34
_FEWEST_CLEAR, _SHORTEST_DAMAGED = 2, 3
"""Words of a label beside which one may be damaged, and letters that it has at least."""
_UNKNOWN = frozenset(Part)
_LINKING = frozenset({Part.NUMBER, Part.REFERENCE, Part.GLUE, Part.ON, Part.BY, Part.TO})
_CLOSING = frozenset({Part.NUMBER, Part.REFERENCE, Part.DATE})
_LINKS = ("s", "n", "en", "es")
"""What joins the words of a compound."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A label with all of `parts`, one of `either` where there are any, and none of `without`."""

    sense: Sense
    parts: frozenset[Part]
    either: frozenset[Part] = frozenset()
    without: frozenset[Part] = frozenset()
    numbered: bool = False


def _parts_of(words: str) -> frozenset[Part]:
    return frozenset(map(Part, words.split()))


def _rule(sense: Sense, parts: str, either: str = "", without: str = "") -> Rule:
    needed, one_of = _parts_of(parts), _parts_of(either)
    numbered = bool({Part.NUMBER, Part.REFERENCE} & (needed | one_of))
    return Rule(sense, needed, one_of, _parts_of(without), numbered)


_NOT_OURS = "received return address"
"""A goods receipt is numbered by the customer, a return goes the other way, a place has a code of its own."""
_RULES = (
    _rule(Sense.OTHER_DATE, "date later"),
    _rule(Sense.RECEIVED_DATE, "date", "received signature receiver"),
    _rule(Sense.RECEIVED_DATE, "received on", without="number"),
    _rule(Sense.RECEIVED_DATE, "delivery on", without="number"),
    _rule(Sense.INVOICE_DATE, "date invoice"),
    _rule(Sense.NOTE_DATE, "date", "shipping note"),
    _rule(Sense.NOTE_DATE, "shipping on", without="number"),
    _rule(Sense.ORDER_DATE, "date", "order purchase", "delivery"),
    _rule(Sense.DELIVERY_DATE, "date delivery"),
    _rule(Sense.PLAIN_DATE, "date", "issued document time", "work credit return quote other customer vendor"),
    _rule(Sense.OTHER_SIGNATURE, "signature", "driver carrier vendor"),
    _rule(Sense.DECOY, "other"),
    _rule(Sense.DECOY, "number", "credit return quote"),
    _rule(Sense.DECOY, "number vendor", without="order"),
    _rule(Sense.OTHER_NAME, "name", "driver carrier"),
    _rule(Sense.CARRIER, "number carrier", without="delivery note order invoice"),
    _rule(Sense.CUSTOMER_SIGNATURE, "signature", "customer receiver received"),
    _rule(Sense.PRINTED_NAME, "name", "capitals received receiver signature"),
    _rule(Sense.PRINTED_NAME, "capitals signature"),
    _rule(Sense.CUSTOMER_SIGNATURE, "received", "by goods", "number date invoice"),
    _rule(Sense.SELLER, "vendor", "name address to"),
    _rule(Sense.SHIP_TO, "delivery", "address receiver to", "number date note"),
    _rule(Sense.SHIP_TO, "shipping", "address receiver to", "number date note"),
    _rule(Sense.SHIP_TO, "receiver", "address name", "number date"),
    _rule(Sense.BILL_TO, "invoice", "address receiver to payer customer", "number date reference"),
    _rule(Sense.BILL_TO, "payer", "name address"),
    _rule(Sense.CUSTOMER, "customer", "name address", "number date reference order"),
    _rule(Sense.PO_NUMBER, "order", "yours customer purchase", "date note delivery"),
    _rule(Sense.PO_NUMBER, "purchase", "number reference", "date"),
    _rule(Sense.SELLER_ORDER, "order", "ours sales work", "date note delivery"),
    _rule(Sense.SELLER_ORDER, "work number"),
    _rule(
        Sense.DELIVERY_NUMBER, "number", "delivery note shipping", f"date invoice customer vendor {_NOT_OURS}"
    ),
    _rule(Sense.DELIVERY_NUMBER, "delivery note", without=f"date on by to {_NOT_OURS}"),
    _rule(Sense.DELIVERY_NUMBER, "reference", "delivery shipping", f"customer yours {_NOT_OURS}"),
    _rule(Sense.INVOICE_NUMBER, "invoice", "number reference", "date customer yours carrier"),
    _rule(Sense.PO_NUMBER, "customer reference"),
    _rule(Sense.ORDER, "order", "number reference", "date delivery"),
    _rule(Sense.CUSTOMER_NUMBER, "number", "customer receiver payer", "date order invoice"),
    _rule(Sense.YOUR_REFERENCE, "yours reference"),
    _rule(Sense.OUR_REFERENCE, "ours reference"),
    _rule(Sense.OWN_NUMBER, "number document"),
    _rule(Sense.RECEIVED_TIME, "time", "received signature receiver delivery", "date number later note"),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title with all of `parts`, one of `either` where there are any, and none of `without`."""

    kind: str
    parts: frozenset[Part]
    either: frozenset[Part] = frozenset()
    without: frozenset[Part] = frozenset()


def _heading(kind: str, parts: str, either: str = "", without: str = "number date") -> Heading:
    return Heading(kind, _parts_of(parts), _parts_of(either), _parts_of(without))


_HEADINGS = (
    _heading("credit_note", "credit", "note invoice goods customer"),
    _heading("return", "return", "note goods delivery received"),
    _heading("quotation", "quote", "customer note invoice"),
    _heading("service_sheet", "work", "sheet note received"),
    _heading("carrier_delivery_receipt", "delivery received"),
    _heading("delivery_note", "note", "delivery shipping goods", "number date invoice order received"),
    _heading("purchase_order", "order", "purchase note document", "number date sales ours received work"),
)


def titled(words: Sequence[str]) -> str:
    """The kind of paper that a title put together from these words (letter forms) names; empty for none."""
    meant = [_parts(word) for word in words]
    if not meant or not all(meant):
        return ""
    if len(meant) == 1 and Part.ORDER in meant[0]:
        return "purchase_order"
    parts = set().union(*meant)
    return next((heading.kind for heading in _HEADINGS if _fits(heading, parts)), "")


def understood(words: Sequence[str]) -> tuple[Sense, bool] | None:
    """The sense of a label put together from these words (letter forms), and whether it names a number.

    None where a word is unknown or the words make no label.
    """
    meant = [_parts(word) for word in words]
    if meant.count(frozenset()) == 1 and len(meant) > _FEWEST_CLEAR:
        meant = [parts or _doubtful(word) for word, parts in zip(words, meant, strict=True)]
    if not all(meant):
        return None
    parts = set[Part]().union(*meant)
    rule = next((rule for rule in _RULES if _fits(rule, parts)), None)
    return (rule.sense, rule.numbered) if rule is not None else None


def says_nothing(words: Sequence[str]) -> bool:
    """True for words (letter forms) such as "number of the", the torn-off half of a label."""
    return all(_lexicon().get(blurred(word), _UNKNOWN) <= _LINKING for word in words)


def announces(word: str) -> bool:
    """True for a word (letter form) that labels are made of, or a compound of such, letter for letter."""
    form = blurred(word)
    return bool(_lexicon().get(form) or _compound(form))


def is_whole(word: str) -> bool:
    """True for a word (letter form) after which no sign for "number" says more, such as "date"."""
    return bool(_lexicon().get(blurred(word), frozenset()) & _CLOSING)


def _fits(rule: Rule | Heading, parts: set[Part]) -> bool:
    either = not rule.either or bool(rule.either & parts)
    return rule.parts <= parts and either and not rule.without & parts


@lru_cache(maxsize=20_000)
def _parts(word: str) -> frozenset[Part]:
    """What a word says, be it a compound or misread; nothing where it is unknown."""
    form = blurred(word)
    whole = _lexicon().get(form)
    if whole is not None:
        return whole
    return _compound(form) or _compound(word) or _misread(form)


def _compound(form: str) -> frozenset[Part]:
    """The parts of a compound or of words run together; nothing where a piece of it is unknown."""
    if len(form) > _LONGEST_COMPOUND:
        return frozenset()
    reached: dict[int, frozenset[Part]] = {0: frozenset()}
    for start in range(len(form)):
        if start not in reached:
            continue
        for end, parts in _pieces(form, start):
            known = reached.get(end)
            if known is None or Part.GLUE in known:
                reached[end] = reached[start] | parts
    return reached.get(len(form), frozenset())


def _pieces(form: str, start: int) -> Iterator[tuple[int, frozenset[Part]]]:
    """Words that begin at `start`, longest first, each with where it ends; a link may follow a word."""
    for end in range(len(form), start + 1, -1):
        parts = _lexicon().get(blurred(form[start:end]))
        if parts is None:
            continue
        yield end, parts
        longer = [link for link in _LINKS if start + 3 < end and form.startswith(link, end)]
        yield from ((end + len(link), parts) for link in longer if end + len(link) < len(form))


def _misread(form: str) -> frozenset[Part]:
    """The one word that `form` may be with a letter, or in a long word two letters, misread."""
    allowed = 2 if len(form) >= _MISREAD_TWICE else 1
    if len(form) < _MISREAD_ONCE:
        return frozenset()
    near = [
        (distance, word)
        for word in _by_length(len(form), allowed)
        if (distance := Levenshtein.distance(form, word, score_cutoff=allowed)) <= allowed
    ]
    if not near:
        return frozenset()
    least = min(near)[0]
    meanings = {_lexicon()[word] for distance, word in near if distance == least}
    return meanings.pop() if len(meanings) == 1 else frozenset()


def _doubtful(word: str) -> frozenset[Part]:
    """What a damaged word may say beside others that are clear: a short one says nothing, but is no bar."""
    form = blurred(word)
    if len(form) < _MISREAD_ONCE - 1:
        bar = len(form) < _SHORTEST_DAMAGED or is_month(word)
        return frozenset() if bar else frozenset({Part.GLUE})
    alike = _lengths().get(len(form), ())
    near = [known for known in alike if Levenshtein.distance(form, known, score_cutoff=1) == 1]
    return _lexicon()[near[0]] if len(near) == 1 else frozenset()


def _by_length(length: int, within: int) -> Iterator[str]:
    for size in range(max(length - within, _MISREAD_ONCE), length + within + 1):
        yield from _lengths().get(size, ())


@cache
def _lexicon() -> dict[str, frozenset[Part]]:
    """Letter form of a word -> what it may say."""
    meanings: dict[str, set[Part]] = {}
    for part, words in PART_WORDS.items():
        for word in words.split():
            meanings.setdefault(blurred(letters(word)), set()).add(part)
    return {form: frozenset(parts) for form, parts in meanings.items()}


@cache
def _lengths() -> dict[int, tuple[str, ...]]:
    """Words by how many letters they have."""
    sizes = {len(form) for form in _lexicon()}
    return {size: tuple(form for form in _lexicon() if len(form) == size) for size in sizes}
