"""Makes evidence packs: the same papers, the same wish and the same date give the same bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from extractors.opening import bind, limits_of
from flows.desk import Stores
from flows.evidence.copying import Copies, copies_of
from flows.evidence.gathering import Gathered, gather
from flows.evidence.proving import proof_of
from flows.evidence.sheets import Drawn, drawn
from flows.evidence.zipping import VERIFIER, zipped
from flows.machine.scratch import scratch
from models.errors import WrongUse
from models.evidence import Form, PackWish
from models.record import DocumentRecord, Event
from receivables.evidence import Pack, Words, manifest_bytes, manifest_of, sums_of

MOST_BYTES = 400_000_000
"""Of originals in one ZIP."""
_PDF = "evidence.pdf"


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack as it is handed out."""

    data: bytes
    name: str
    """For its file, in plain letters."""
    pack: Pack
    form: Form

    @property
    def sha256(self) -> str:
        """Hexadecimal, of all its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def evidence(
    stores: Stores, client: str, wish: PackWish, form: Form, chosen: Sequence[DocumentRecord] | None = None
) -> MadePack:
    """The pack for one or several invoices of one customer.

    Args:
        stores: where papers and books are.
        client: the client firm.
        wish: the invoices, the date and what the letter says.
        form: PDF or ZIP.
        chosen: the documents, narrowed to the pages that may be shown; None for all that is filed.

    Raises:
        WrongUse: there is no such invoice, they are of several customers, or it would be too long.
        KeyMissing, IntegrityFault: an original is not in the archive as it was received.
        UnreadableFile, ReaderKilled: an original cannot be opened.
    """
    with scratch(stores.settings.home) as folder:
        gathered = gather(stores, client, wish, folder, chosen)
        limits = limits_of(stores.settings)
        copies = copies_of(gathered, folder, limits)
        sheets = drawn(gathered.pack, copies, alone=form is Form.PDF)
        path = folder / "drawn.pdf"
        path.write_bytes(sheets.pdf)
        pdf = bind(path, copies.parts, sheets.placements, _facts(gathered.pack), limits)
        data = pdf if form is Form.PDF else _zip(stores, gathered, copies, sheets, pdf)
    return MadePack(data, _name(gathered.pack, form), gathered.pack, form)


def preview(stores: Stores, client: str, wish: PackWish) -> Pack:
    """What a pack would hold, without its originals; raises WrongUse as `evidence`."""
    return gather(stores, client, wish, None).pack


def _zip(stores: Stores, gathered: Gathered, copies: Copies, sheets: Drawn, pdf: bytes) -> bytes:
    pack = gathered.pack
    kept = [one for one in pack.originals if not one.withheld]
    if sum(one.size for one in kept) > MOST_BYTES:
        raise WrongUse("The originals are too large for one ZIP: ask for the PDF, or name fewer invoices.")
    words, pages = Words(pack.language), {_PDF: sheets.sheets}
    files: dict[str, bytes] = {_PDF: pdf}
    for one in kept:
        files[one.name] = gathered.files[one.sha256].read_bytes()
        if one.pages is not None:
            pages[one.name] = one.pages
    for name, data, count in _loose_pages(pack, copies):
        files[name], pages[name] = data, count
    invoices = words.listed([one.number for one in pack.invoices])
    readme = words.say("readme", day=words.day(pack.wish.on), invoices=invoices)
    files["README.txt"] = readme.encode()
    files["verify.py"] = VERIFIER.read_bytes()
    proof = proof_of(stores, pack.client, pack.exhibits)
    manifest = manifest_bytes(manifest_of(pack, files, pages, proof))
    files = {"README.txt": files.pop("README.txt"), **files, "manifest.json": manifest}
    return zipped({**files, "SHA256SUMS": sums_of(files)}, pack.wish.on)


def _loose_pages(pack: Pack, copies: Copies) -> Sequence[tuple[str, bytes, int]]:
    """Pages of exhibits whose original stays with us, as they were scanned."""
    withheld = {letter for one in pack.originals if one.withheld for letter in one.exhibits}
    return [
        (f"pages/exhibit-{one.letter}.pdf", copies.lossless[one.letter], len(one.shown))
        for one in pack.exhibits
        if one.letter in withheld and one.letter in copies.lossless
    ]


def _facts(pack: Pack) -> Mapping[str, str]:
    words = Words(pack.language)
    at = f"D:{pack.wish.on:%Y%m%d}000000Z"
    title = words.say("title", invoices=words.listed([one.number for one in pack.invoices]))
    return {
        "Title": title,
        "Author": pack.letterhead.name or pack.program,
        "Subject": title,
        "Creator": pack.program,
        "Producer": pack.program,
        "CreationDate": at,
        "ModDate": at,
    }


def _name(pack: Pack, form: Form) -> str:
    first = re.sub(r"[^A-Za-z0-9._-]+", "-", pack.invoices[0].number).strip("-.")[:60] or "invoice"
    more = f"-and-{len(pack.invoices) - 1}-more" if len(pack.invoices) > 1 else ""
    return f"evidence-{first}{more}.{form.value}"


def told_of(made: MadePack, by: str, now: datetime, **detail: object) -> tuple[Event, ...]:
    """Events that tell of a pack that was saved, one for each of its papers."""
    told = {"by": by, "file": f"evidence {made.form.value}", "sha256": made.sha256, **detail}
    return tuple(Event(now, made.pack.client, "downloaded", one.id, told) for one in made.pack.records)
