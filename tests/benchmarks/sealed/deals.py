"""What one paper is about: the invoices it shows, the people and dates on it, and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from tests.benchmarks.sealed import places
from tests.benchmarks.sealed.books import Customer, Invoice, Ledger
from tests.benchmarks.sealed.hand import Writer, writer
from tests.benchmarks.sealed.words import Words, date_shape, wording

ORDER, POD, OTHER = "purchase_order", "proof_of_delivery", "other"
HANDS = 14


@dataclass(frozen=True)
class Line:
    """One line of goods."""

    code: str
    text: str
    count: int
    price: float


@dataclass(frozen=True)
class Deal:
    """All that a form needs to know."""

    ledger: Ledger
    customer: Customer
    invoices: tuple[Invoice, ...]
    matches: tuple[Invoice, ...]
    language: str
    words: Words
    shape: str
    order_day: date
    ship_day: date
    received: date
    lines: tuple[Line, ...]
    hand: Writer
    driver: Writer
    person: str
    numbers: dict[str, str]
    signed: bool = True
    remark: tuple[str, str] | None = None
    status: str = ""
    part: str = ""
    tags: tuple[str, ...] = ()

    @property
    def order(self) -> str:
        """The customer's order number."""
        return self.invoices[0].order

    @property
    def deliveries(self) -> tuple[str, ...]:
        """Delivery numbers, each once."""
        return tuple(dict.fromkeys(one.delivery for one in self.invoices))

    @property
    def total(self) -> float:
        """Sum of the lines."""
        return sum(line.count * line.price for line in self.lines)


@dataclass
class Dealer:
    """Deals out papers about one ledger; never the same invoice twice, loads of one delivery aside."""

    ledger: Ledger
    rng: Random
    used: set[str] = field(default_factory=set)

    def deal(self, kind: str) -> Deal:
        """One paper of type order, proof of delivery, or another."""
        if kind == OTHER:
            return self._about(self._free("open"), (), "review")
        if kind == ORDER:
            return self._order()
        way = self.rng.choices(("plain", "closed", "void", "anew", "two", "stranger"), (66, 9, 4, 5, 9, 7))[0]
        if way == "two":
            return self._two()
        if way == "stranger":
            return self._stranger()
        return self._single(way)

    def loads(self) -> list[Deal]:
        """Three truck loads of one delivery, each with its own paper."""
        whole = self._about((one := self._free("open")), (one,))
        dates = [whole.received + timedelta(day) for day in range(3)]
        return [
            replace(
                self._fresh(whole),
                part=f"{number}/3",
                received=dates[number - 1],
                tags=(*whole.tags, "three-loads"),
            )
            for number in (1, 2, 3)
        ]

    def _order(self) -> Deal:
        if self.rng.random() < 0.09:
            return self._stranger()
        one = self._free(self.rng.choice(("open", "open", "open", "paid")))
        alike = [
            i
            for i in self.ledger.invoices
            if (i.customer, i.order) == (one.customer, one.order) and i.status != "void"
        ]
        deal = self._about(one, tuple(alike) or (one,))
        return replace(deal, tags=(*deal.tags, *(("many-invoices",) if len(alike) > 1 else ())))

    def _single(self, way: str) -> Deal:
        if way == "anew":
            return self._anew()
        status = {"plain": "open", "closed": "closed", "void": "void"}[way]
        one = self._free(status)
        if way == "void" and self._twins(one):
            return self._single("plain")
        deal = self._about(one, (one,), "review" if way == "void" else "")
        return replace(deal, tags=(*deal.tags, *((way,) if way != "plain" else ())))

    def _anew(self) -> Deal:
        """A delivery whose first invoice was cancelled; the paper shows no invoice number."""
        pairs = [
            (one, twin) for one in self.ledger.invoices if one.status == "void" for twin in self._twins(one)
        ]
        fresh = [pair for pair in pairs if pair[1].number not in self.used] or pairs
        _, valid = self.rng.choice(fresh)
        self.used.add(valid.number)
        deal = self._about(valid, (valid,))
        return replace(deal, numbers={**deal.numbers, "no invoice": "1"}, tags=(*deal.tags, "written-anew"))

    def _twins(self, one: Invoice) -> list[Invoice]:
        return [i for i in self.ledger.invoices if i.delivery == one.delivery and i.number != one.number]

    def _two(self) -> Deal:
        one = self._free("open")
        more = [
            i
            for i in self.ledger.invoices
            if i.customer == one.customer and i.delivery != one.delivery and i.status == "open"
        ]
        near = [i for i in more if abs((i.day - one.day).days) < 40 and i.order == one.order]
        if not near:
            return self._about(one, (one,))
        both = (one, self.rng.choice(near))
        deal = self._about(one, both)
        return replace(deal, invoices=both, tags=(*deal.tags, "two-invoices"))

    def _stranger(self) -> Deal:
        """A paper about a delivery that no ledger knows, for a customer it may know."""
        known = self._free("open")
        firm, rng = self.ledger.firm, self.rng
        alien = replace(
            known,
            number=firm.invoices.format(firm.first_invoice + 41_000 + rng.randint(0, 9000)),
            delivery=firm.deliveries.format(firm.first_delivery + 27_000 + rng.randint(0, 900)),
            order=f"{rng.choice('XZQ')}{rng.randint(10**6, 10**7 - 1)}",
        )
        deal = self._about(alien, ())
        return replace(deal, tags=(*deal.tags, "not-in-ledger"))

    def _free(self, status: str) -> Invoice:
        free = [
            i
            for i in self.ledger.invoices
            if i.status == status and i.number not in self.used and not (status != "void" and self._twins(i))
        ]
        one = self.rng.choice(free)
        self.used.add(one.number)
        return one

    def _fresh(self, deal: Deal) -> Deal:
        """The same with another hand."""
        hand = writer(self.rng.randrange(HANDS))
        return replace(deal, hand=hand)

    def _about(self, one: Invoice, matches: tuple[Invoice, ...], status: str = "") -> Deal:
        rng, land = self.rng, one.customer.land
        language = "en" if land == "us" else land
        shipped = one.day - timedelta(rng.randint(0, 4))
        remark = rng.choice(_remarks(language)) if rng.random() < 0.18 else None
        return Deal(
            self.ledger,
            one.customer,
            (one,),
            matches,
            language,
            wording(language, rng),
            date_shape(land, rng),
            shipped - timedelta(rng.randint(3, 25)),
            shipped,
            shipped + timedelta(rng.randint(0, 3)),
            self._goods(land),
            writer(rng.randrange(HANDS)),
            writer(HANDS + rng.randrange(4)),
            rng.choice(places.table("people")[language]),
            self._numbers(),
            rng.random() < 0.8,
            remark,
            status,
        )

    def _goods(self, land: str) -> tuple[Line, ...]:
        rng = self.rng
        goods = places.table("goods")["en" if land == "us" else land]
        picked = [rng.choice(goods) for _ in range(rng.randint(2, 9))]
        return tuple(
            Line(
                f"{rng.randint(10, 99)}-{rng.randint(1000, 9999)}",
                text,
                rng.choice((1, 2, 5, 10, 24, 60, 144, 500)),
                rng.randint(45, 8900) / 100,
            )
            for text in picked
        )

    def _numbers(self) -> dict[str, str]:
        rng = self.rng
        five, eight = rng.randint(10**4, 10**5 - 1), rng.randint(10**7, 10**8 - 1)
        return {
            "vendor": rng.choice((f"{five}", f"V{five % 10000:04d}", f"00{eight}")),
            "sales": rng.choice((f"{eight % 10**7}", f"SO-{five}", f"{eight % 10**6 + 3 * 10**6}")),
            "bol": f"{rng.randint(10**7, 10**8 - 1)}",
            "pro": f"{rng.randint(100, 999)}-{rng.randint(100000, 999999)}",
            "tracking": f"{rng.choice(('1Z', 'JJD', '00'))}{rng.randint(10**13, 10**14 - 1)}",
            "trailer": f"{rng.choice('TRS')}{rng.randint(1000, 99999)}",
            "credit": f"{rng.choice(('CN', 'G', 'AV'))}-{rng.randint(10000, 99999)}",
            "rma": f"RMA{rng.randint(10000, 99999)}",
            "form": f"F-{rng.randint(100, 999)} Rev {rng.randint(1, 9)}",
            "tel": places.telephone(self.ledger.firm.land, rng),
            "tel2": places.telephone("us", rng),
            "job": f"J{rng.randint(10000, 99999)}",
        }


@cache
def _remarks(language: str) -> tuple[tuple[str, str], ...]:
    """Class and words of what people write on receipt."""
    return tuple((kind, text) for kind, text in places.said("remarks")[language])
