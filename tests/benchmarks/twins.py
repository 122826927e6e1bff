"""What matching a batch jointly changes where invoices are alike: numbers in sequence, all else the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from models.decision import Candidate, Status
from models.ledger import Invoice
from models.reading import FieldName
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import LedgerIndex, index_of
from pipeline.matching.match import Matched, match
from pipeline.matching.proofs import beside
from tests.benchmarks.made_ledgers import Made, misread, number_of
from tests.values.matching_cases import Paper

PRINTED = (
    (FieldName.INVOICE_NUMBER, FieldName.CUSTOMER_NUMBER),
    (FieldName.DELIVERY_NUMBER, FieldName.PO_NUMBER),
    (FieldName.DELIVERY_NUMBER, FieldName.PO_NUMBER, FieldName.CUSTOMER_NUMBER),
    (FieldName.INVOICE_NUMBER, FieldName.PO_NUMBER),
)
NOISE = 0.03
LEDGER = 20_000
COVERAGE = (0.5, 0.7, 0.9)
_TO_COME = 1 / 12
Batch = list[tuple[str, Paper]]
"""Papers with the number of the invoice that each is about."""
Ranked = list[tuple[str, Matched]]


@dataclass(frozen=True)
class Twins:
    """Groups of two to five invoices of one customer, issued in sequence, alike but for their numbers."""

    groups: int
    seed: int = 3

    @property
    def made(self) -> Made:
        """The ledger around them."""
        return Made(LEDGER, seed=self.seed)

    def group(self, at: int) -> list[Invoice]:
        """One group; some have no delivery numbers."""
        rng = Random(self.seed * 1_009 + at)
        like = self.made.invoice(rng.randrange(LEDGER))
        first, kept = 500_000 + 20 * at, rng.random() < 0.7
        return [
            replace(
                like,
                number=f"INV-2026-{first + n:07}",
                delivery_number=f"84{first + n:07}" if kept else "",
                po_number=f"PO-{700_000 + at}",
            )
            for n in range(rng.randint(2, 5))
        ]

    def index(self) -> LedgerIndex:
        """The ledger with all groups but one invoice in twelve, which is still to come."""
        known = (one for at in range(self.groups) for one in self.known(at))
        return index_of(self.made.customers, [*self.made.invoices, *known])

    def known(self, at: int) -> list[Invoice]:
        """Those of a group that the ledger has."""
        return [one for one in self.group(at) if Random(one.number).random() > _TO_COME]

    def batch(self, at: int) -> Batch:
        """Papers about most of a group, now and then two about one; every third has a smudged number."""
        rng = Random(self.seed * 7_001 + at)
        copies = [one for one in self.group(at) for _ in range(rng.choices((0, 1, 2), (1, 8, 1))[0])]
        return [(one.number, self._paper(one, rng)) for one in copies]

    def _paper(self, invoice: Invoice, rng: Random) -> Paper:
        names = rng.choice([names for names in PRINTED if number_of(invoice, names[0])])
        read = {name: misread(number_of(invoice, name), NOISE, rng) for name in names}
        if rng.random() < 1 / 3:
            read[names[0]] = read[names[0]][:-1] + rng.choice(("", "", *"0123456789"))
        return self.made.printed(invoice, read, NOISE, rng)


def measure(groups: int) -> None:
    """Print what is ranked first and what is filed, each paper by itself and all of a batch together."""
    twins = Twins(groups)
    index = twins.index()
    known = {one.number for at in range(groups) for one in twins.known(at)}
    batches = [
        [(number, match(paper.reading, (paper.page,), index)) for number, paper in twins.batch(at)]
        for at in range(groups)
    ]
    together = [list(_together(batch)) for batch in batches]
    for what, found in (("each by itself", batches), ("all of a batch", together)):
        _tell(what, [one for batch in found for one in batch], known)


def _together(batch: Ranked) -> Iterator[tuple[str, Matched]]:
    found = beside([matched for _, matched in batch], {})
    return zip((number for number, _ in batch), found, strict=True)


def _tell(what: str, found: Ranked, known: set[str]) -> None:
    firsts = [(number, matched) for number, matched in found if matched.ranked]
    with_invoice = [(number, matched) for number, matched in firsts if number in known]
    first = sum(_at(number, matched.ranked[:1]) for number, matched in with_invoice)
    three = sum(_at(number, matched.ranked[:3]) for number, matched in with_invoice)
    filed = [(n, decide(m)) for n, m in found]
    right = sum(d.status is Status.FILED and [k[1] for k in d.chosen] == [n] for n, d in filed)
    wrong = sum(d.status is Status.FILED and [k[1] for k in d.chosen] != [n] for n, d in filed)
    print(
        f"{what:20} {len(found)} papers; right invoice first {first / len(with_invoice):.3f}, "
        f"among three {three / len(with_invoice):.3f}; filed {right} right, {wrong} wrong; "
        f"wrong among the surest {_wrong_among(firsts)}"
    )


def _at(number: str, ranked: Sequence[Candidate]) -> bool:
    return any(one.invoice.number == number for one in ranked)


def _wrong_among(found: Ranked) -> str:
    """Wrong first candidates among the papers that are surest of theirs."""
    order = sorted(found, key=lambda one: -one[1].ranked[0].confidence)
    counts = []
    for share in COVERAGE:
        kept = order[: int(share * len(order))]
        counts.append(f"{share:.0%}: {sum(not _at(n, m.ranked[:1]) for n, m in kept)}")
    return ", ".join(counts)
