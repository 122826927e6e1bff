"""Where things lie in the object storage: keys for originals, read pages, and copies for people."""

from __future__ import annotations

from urllib.parse import quote, unquote

from models.ledger import Invoice
from models.record import DocumentRecord

QUARANTINE = "quarantine"
"""Begins the keys of copies of received files that could not be read."""
_EMPTY = "~"
"""Stands for an empty part; a tilde in a part is always written %7E."""


def shelf_key(client: str, record: DocumentRecord, invoice: Invoice) -> str:
    """Key of the copy for people: archive/<client>/customers/<number>/<yyyy>/<invoice>/<type>-<id>.pdf.

    <yyyy> is the year of the invoice.
    """
    year = f"{invoice.invoice_date.year:04d}"
    folder = _key("archive", client, "customers", invoice.customer_number, year, invoice.number)
    return f"{folder}/{encode_part(record.reading.type.value)}-{encode_part(record.id)}.pdf"


def original_key(client: str, sha256: str) -> str:
    """Key of a received file as it came, by its hash."""
    return _key("archive", client, "originals", sha256[:2], sha256)


def pages_folder(client: str, sha256: str) -> str:
    """Begins the keys of all that was read from a received file."""
    return _key("archive", client, "pages", sha256[:2], sha256) + "/"


def pages_key(client: str, sha256: str, reader: str) -> str:
    """Key of the pages that `reader` read from a received file."""
    return f"{_key('archive', client, 'pages', sha256[:2], sha256, reader)}.json"


def turned_key(client: str, sha256: str, reader: str, page: int, turned: int) -> str:
    """Key of one page that was read again after a person had turned it: upright at `turned` degrees."""
    return pages_key(client, sha256, f"{reader}-page-{page}-turned-{turned}")


def quarantine_key(client: str, sha256: str) -> str:
    """Key of the copy of a received file that could not be read."""
    return _key(QUARANTINE, client, sha256)


def quarantined_file(key: str) -> tuple[str, str] | None:
    """Client and hash that `quarantine_key` was given; None where it made no such key."""
    first, _, rest = key.partition("/")
    client, _, sha256 = rest.partition("/")
    return (decode_part(client), decode_part(sha256)) if first == QUARANTINE and sha256 else None


def encode_part(text: str) -> str:
    """`text` as one part of a key: percent-encoded, never empty, '.' or '..'; `decode_part` gives it back."""
    if not text:
        return _EMPTY
    encoded = quote(text, safe="", errors="surrogatepass").replace("~", "%7E")
    return encoded.replace(".", "%2E") if not text.strip(".") else encoded


def decode_part(part: str) -> str:
    """What `encode_part` was given."""
    return "" if part == _EMPTY else unquote(part, errors="surrogatepass")


def _key(*parts: str) -> str:
    return "/".join(encode_part(part) for part in parts)
