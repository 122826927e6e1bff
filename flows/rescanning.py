"""Papers that come back behind a rescan slip: linked with the document that the slip names, on both sides.

Nothing is replaced. The earlier document stays where it is, and the new one is never filed by itself: a
person sees both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows.desk import Desk
from models.paper import Page
from models.reading import Section
from models.record import DocumentRecord, Drop, Event
from models.sheets import RescanSlip
from pipeline.rescans import slips_in_front

SCANNED_AGAIN = "scanned again"
"""Kind of the event of the new document."""
SCANNED_AGAIN_AS = "scanned again as"
"""Kind of the event of the earlier one."""
STRANGE_SLIP = "slip names no document"


@dataclass(frozen=True, slots=True)
class Slips:
    """The rescan slips of one file."""

    by_page: Mapping[int, RescanSlip]
    """Those that name a document of the file's client, by 1-based page behind them."""
    strange: tuple[RescanSlip, ...]
    """Others: what lies behind them is a paper like any other."""

    def marked(self, section: Section) -> Section:
        """The section with the document that it was scanned again for, if a slip lies in front of it."""
        slip = self.by_page.get(section.pages[0].number)
        return replace(section, rescan_of=slip.document_id) if slip else section


def slips_of(desk: Desk, drop: Drop, pages: Sequence[Page]) -> Slips:
    """Look up what the slips among `pages` name."""
    in_front = slips_in_front(pages)
    known = {
        slip: slip.client == drop.client and desk.register.document(drop.client, slip.document_id) is not None
        for slip in set(in_front.values())
    }
    strange = tuple(slip for slip, is_known in known.items() if not is_known)
    return Slips({page: slip for page, slip in in_front.items() if known[slip]}, strange)


def told(drop: Drop, slips: Slips, records: Sequence[DocumentRecord], now: datetime) -> Iterator[Event]:
    """The events of both sides, and of slips that name nothing here."""
    for record in records:
        earlier = record.reading.rescan_of
        if earlier:
            yield Event(now, drop.client, SCANNED_AGAIN, record.id, {"instead_of": earlier})
            detail = {"document": record.id, "source": drop.source}
            yield Event(now, drop.client, SCANNED_AGAIN_AS, earlier, detail)
    for slip in slips.strange:
        detail = {"reason": "The slip names no document of this client.", "document": slip.document_id}
        yield Event(now, drop.client, STRANGE_SLIP, drop.id, detail)
