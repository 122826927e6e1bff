"""Which documents of a file were scanned again: those behind a rescan slip, up to the next separator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.paper import Page, PageKind
from models.sheets import RescanSlip, slip_among


def slips_in_front(pages: Sequence[Page]) -> Mapping[int, RescanSlip]:
    """The slip that lies in front of each content page, by 1-based page number; others are left out."""
    found: dict[int, RescanSlip] = {}
    slip: RescanSlip | None = None
    for page in pages:
        if page.kind is PageKind.SEPARATOR:
            slip = slip_among(page.barcodes)
        elif page.kind is PageKind.CONTENT and page.separator:
            slip = None
        if slip is not None and page.kind is PageKind.CONTENT:
            found[page.number] = slip
    return found
