"""Draws the certificate of a destruction; the same facts give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, SimpleDocTemplate, Spacer

from flows.evidence.sheets.style import (
    BODY,
    FOOT,
    HASH,
    HEADING,
    LEFT,
    QUIET,
    RIGHT,
    RULE,
    SANS,
    SECOND,
    SMALL,
    TOP,
    para,
    set_up,
)
from flows.evidence.sheets.tables import table

_PADDING = 6
"""Points that the library leaves free within a frame."""
_SHOWN = 3
"""Invoices that are named for a file; the JSON names all."""


def certificate_pdf(plain: Mapping[str, Any]) -> bytes:
    """The certificate, given what its JSON says."""
    set_up()
    stream = io.BytesIO()
    title = f"Certificate of destruction {plain['number']}"
    document = SimpleDocTemplate(
        stream,
        pagesize=A4,
        leftMargin=LEFT - _PADDING,
        rightMargin=RIGHT - _PADDING,
        topMargin=TOP,
        bottomMargin=FOOT,
        title=title,
        author=plain["client"],
        invariant=1,
    )

    def foot(canvas: Any, page: Any) -> None:
        canvas.setFont(SANS, 7.5)
        canvas.setFillColor(QUIET)
        canvas.drawString(LEFT, 12 * mm, title)
        canvas.drawRightString(A4[0] - RIGHT, 12 * mm, f"Page {page.page}")

    document.build(list(_story(plain, title)), onFirstPage=foot, onLaterPages=foot)
    return stream.getvalue()


def _story(plain: Mapping[str, Any], title: str) -> Iterator[Any]:
    files = plain["files"]
    yield para(title, HEADING)
    yield para(f"Client firm: {plain['client']}", BODY)
    yield HRFlowable(width="100%", color=RULE, thickness=0.6, spaceAfter=8)
    yield para(
        f"Received files destroyed: {len(files)}, with everything that was read from them and every copy. "
        "Nothing of their content is left in the archive or in the register. The time for which they had to "
        "be kept was over, no hold was on them, no dispute about them was open, and their invoices were "
        "settled. Two different people decided it.",
        BODY,
    )
    yield para("Who decided", SECOND)
    yield table(
        ["", "BY", "AT (UTC)"],
        [
            ["Proposed", plain["proposed"]["by"], _moment(plain["proposed"]["at"])],
            ["Approved", plain["approved"]["by"], _moment(plain["approved"]["at"])],
            ["Certificate written", "the program", _moment(plain["written_at"])],
        ],
        (2, 4, 3),
    )
    yield para("What was destroyed, and why it was allowed", SECOND)
    yield table(["FILE", "PAPERS", "WHY"], [_row(one) for one in files], (4.2, 2.6, 4.2))
    yield para("Where this is proven", SECOND)
    yield para(
        f"The approval stands at position {plain['chain']['position']} of the audit chain, with the hash",
        BODY,
    )
    yield para(plain["chain"]["hash"], HASH)
    yield Spacer(0, 3 * mm)
    yield para(
        "A head of the chain that was taken later covers it: countersign verify --head FILE. The same "
        "certificate for programs, with every number, lies beside this one as JSON.",
        SMALL,
    )


def _row(one: Mapping[str, Any]) -> list[Any]:
    numbers = [number for _, number in one["invoices"]]
    types = ", ".join(name.replace("_", " ") for name in one["types"])
    kept = f"{one['years']} years" + ("" if one["jurisdiction"] == "*" else f" ({one['jurisdiction']})")
    why = (
        f"{one['last'].capitalize()} on {one['last_on']}. Kept {kept} after the end of that fiscal year: "
        f"{one['source'] or 'no source given'}. Over since {one['expired_on']}."
    )
    return [
        para(f"SHA-256 {one['sha256']} \u00b7 {one['size']} bytes \u00b7 received {one['received']}", HASH),
        f"{types}; {_numbered(numbers)}",
        why,
    ]


def _numbered(numbers: list[str]) -> str:
    """The invoices of a file, as far as there is room for them."""
    if not numbers:
        return "no invoice"
    more = f" and {len(numbers) - _SHOWN} more" if numbers[_SHOWN:] else ""
    return f"invoice{'s' if numbers[1:] else ''} {', '.join(numbers[:_SHOWN])}{more}"


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M}"
