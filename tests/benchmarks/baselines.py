"""What simpler readers make of the same papers: Tesseract with rules, and a search of its text."""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

import pypdfium2
import pytesseract
from PIL import Image, ImageOps, ImageSequence

from countersign.evaluation import evaluate, read_key, read_predictions

DPI = 200
Book = list[dict[str, str]]
_NO = r"[ \t.-]*(?:number|numero|nummer|num|no|nr|n[°ºo]|code|ref|#)?[ \t]*[.:#°º]*"
_LABELS = {
    "invoice_number": r"(?:invoice|rechnungs?|facture|factura|fattura|factuur)",
    "po_number": r"(?:p\.?o\.?|purchase order|(?:your |our )?order|bestell(?:ung|nummer|-nr)?|commande"
    r"|pedido|ordine|bestelnummer|zam[oó]wieni[ea])",
    "delivery_number": r"(?:delivery|despatch|docket|shipment|lieferschein|ls|lieferung|livraison|bl"
    r"|albar[aá]n|ddt|bolla|pakbon|wz|guia)(?: note)?",
    "customer_number": r"(?:customer|cust|account|a/c|client|kunden|kd|cliente|klant|debitor)",
}  # fmt: skip
_VALUE = r"([A-Z0-9][A-Z0-9./-]{3,17})"
_DAY = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](20\d\d|\d\d)\b")
_ORDERS = (
    "purchase order",
    "official order",
    "bestellung",
    "bon de commande",
    "orden de compra",
    "ordine",
    "inkooporder",
    "encomenda",
)


@dataclass(frozen=True)
class Text:
    """What Tesseract read of one file."""

    client: str
    source: str
    pages: tuple[str, ...]
    seconds: float

    @property
    def whole(self) -> str:
        """All pages."""
        return "\n".join(self.pages)


def measure(folder: Path, work: Path, limit: int) -> None:
    """Read at most `limit` files of each level and print both baselines' scores and costs."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    books = {path.name: ledger_rows(path / "ledger") for path in sorted(folder.iterdir()) if path.is_dir()}
    texts = [_read(path, folder) for path in _chosen(folder, limit)]
    pages = sum(len(text.pages) for text in texts)
    chosen = {(text.client, text.source) for text in texts}
    key = [line for line in read_key(folder / "truth.jsonl") if (line.client, line.source) in chosen]
    for name, answer in (("Tesseract + rules", by_rules), ("Tesseract's text + search", by_search)):
        _judge(name, answer, texts, books, (key, work / "baseline.jsonl", pages))


def _judge(
    name: str,
    answer: Callable[[Text, Book], dict[str, Any]],
    texts: list[Text],
    books: dict[str, Book],
    how: tuple[list[Any], Path, int],
) -> None:
    key, path, pages = how
    begun = seconds()
    answers = [answer(text, books[text.client]) for text in texts]
    spent = seconds() - begun + sum(text.seconds for text in texts)
    path.write_text("".join(json.dumps(one) + "\n" for one in answers), encoding="utf-8")
    report = evaluate(key, read_predictions(path))
    print(f"\n{name}: {len(texts)} files, {spent / pages:.2f} processor seconds a page")
    for score in report.scores:
        print(f"  {score.name:24}{score.right:>5} of {score.of}")
    for field in report.fields:
        print(f"  {field.name:24}{field.right:>5} of {field.printed}")
    print(f"  {'misfiled':24}{len(report.misfiles):>5}")


def by_rules(text: Text, book: Book) -> dict[str, Any]:
    """Labels by pattern, dates by pattern, an exact look-up in the ledger."""
    found = {name: _labelled(label, text.whole) for name, label in _LABELS.items()}
    found["document_date"] = _first_day(text.whole)
    found["customer_name"] = _named(text.whole, book)
    fields = {name: {"value": value} for name, value in found.items() if value}
    said = {_plain(field["value"]) for field in fields.values()}
    rows = [
        row for row in book if _plain(row["delivery_number"]) in said or _plain(row["invoice_number"]) in said
    ]
    if not rows:
        rows = [row for row in book if _plain(row["po_number"]) in said]
    return _answer(text, fields, rows)


def _labelled(label: str, text: str) -> str:
    """The first value with a digit behind the label, else in the line below it."""
    for after in (r"[ \t]*", r"[^\n]*\n+[^\n]{0,40}?\b"):
        pattern = re.compile(rf"\b{label}{_NO}{after}(?=[A-Z0-9./-]*\d){_VALUE}", re.IGNORECASE)
        if found := pattern.search(text):
            return found[1].rstrip(".-/")
    return ""


def _named(text: str, book: Book) -> str:
    """The longest customer's name of the ledger that stands in the text."""
    folded = " ".join(text.casefold().split())
    names = [name for name in {row["name"] for row in book} if name.casefold() in folded]
    return max(names, key=len, default="")


def by_search(text: Text, book: Book) -> dict[str, Any]:
    """Every number of the ledger is looked for in the text, as people search their archives."""
    plain = _plain(text.whole)
    hits: Counter[int] = Counter()
    fields: dict[str, Any] = {}
    for place, row in enumerate(book):
        for name in ("invoice_number", "po_number", "delivery_number", "customer_number"):
            if len(row[name]) > 4 and _plain(row[name]) in plain:
                hits[place] += 1
                fields.setdefault(name, {"value": row[name]})
    best = max(hits.values(), default=0)
    return _answer(text, fields, [book[place] for place, count in hits.items() if count == best and best > 1])


def _answer(text: Text, fields: dict[str, Any], rows: Book) -> dict[str, Any]:
    order = any(word in text.whole.lower() for word in _ORDERS)
    filed = len(rows) == 1 or (order and 0 < len(rows) <= 5 and len({row["po_number"] for row in rows}) == 1)
    matches = [
        {
            "invoice_number": row["invoice_number"],
            "customer_number": row["customer_number"],
            "confidence": 1 / len(rows),
            "filed": filed,
        }
        for row in rows[:5]
    ]
    return {
        "client": text.client,
        "source": text.source,
        "pages": list(range(1, len(text.pages) + 1)),
        "type": "purchase_order" if order else "proof_of_delivery",
        "fields": fields,
        "signature": {"present": False},
        "exceptions": [],
        "remarks": [],
        "matches": matches,
        "status": "filed" if filed else "review",
    }


def _first_day(text: str) -> str:
    for day, month, year in _DAY.findall(text):
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return f"20{year[-2:]}-{int(month):02d}-{int(day):02d}"
    return ""


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _chosen(folder: Path, limit: int) -> list[Path]:
    levels: Counter[str] = Counter()
    chosen = []
    for path in sorted(folder.glob("*/scans/*/*"), key=lambda path: path.name):
        levels[path.parent.name] += 1
        if levels[path.parent.name] <= limit:
            chosen.append(path)
    return chosen


def ledger_rows(folder: Path) -> Book:
    """Invoices of a ledger's folder that are not void, each with its customer's name."""
    names = {row["customer_number"]: row["name"] for row in _rows(folder / "customers.csv")}
    invoices = _rows(folder / "invoices.csv")
    return [{**row, "name": names[row["customer_number"]]} for row in invoices if row["status"] != "void"]


def _rows(path: Path) -> Book:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(path: Path, folder: Path) -> Text:
    begun = seconds()
    pages = tuple(pytesseract.image_to_string(image) for image in _images(path))
    client = path.relative_to(folder).parts[0]
    return Text(client, path.relative_to(folder / client / "scans").as_posix(), pages, seconds() - begun)


def _images(path: Path) -> Iterator[Image.Image]:
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        yield from (page.render(scale=DPI / 72).to_pil().convert("L") for page in document)
        document.close()
        return
    with Image.open(path) as image:
        for frame in ImageSequence.Iterator(image):
            yield _square(ImageOps.exif_transpose(frame.convert("L")), frame.info.get("dpi", (DPI, DPI)))


def _square(image: Image.Image, dpi: tuple[float, float]) -> Image.Image:
    """Fax pixels are higher than wide."""
    if dpi[0] == dpi[1] or not dpi[1]:
        return image
    return image.resize((image.width, round(image.height * dpi[0] / dpi[1])))


def seconds() -> float:
    """Processor time of this process and of its ended children."""
    used = (getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
