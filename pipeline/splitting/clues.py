"""What one page tells of where documents begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from extractors.fields import Finding, Found, Signer, find, has_receipt, signer_near, titles
from extractors.fields.sense import Sense
from extractors.fields.text import letters
from models.paper import Page
from pipeline.folding import fold
from pipeline.index.ledger_index import LedgerIndex
from pipeline.splitting.known import NOTHING_KNOWN, Known, headed_by, known_on
from pipeline.splitting.page_numbers import PageNumber, page_number
from pipeline.splitting.running_words import is_brought, is_carried

OWN = (Sense.DELIVERY_NUMBER, Sense.INVOICE_NUMBER, Sense.CARRIER, Sense.OWN_NUMBER)
"""Numbers that one paper has and the next of its kind has not."""
ORDERS = (Sense.PO_NUMBER, Sense.ORDER, Sense.SELLER_ORDER)
NUMBERS = (*OWN, *ORDERS, Sense.CUSTOMER_NUMBER)
_DATES = (Sense.INVOICE_DATE, Sense.ORDER_DATE, Sense.NOTE_DATE, Sense.PLAIN_DATE, Sense.DELIVERY_DATE)
_SAID_OF_BOTH = frozenset({Sense.PLAIN_DATE, Sense.DELIVERY_DATE})
_RECEIVERS = (Sense.SHIP_TO, Sense.CUSTOMER, Sense.BILL_TO)
_SURE_ENOUGH = 0.5
_TITLE_WEIGHT, _TITLE_BOTTOM = 0.9, 0.35
_HEAD = 0.2
"""Share of the page, from the top, in which a letterhead stands."""
_SHORTEST_WORD, _SHORTEST_NUMBER, _FEWEST_DIGITS = 3, 5, 4
_SHORTEST_LABELLED = 3
_MIDDLE = 0.5
_LARGE, _SHORTEST_TITLE = 1.5, 5
_PROSE_WORDS, _PROSE_FIGURES = 40, 0.06


@dataclass(frozen=True)
class Clues:
    """What a page tells; words and numbers are folded, so that two readings of the same print agree."""

    page: Page
    found: Found
    known: Known
    """Whose numbers the ledger knows on it."""
    headed: Mapping[Sense, frozenset[str]] = field(default_factory=dict)
    """Numbers of the books' shapes in its top lines, folded as labelled ones are."""

    @classmethod
    def of(cls, page: Page, index: LedgerIndex | None = None) -> Clues:
        """The clues of a content page; `index` is the client's ledger, if it may be asked."""
        found = find(page)
        if index is None:
            return cls(page, found, NOTHING_KNOWN)
        return cls(page, found, known_on(page, found, index), headed_by(found, index))

    @cached_property
    def numbered(self) -> PageNumber | None:
        """The printed page number."""
        return page_number(self.found)

    @cached_property
    def title(self) -> str:
        """Kind that a title high on the page names, empty where there is none."""
        high = [
            title
            for title in titles(self.found)
            if title.weight >= _TITLE_WEIGHT and title.run.level.y0 < _TITLE_BOTTOM
        ]
        return max(high, key=lambda title: title.weight).kind if high else ""

    @cached_property
    def numbers(self) -> Mapping[Sense, frozenset[str]]:
        """Labelled numbers by sense; very short ones are the numbers of boxes and lines."""
        numbers: dict[Sense, set[str]] = {}
        for finding in self.found.of(*NUMBERS):
            folded = fold(finding.value.text)
            if finding.confidence >= _SURE_ENOUGH and len(folded) >= _SHORTEST_LABELLED:
                numbers.setdefault(finding.sense, set()).add(folded)
        return {sense: frozenset(values) for sense, values in numbers.items()}

    @cached_property
    def repeated(self) -> Mapping[Sense, frozenset[str]]:
        """Numbers of the books' shapes at the top of a page without a labelled number of its own."""
        return {} if self.numbers.keys() & set(OWN) else self.headed

    def labelled(self, *senses: Sense) -> frozenset[str]:
        """All labelled numbers of these senses."""
        return frozenset[str]().union(*(self.numbers.get(sense, frozenset()) for sense in senses))

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Every printed word that looks like a number of some length, labelled or not."""
        return frozenset(token for word in self.page.words if (token := _token(word.text)))

    @cached_property
    def dates(self) -> frozenset[str]:
        """Labelled dates of the paper, not of its receipt."""
        dated = (f for f in self.found.of(*_DATES) if f.confidence >= _SURE_ENOUGH)
        return frozenset(f.value.text for f in dated if not self._is_of_receipt(f))

    @cached_property
    def receivers(self) -> tuple[str, ...]:
        """Names under labels for the customer, only letters."""
        return tuple(letters(f.value.text) for f in self.found.of(*_RECEIVERS))

    @cached_property
    def receipt(self) -> bool:
        """True where the page has a block for the receiver's receipt."""
        return has_receipt(self.found)

    @cached_property
    def head(self) -> frozenset[str]:
        """Words at the top of the page."""
        tops = (token for run in self.found.page.sheet.runs for token in run.tokens)
        return frozenset(
            token.form for token in tops if token.level.y1 < _HEAD and len(token.form) >= _SHORTEST_WORD
        )

    @cached_property
    def large(self) -> bool:
        """True where words in large type stand at the top, as letterheads and titles do."""
        sheet = self.found.page.sheet
        return any(
            run.level.y1 < _HEAD
            and run.level.height >= _LARGE * sheet.em
            and len(run.form) >= _SHORTEST_TITLE
            for run in sheet.runs
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """All words and numbers of some length."""
        return frozenset(form for form in map(_form, self._texts()) if len(form) >= _SHORTEST_WORD)

    @cached_property
    def prose(self) -> bool:
        """True for running text with hardly a figure and no number of a paper, such as conditions."""
        texts = [text for text in self._texts() if any(c.isalnum() for c in text)]
        figures = sum(any(c.isdigit() for c in text) for text in texts)
        little = len(texts) >= _PROSE_WORDS and figures <= _PROSE_FIGURES * len(texts)
        return little and not self.labelled(*NUMBERS) and not self.dates

    @cached_property
    def carried(self) -> bool:
        """True where the lower half says that the paper goes on."""
        runs = self.found.page.sheet.runs
        return any(run.level.y0 > _MIDDLE and is_carried(run.form) for run in runs)

    @cached_property
    def brought(self) -> bool:
        """True where the upper half says that the paper began before."""
        runs = self.found.page.sheet.runs
        return any(run.level.y1 < _MIDDLE and is_brought(run.form) for run in runs)

    def _is_of_receipt(self, finding: Finding) -> bool:
        """True for a date that the receiver wrote into the receipt block."""
        unsaid = finding.sense in _SAID_OF_BOTH and finding.level.y0 > _MIDDLE
        return unsaid and signer_near(self.found, finding.span.level) is not Signer.NOBODY

    def _texts(self) -> Iterator[str]:
        return (word.text for word in self.page.words)


def _token(text: str) -> str:
    folded = fold(text)
    digits = sum(c.isdigit() for c in text)
    return folded if len(folded) >= _SHORTEST_NUMBER and digits >= _FEWEST_DIGITS else ""


def _form(text: str) -> str:
    return letters(text) or fold(text)
