"""Fields read on forms whose labels nobody knows, before and after a person pointed at one paper's values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from random import Random

from extractors.doubts import doubtful
from extractors.fields.masked import mask_of
from extractors.page import Reader, SheetInfo, open_reader, read_page
from fixtures.books import wide_books
from fixtures.desk import compose, printed
from fixtures.key import Answer
from fixtures.labels import LANGUAGES, words
from fixtures.ledger import Books
from fixtures.wishes import wished
from models.learned import Lesson, LessonKind
from models.paper import Page
from models.reading import FieldName, Found, Section, Value
from pipeline.index.ledger_index import LedgerIndex, index_of
from pipeline.learning.labels import Given, labels_of, labels_taught
from pipeline.learning.masks import masks_of, with_masks
from pipeline.matching.match import match
from pipeline.read import Preferences, read

_FORMS = (
    *("headed_note", "advice_note", "packing_slip", "slip", "loose_note"),
    *("signed_invoice", "store_order", "side_order"),
)
_FIELDS = (
    FieldName.INVOICE_NUMBER,
    FieldName.PO_NUMBER,
    FieldName.DELIVERY_NUMBER,
    FieldName.CUSTOMER_NUMBER,
    FieldName.DOCUMENT_DATE,
)
_LABELS = (*_FIELDS, "order_own")
_DELIVERY = FieldName.DELIVERY_NUMBER
_SHAPES = "shapes"
_WAYS = ("labels", "taught", "ledger", "with both")
_Paper = tuple[Answer, tuple[Page, ...]]
_ONSETS, _VOWELS, _ENDS = (
    ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "kr", "st", "tr", "pl"],
    "aeiou",
    ["k", "l", "n", "r", "s", "t", "x"],
)


def measure(seed: int, count: int) -> None:
    """Print the share of fields read, by labels alone and with the ledger, for `count` papers a form."""
    reader = open_reader("neural")
    sums: dict[str, Counter[str]] = {}
    for place, form in enumerate(_FORMS):
        with _own_wordings(Random(f"wordings {seed} {form}")):
            _form(wide_books(seed + place), form, count, reader, sums)
    shapes = sums.pop(_SHAPES)
    print(f"{'':18}{'shown':>7}" + "".join(f"{way:>12}" for way in _WAYS))
    for name, sum_ in sums.items():
        shares = "".join(f"{sum_[way] / sum_['shown']:12.3f}" for way in _WAYS)
        print(f"{name:18}{sum_['shown']:7}{shares}   lessons {sum_['lessons']}, wrong {sum_['wrong']}")
    print("delivery numbers where the ledger has none, and their shape was taught:")
    print(", ".join(f"{name} {number}" for name, number in shapes.items()))


def _form(books: Books, form: str, count: int, reader: Reader, sums: dict[str, Counter[str]]) -> None:
    index = index_of(books.ledger.customers, books.ledger.invoices)
    papers = [
        _paper(books, form, Random(f"taught {books.seed} {form} {n}"), reader) for n in range(count + 2)
    ]
    lessons = {one for answer, pages in papers[:2] for one in _lessons(answer, pages, index)}
    knowing = Preferences(taught=labels_of(lessons))
    _shapes(books, papers, sums.setdefault(_SHAPES, Counter()))
    for one in lessons:
        sums.setdefault(one.key, Counter())["lessons"] += 1
    for answer, pages in papers[2:]:
        section = Section(pages, "test")
        plain, taught = read(section, Preferences()), read(section, knowing)
        ways = {
            "labels": plain.fields,
            "taught": taught.fields,
            "ledger": match(plain, pages, index).reading.fields,
            "with both": match(taught, pages, index).reading.fields,
        }
        for name, right in _shown(answer).items():
            sum_ = sums.setdefault(name.value, Counter())
            sum_["shown"] += 1
            sum_.update(way for way, fields in ways.items() if _is_right(fields, name, right))
            sum_["wrong"] += bool(taught.value(name)) and not _is_right(taught.fields, name, right)


def _shapes(books: Books, papers: Sequence[_Paper], sums: Counter[str]) -> None:
    """Delivery numbers read without labels and ledger, before and after two papers taught their shape."""
    bare = (replace(one, delivery_number="") for one in books.ledger.invoices)
    index = index_of(books.ledger.customers, bare)
    numbers = [
        mark.shown for answer, _ in papers[:2] for mark in answer.drawn.marks if mark.name == _DELIVERY
    ]
    lessons = [Lesson(LessonKind.MASK, _DELIVERY.value, mask) for mask in map(mask_of, numbers) if mask]
    knowing, masks = with_masks(index, lessons), masks_of(lessons)
    for answer, pages in papers[2:]:
        section, right = Section(pages, "test"), _shown(answer).get(_DELIVERY, set())
        before = match(read(section, Preferences()), pages, index).reading
        after = match(read(section, Preferences(masks=masks)), pages, knowing).reading
        sums["shown"] += bool(right)
        for when, reading in (("before", before), ("after", after)):
            is_right = _is_right(reading.fields, _DELIVERY, right)
            sums[when] += is_right
            sums[f"wrong {when}"] += _DELIVERY in reading.fields and not is_right


def _lessons(answer: Answer, pages: tuple[Page, ...], index: LedgerIndex) -> Iterator[Lesson]:
    """What a person teaches who points at every value that is not read."""
    section = Section(pages, "test")
    for mark in answer.drawn.marks:
        if mark.name in {field.value for field in _FIELDS}:
            value = Value(mark.value, 1.0, mark.page, mark.box, Found.PERSON)
            yield from labels_taught(section, Given(FieldName(mark.name), value), Preferences(), index)


def _shown(answer: Answer) -> dict[FieldName, set[str]]:
    shown: dict[FieldName, set[str]] = {}
    for mark in answer.drawn.marks:
        if mark.name in {field.value for field in _FIELDS} and not mark.hidden:
            shown.setdefault(FieldName(mark.name), set()).update(map(_folded, (mark.value, *mark.variants)))
    return shown


def _is_right(fields: Mapping[FieldName, tuple[Value, ...]], name: FieldName, right: set[str]) -> bool:
    return any(_folded(value.text) in right for value in fields.get(name, ())[:1])


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _paper(books: Books, form: str, rng: Random, reader: Reader) -> _Paper:
    answer = compose(books, wished(books, form, rng), rng)
    sheets = enumerate(printed(answer.drawn), start=1)
    return answer, tuple(
        read_page(picture[:, :, 1], SheetInfo(n, 200, ()), reader, doubtful) for n, picture in sheets
    )


@contextmanager
def _own_wordings(rng: Random) -> Iterator[None]:
    """A client's forms: they call each of these fields by one wording drawn at random, in any language."""
    drawn = {key: [_wording(rng)] for key in _LABELS}
    kept = {
        (language, key): _exchanged(language, key, drawn[key], [])
        for language in LANGUAGES
        for key in _LABELS
    }
    yield
    for (language, key), (labels, more) in kept.items():
        _exchanged(language, key, labels, more)


def _exchanged(language: str, key: str, labels: list[str] | None, more: list[str] | None):
    tables = words(language)
    was = tables["labels"].get(key), tables.get("more", {}).get(key)
    for table, entries in (("labels", labels), ("more", more)):
        if entries is None:
            tables[table].pop(key, None)
        else:
            tables.setdefault(table, {})[key] = entries
    return was


def _wording(rng: Random) -> str:
    return " ".join(_word(rng) for _ in range(rng.choice((1, 1, 2)))) + rng.choice(("", "", " Nr.", " No."))


def _word(rng: Random) -> str:
    syllables = (rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((2, 3))))
    return ("".join(syllables) + rng.choice(_ENDS)).capitalize()
