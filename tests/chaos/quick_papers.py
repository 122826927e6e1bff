"""Papers that cost nothing to open: a few lines of JSON, and what opens and reads them in this process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from extractors.opening import Limits, Listed, Member, Sheet, Survey
from models.errors import UnreadableFile
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.paper import Page
from models.record import drop_id
from tests.values.builders import At, blank, page_from_lines, separator

CLIENT = "default"
BLANK, SEPARATOR = "blank", "separator"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be dropped, and what has to become of it."""

    name: str
    pages: tuple[str, ...] = ()
    """A delivery number each, or BLANK, or SEPARATOR."""
    members: tuple[Paper, ...] = ()
    broken: bool = False
    number: int = 0
    """Makes its bytes its own."""

    @property
    def content(self) -> bytes:
        members = [[one.name, one.content.decode()] for one in self.members]
        told = {"pages": self.pages, "members": members, "broken": self.broken, "number": self.number}
        return json.dumps(told).encode()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def family(self, above: str = "") -> dict[str, Paper]:
        """Drop id to paper, of this one and of all that come out of it."""
        source = f"{above}{self.name}"
        found = {drop_id(CLIENT, source, self.sha256): self}
        for member in self.members:
            found |= member.family(f"{source}/")
        return found


@dataclass(frozen=True, slots=True)
class Pile:
    """What comes in one run: papers, and the ledger that first knows some invoices and later more."""

    papers: tuple[Paper, ...]
    ledger: Ledger
    later: Ledger
    """Loaded on top of it while the work goes on."""

    def expected(self) -> dict[str, Paper]:
        """Drop id to paper."""
        return {key: one for paper in self.papers for key, one in paper.family().items()}

    def invoices(self) -> dict[str, tuple[str, str]]:
        """Invoice key by delivery number; of what no ledger ever knows, none."""
        return {one.delivery_number: one.key for books in (self.ledger, self.later) for one in books.invoices}


def pile_of(rng: Random, status: InvoiceStatus = InvoiceStatus.OPEN) -> Pile:
    """Some eight files: good ones, some for a later ledger, copies, a zip, a stack, a broken one."""
    delivered = [f"DN-{rng.randrange(10**6, 10**7)}" for _ in range(9)]
    known, late, never = delivered[:5], delivered[5:8], delivered[8:]
    notes = [Paper(f"note{n}.pdf", (one,), number=n) for n, one in enumerate((*known[:2], *late[:2], *never))]
    stack = Paper("stack.pdf", (known[2], SEPARATOR, late[2], BLANK))
    inner = Paper("inner.pdf", (known[3],))
    copy = replace(notes[rng.randrange(5)], name="copy.pdf")
    post = Paper("post.zip", members=(inner, replace(rng.choice(notes), name="again.pdf")))
    others = [Paper("nothing.pdf", (BLANK, BLANK)), Paper("broken.pdf", broken=True)]
    papers = [*notes, stack, copy, post, *others]
    rng.shuffle(papers)
    books = [_invoice(n, one, status) for n, one in enumerate(delivered[:8])]
    people = tuple(Customer(f"C-{n}", f"Firm {n} Ltd", (), "1 Mill Lane", "Leeds", "GB") for n in (1, 2))
    return Pile(tuple(papers), Ledger(people, tuple(books[:5])), Ledger(people, tuple(books[5:])))


def few_of(pile: Pile) -> Pile:
    """One of each: filed at once and later, a broken one, a zip with a copy of something."""
    kept = {"note0.pdf", "note2.pdf", "broken.pdf", "post.zip"}
    papers = tuple(one for one in pile.papers if one.name in kept)
    copy = replace(next(one for one in papers if one.name == "note0.pdf"), name="again.pdf")
    return replace(
        pile, papers=tuple(replace(one, members=(copy,)) if one.members else one for one in papers)
    )


def _invoice(n: int, delivery: str, status: InvoiceStatus) -> Invoice:
    number, buyer = f"INV-{delivery[3:]}", f"C-{1 + n % 2}"
    amount = Decimal("120.00")
    return Invoice(
        number, buyer, f"PO-{delivery[3:]}", date(2026, 2, 1), None, amount, "GBP", delivery, status
    )


def page_of(told: str, number: int, buyers: Mapping[str, str] | None = None) -> Page:
    """A page as the reader would give it."""
    if told == BLANK:
        return blank(number)
    if told == SEPARATOR:
        return separator(number)
    lines = [
        At(0.6, 0.05, "DELIVERY NOTE", size=0.02),
        At(0.06, 0.1, f"Delivery note no: {told}"),
        At(0.06, 0.14, f"Invoice no: INV-{told[3:]}"),
        At(0.06, 0.18, f"Your order no: PO-{told[3:]}"),
        At(0.06, 0.22, "Date: 03.02.2026"),
        At(0.06, 0.8, "Goods received in good condition"),
    ]
    return page_from_lines(lines, number)


class QuickOpener:
    """Opens such papers here, without children and pictures."""

    def survey(self, path: Path, limits: Limits) -> Survey:
        told = _told(path)
        if told["broken"]:
            raise UnreadableFile("Picture data of page 1 is missing: scan or send it again.")
        members = tuple(Listed(name, len(content)) for name, content in told["members"])
        return Survey("zip" if members else "pdf", len(told["pages"]), members)

    def open_pages(
        self, path: Path, first: int, last: int, folder: Path, limits: Limits
    ) -> tuple[Sheet, ...]:
        return tuple(Sheet(number, path, 300.0, 100, 100, None) for number in range(first, last + 1))

    def unpack(self, path: Path, folder: Path, limits: Limits) -> tuple[Member, ...]:
        members = []
        for number, (name, content) in enumerate(_told(path)["members"], 1):
            place = folder / str(number)
            place.write_text(content)
            members.append(Member(name, place, len(content)))
        return tuple(members)

    def copy_for_people(
        self, path: Path, pages: tuple[int, ...], turned: Mapping[int, int], limits: Limits
    ) -> bytes:
        return path.read_bytes() + repr(pages).encode()


class QuickReaders:
    """Reads them."""

    def read(
        self, sheets: Sequence[Sheet], each: Callable[[Page], None] = lambda _: None
    ) -> tuple[Page, ...]:
        pages = []
        for sheet in sheets:
            pages.append(page_of(_told(sheet.picture)["pages"][sheet.number - 1], sheet.number))
            each(pages[-1])
        return tuple(pages)


def _told(path: Path) -> dict:
    return json.loads(path.read_bytes())
