"""What the program learns from what people do at the review desk."""

from __future__ import annotations

from collections.abc import Sequence

from flows import keeping, settling
from flows.desk import Desk
from models.learned import Lesson
from models.ledger import Invoice
from models.reading import Section
from models.record import DocumentRecord
from pipeline.learning.labels import Given, labels_taught
from pipeline.learning.masks import masks_taught
from pipeline.learning.names import names_taught


def by_filing(desk: Desk, record: DocumentRecord, invoices: Sequence[Invoice]) -> tuple[Lesson, ...]:
    """Names and shapes of numbers, when the document is filed under these invoices."""
    index = desk.ledgers.untaught(record.client)
    customers = frozenset(one.customer_number for one in invoices)
    pages = keeping.pages_of(desk.stores, record.client, record.sha256, record.reading)
    names = names_taught(record.reading, pages, customers, index)
    return (*names, *masks_taught(record.reading, invoices))


def by_value(desk: Desk, record: DocumentRecord, given: Given) -> tuple[Lesson, ...]:
    """The label beside a value that a person gave."""
    pages = keeping.pages_of(desk.stores, record.client, record.sha256, record.reading)
    index = desk.ledgers.untaught(record.client)
    section = Section(pages, "a person")
    return labels_taught(section, given, settling.untaught(desk), index) if pages else ()
