"""What the likely invoices tell of a reading: roles of unlabelled values, and which of two readings is meant.

The ledger only chooses between readings that the pixels support; what is clearly printed stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.decision import Agreement, Candidate, Evidence, Key
from models.reading import FieldName, Found, Reading, Value
from pipeline.folding import fold, mask, plain
from pipeline.index.ledger_index import ROLES
from pipeline.index.ledger_index import expected as expected_of
from pipeline.matching import meant_dates
from pipeline.matching.number_matches import Seen, is_order
from pipeline.matching.number_roles import Roles
from pipeline.matching.parties import Parties
from pipeline.matching.sightings import FIELD_OF, Piece, Sighting
from pipeline.names.printed_names import TEXT_LAYER

_UNSURE = 0.9
"""Reader's confidence below which one character may be another."""
_CERTAIN = 0.85
"""Confidence of a labelled value from which no other number on the page is put before it."""
_LOOK_ALIKES = str.maketrans("OQILSBZG", "00115826")
_ALIKE = (str.maketrans("0158", "OISB"), str.maketrans("OQILSBZ", "0011582"))
_TWINS = (str.maketrans("01", "OI"), str.maketrans("OIL", "011"))
"""To letters and to digits: what may stand for each other; what does in many typefaces, however well read."""
_LONGEST_PREFIX = 5
_SHORT, _LONGEST_SHORT = 4, 5
_NEAR = frozenset({Agreement.FOLDED, Agreement.EDITED})


@dataclass(frozen=True, slots=True)
class Told:
    """A reading's likely invoices and what the pages show of their numbers and customer."""

    likely: Sequence[Candidate]
    """Likeliest first."""
    seen: Seen
    parties: Parties

    def added_to(self, reading: Reading) -> Reading:
        """The reading with every value that the likely invoices give, or decide between."""
        named = self._names(reading)
        fields: dict[FieldName, tuple[Value, ...]] = {**reading.fields, **self._numbers(reading), **named}
        for name in meant_dates.FIELDS:
            if self.likely and name in fields:
                fields[name] = meant_dates.settled(reading, name, self.likely[0].invoice, self._is_blurred)
        return replace(reading, fields={name: values for name, values in fields.items() if values})

    def _names(self, reading: Reading) -> Mapping[FieldName, tuple[Value, ...]]:
        names = self.parties.names(reading, self.likely[0].invoice.customer_number if self.likely else "")
        return {FieldName.CUSTOMER_NAME: names} if names else {}

    def _numbers(self, reading: Reading) -> Mapping[FieldName, tuple[Value, ...]]:
        found: dict[FieldName, tuple[Value, ...]] = {FIELD_OF[key]: () for key in ROLES}
        settled = Roles(self.seen.index, self.likely, order=is_order(reading)).settled(reading)
        for key in ROLES:
            field = FIELD_OF[key]
            evidence = [one for candidate in self.likely for one in candidate.evidence if one.key is key]
            whole = (self._whole(key, value) for value in settled.get(field, ()))
            meant = (self._meant(value, evidence) for value in whole)
            values = tuple(self._shaped(key, value) for value in meant)
            if not any(self._is_said(key, value, evidence) for value in values):
                expected = (expected_of(candidate.invoice, key) for candidate in self.likely)
                values = (*self._unlabelled(expected), *values)
            found[field] = values
        return found

    def _is_said(self, key: Key, value: Value, evidence: Sequence[Evidence]) -> bool:
        """True for a value that the ledger knows, or that its label makes certain."""
        meant = any(value.text in {one.read, one.expected} for one in evidence)
        return meant or value.confidence >= _CERTAIN or self.seen.known(key, value.text)

    def _unlabelled(self, expected: Iterable[str]) -> tuple[Value, ...]:
        """Numbers of the likely invoices on the page without a label, with or without leading zeros."""
        found: dict[str, Value] = {}
        for number in expected:
            bare = plain(number)
            for spelled in dict.fromkeys((bare, bare.lstrip("0"))):
                one = self.seen.loose.get(spelled) or self._short(spelled)
                if one is not None:
                    found[spelled] = Value(one.text, one.confidence, one.page, one.box, Found.LEDGER)
            alike = self.seen.folded.get(fold(number)) if bare not in found else None
            if alike is not None and may_be(alike.text, number, sure=True):
                found[bare] = Value(number, alike.confidence, alike.page, alike.box, Found.LEDGER)
        return tuple(found.values())

    def _short(self, spelled: str) -> Sighting | None:
        """The one word of the first page that is such a number, too short to be looked up by itself."""
        if not _SHORT <= len(spelled) <= _LONGEST_SHORT:
            return None
        sheet = self.seen.loose.sheets.get(min(self.seen.loose.sheets, default=0))
        words = [word for word in sheet.page.words if plain(word.text) == spelled] if sheet else []
        if sheet is None or len(words) != 1:
            return None
        (word,) = words
        piece = Piece(word.text, spelled, sheet.page.number, (word,))
        return None if sheet.claims(piece) else piece.sighting()

    def _whole(self, key: Key, value: Value) -> Value:
        """The value with the rest of a likely number where that is printed around it: "26" of "26 02963"."""
        loose = self.seen.unchecked().loose
        for candidate in self.likely:
            bare = plain(expected_of(candidate.invoice, key))
            one = loose.get(bare) if plain(value.text) in bare and plain(value.text) != bare else None
            if one is not None and one.page == value.page and one.box.overlap(value.box) > 0:
                return replace(_instead(value, one.text), box=one.box)
        return value

    def _meant(self, value: Value, evidence: Sequence[Evidence]) -> Value:
        """The value with the ledger's spelling where that is another reading of the same pixels."""
        for one in evidence:
            if one.agreement in _NEAR and one.read == value.text and self._is_ink(value):
                sure = self.parties.read_surely(value)
                if may_be(value.text, one.expected, sure=sure >= _UNSURE):
                    return _instead(value, one.expected)
        return value

    def _is_ink(self, value: Value) -> bool:
        """True for a labelled value that was read from pixels: a text layer is never misread."""
        typed = any(page.reader == TEXT_LAYER for page in self.parties.pages if page.number == value.page)
        return value.found is Found.LABEL and not typed

    def _is_blurred(self, value: Value) -> bool:
        """True for a date whose figures may be others: no text layer's, and not read for sure."""
        return self._is_ink(value) and self.parties.read_surely(value) < _UNSURE

    def _shaped(self, key: Key, value: Value) -> Value:
        """The value with look-alikes such as 0 and O put so that it has the shape of the ledger's numbers."""
        index = self.seen.index
        if not self._is_ink(value) or index.looks_like(key, value.text):
            return value
        alike = _TWINS if self.parties.read_surely(value) >= _UNSURE else _ALIKE
        fitting = {text for text in _prefixed(value.text, alike) if index.looks_like(key, text)}
        return _instead(value, fitting.pop()) if len(fitting) == 1 else value


def _instead(value: Value, text: str) -> Value:
    return replace(value, text=text, found=Found.LEDGER, alternatives=(value.text,))


def _prefixed(text: str, alike: tuple[Mapping[int, int], Mapping[int, int]]) -> Iterator[str]:
    """`text` with so many letters at its head, and digits after them, as look-alikes allow."""
    to_letters, to_digits = alike
    for size in range(min(len(text), _LONGEST_PREFIX) + 1):
        made = text[:size].translate(to_letters) + text[size:].upper().translate(to_digits)
        if made != text and not any(map(str.isdigit, made[:size])) and not any(map(str.isalpha, made[size:])):
            yield made


def may_be(read: str, known: str, *, sure: bool) -> bool:
    """True where `known` is another reading of the characters that were read as `read`.

    Characters that look alike may always stand for each other. One other character may, too, where the
    reader was not `sure`, or where a letter stands in place of a digit or a digit in place of a letter.
    """
    ours, theirs = plain(known), plain(read)
    if len(ours) != len(theirs) or ours == theirs:
        return False
    unlike = [
        (a, b)
        for a, b in zip(theirs, ours, strict=True)
        if a.translate(_LOOK_ALIKES) != b.translate(_LOOK_ALIKES)
    ]
    if not unlike:
        return True
    return len(unlike) == 1 and (not sure or mask(unlike[0][0]) != mask(unlike[0][1]))


def as_printed(reading: Reading) -> Reading:
    """The reading without what the ledger added, and as it was before the ledger chose."""
    fields = {
        name: kept
        for name, values in reading.fields.items()
        if (kept := tuple(own for value in values if (own := _own(value)) is not None))
    }
    return replace(reading, fields=fields)


def _own(value: Value) -> Value | None:
    if value.found is not Found.LEDGER:
        return value
    raw = value.alternatives[:1]
    return replace(value, text=raw[0], found=Found.LABEL, alternatives=()) if raw else None
