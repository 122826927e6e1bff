"""Predictions held against an answer key, both in the shape of `export documents`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import WrongUse

Document = Mapping[str, Any]

NUMBERS = ("invoice_number", "po_number", "delivery_number", "customer_number")
FIELDS = (*NUMBERS, "customer_name", "document_date", "received_date", "printed_name")


@dataclass(frozen=True, slots=True)
class Score:
    """How often one thing was right."""

    name: str
    right: int
    of: int

    @property
    def share(self) -> float:
        """Fraction 0..1; 1 where there was nothing to get right."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """All scores, and every misfile by source and pages."""

    scores: tuple[Score, ...]
    misfiles: tuple[str, ...]
    lost: tuple[str, ...]
    """Files of the answer key that no prediction names."""


def read_documents(path: Path) -> list[Document]:
    """The documents of a JSONL file.

    Raises:
        WrongUse: the file cannot be read, or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        documents = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as fault:
        raise WrongUse(f"{path} is no file of one JSON object a line: {fault}") from None
    for number, document in enumerate(documents, start=1):
        if not isinstance(document, dict) or not {"source", "pages"} <= document.keys():
            raise WrongUse(f"{path}, object {number}: it needs at least `source` and `pages`.")
    return documents


def evaluate(truth: Sequence[Document], predictions: Sequence[Document]) -> Report:
    """Score `predictions` by `truth`. A document counts by the pages of its file."""
    found = {_place(document): document for document in predictions}
    pairs = [(key, found[_place(key)]) for key in truth if _place(key) in found]
    read = [(key, document) for key, document in pairs if "type" in key and key.get("status") in _READ]
    scores = [
        Score("documents split right", len(pairs), len(truth)),
        _score("status, where it is certain", ((k, d) for k, d in pairs if k.get("status")), _same("status")),
        _score("type", read, _same("type")),
        *(_score(f"field {name}", _printed(read, name), _field_right(name)) for name in FIELDS),
        _score("signature present", ((k, d) for k, d in read if k.get("signature")), _signature_right),
        _score("right invoice first", (pair for pair in read if pair[0].get("matches")), _first_right),
        _score("filed, of those with an invoice", (p for p in read if p[0].get("matches")), _filed_right),
    ]
    return Report(tuple(scores), tuple(_misfiles(pairs, predictions)), _lost(truth, predictions))


_READ = (None, "filed", "review", "parked")
Pair = tuple[Document, Document]


def _place(document: Document) -> tuple[str, tuple[int, ...]]:
    return document["source"], tuple(document["pages"])


def _score(name: str, pairs: Iterable[Pair], right: Any) -> Score:
    answers = [bool(right(key, document)) for key, document in pairs]
    return Score(name, sum(answers), len(answers))


def _same(name: str) -> Any:
    return lambda key, document: key[name] == document[name]


def _printed(pairs: Sequence[Pair], name: str) -> Iterator[Pair]:
    return ((key, document) for key, document in pairs if key.get("fields", {}).get(name))


def _field_right(name: str) -> Any:
    def right(key: Document, document: Document) -> bool:
        read = document["fields"].get(name)
        return read is not None and _normal(read["value"]) == _normal(key["fields"][name]["value"])

    return right


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())


def _signature_right(key: Document, document: Document) -> bool:
    return bool(key["signature"]["present"]) == bool(document["signature"]["present"])


def _invoices(document: Document) -> set[tuple[str, str]]:
    return {(match["customer_number"], match["invoice_number"]) for match in document["matches"]}


def _first_right(key: Document, document: Document) -> bool:
    first = document["matches"][:1]
    return bool(first) and (first[0]["customer_number"], first[0]["invoice_number"]) in _invoices(key)


def _filed(document: Document) -> set[tuple[str, str]]:
    return _invoices({"matches": [match for match in document["matches"] if match["filed"]]})


def _filed_right(key: Document, document: Document) -> bool:
    return bool(_filed(document)) and _filed(document) <= _invoices(key)


def _misfiles(pairs: Sequence[Pair], predictions: Sequence[Document]) -> Iterator[str]:
    """Filed where it does not belong, or filed although its pages are no document of the key."""
    known = {_place(document): key for key, document in pairs}
    for document in predictions:
        key = known.get(_place(document))
        wrong = _filed(document) - (_invoices(key) if key else set())
        if wrong:
            numbers = ", ".join(sorted(invoice for _, invoice in wrong))
            yield f"{document['source']} pages {document['pages']}: {numbers}"


def _lost(truth: Sequence[Document], predictions: Sequence[Document]) -> tuple[str, ...]:
    named = {document["source"] for document in predictions}
    return tuple(sorted({key["source"] for key in truth} - named))
