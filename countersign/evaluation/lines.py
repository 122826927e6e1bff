"""Answer keys and captured documents: JSON lines to values, refused with line number and what is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from countersign.evaluation.line import Field, Line, Match, Receipt, Signature, Spot
from countersign.evaluation.normal import is_date, normal
from models.decision import Status
from models.errors import WrongUse
from models.paper import Box
from models.reading import AcceptanceStatus, DocumentType, Grade

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_BOX_EDGES = 4


class Malformed(Exception):
    """A line that cannot be used; the message says what it needs."""


def read_key(path: Path) -> list[Line]:
    """The documents of an answer key.

    Raises:
        WrongUse: the file cannot be read, is empty, or a line lacks something; the message names the line.
    """
    lines = list(_lines(path, key=True))
    if not lines:
        raise WrongUse(f"{path} holds no line: an answer key has one JSON object a document.")
    return lines


def read_predictions(path: Path) -> list[Line]:
    """Captured documents; the file may be empty.

    Raises:
        WrongUse: the file cannot be read, or a line is no document; the message names the line.
    """
    return list(_lines(path, key=False))


def _lines(path: Path, *, key: bool) -> Iterator[Line]:
    try:
        texts = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(f"{path} cannot be read as UTF-8 text: {fault}") from None
    for number, text in enumerate(texts, start=1):
        try:
            if text.strip():
                yield line_of(json.loads(text), key=key)
        except (Malformed, ValueError) as fault:
            raise WrongUse(f"{path}, line {number}: {fault}") from None


def line_of(data: Any, *, key: bool) -> Line:
    """The value of one JSON object; `key` also asks for what only an answer key has to say.

    Raises:
        Malformed: something is missing or of another kind.
    """
    _ask(isinstance(data, Mapping), "it has to be a JSON object")
    line = Line(
        source=_text(data, "source"),
        pages=_pages(data, "pages", needed=True),
        client=_one_of(data, "client", None),
        type=_one_of(data, "type", DocumentType),
        kind=_one_of(data, "kind", None),
        status=_one_of(data, "status", Status),
        audit=_one_of(data, "audit", None),
        fields=_fields(data, key=key),
        labelled=_texts(data, "labelled") if "labelled" in data else None,
        signature=_signature(data),
        exceptions=_texts(data, "exceptions") if data.get("exceptions") is not None else None,
        remarks=_remarks(data),
        acceptance=_acceptance(data),
        matches=_matches(data),
        tags=tuple(_tags(data.get("tags"))),
        text=json.dumps(data, sort_keys=True),
    )
    _ask(not key or bool(line.type or line.status), "it needs `type`, or `status` for a file without one")
    return line


def _ask(met: object, need: str) -> None:
    if not met:
        raise Malformed(need)


def _text(data: Mapping[str, Any], name: str, inside: str = "") -> str:
    value = data.get(name)
    _ask(isinstance(value, str) and value, f"`{inside}{name}` is needed, a text")
    return str(value)


def _one_of(data: Mapping[str, Any], name: str, known: Any) -> str:
    value = data.get(name)
    if value is None:
        return ""
    allowed = [member.value for member in known] if known else None
    _ask(isinstance(value, str), f"`{name}` has to be a text")
    _ask(allowed is None or value in allowed, f"`{name}` is {value!r}: use {', '.join(allowed or ())}")
    return str(value)


def _texts(data: Mapping[str, Any], name: str, inside: str = "") -> tuple[str, ...]:
    value = data.get(name) or []
    whole = isinstance(value, list) and all(isinstance(item, str) for item in value)
    _ask(whole, f"`{inside}{name}` has to be a list of texts")
    return tuple(value)


def _pages(data: Mapping[str, Any], name: str, *, needed: bool) -> tuple[int, ...]:
    value = data.get(name, None if needed else [])
    whole = isinstance(value, list) and all(type(item) is int and item >= 1 for item in value)
    _ask(whole, f"`{name}` is needed, a list of page numbers from 1 (empty for the whole file)")
    return tuple(value or ())


def _fields(data: Mapping[str, Any], *, key: bool) -> dict[str, Field] | None:
    told = data.get("fields")
    if told is None:
        return None
    _ask(isinstance(told, Mapping), "`fields` has to be an object of fields by name")
    return {name: _field(name, one, key=key) for name, one in told.items() if one is not None}


def _field(name: str, told: Any, *, key: bool) -> Field:
    inside = f"fields.{name}."
    _ask(isinstance(told, Mapping), f"`fields.{name}` has to be an object with `value`")
    readings = {what: _texts(told, what, inside) for what in ("values", "alternatives", "variants")}
    value = _text(told, "value", inside) if key else str(told.get("value") or "")
    if key:
        _check(name, (value, *(text for texts in readings.values() for text in texts)))
    ambiguous = bool(readings["alternatives"]) or told.get("ambiguous") is True
    spot, hidden = _spot(told, inside), told.get("hidden") is True
    return Field(value, **readings, spot=spot, ambiguous=ambiguous, hidden=hidden)


def _check(name: str, texts: tuple[str, ...]) -> None:
    for text in texts:
        _ask(not is_date(name) or _is_day(text), f"`fields.{name}` has {text!r}: dates are YYYY-MM-DD")
        _ask(normal(name, text), f"`fields.{name}` has {text!r}, without a letter or digit")


def _is_day(text: str) -> bool:
    try:
        return bool(_ISO.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _spot(told: Mapping[str, Any], inside: str) -> Spot | None:
    box, page = told.get("bbox"), told.get("page")
    if box is None or page is None:
        return None
    whole = isinstance(box, list) and len(box) == _BOX_EDGES
    whole = whole and all(isinstance(edge, int | float) and 0 <= edge <= 1 for edge in box)
    _ask(
        whole and box[0] <= box[2] and box[1] <= box[3], f"`{inside}bbox` has to be [x0, y0, x1, y1] in 0..1"
    )
    _ask(type(page) is int, f"`{inside}page` has to be a page number")
    return Spot(page, Box(*map(float, box)))


def _signature(data: Mapping[str, Any]) -> Signature | None:
    told = data.get("signature")
    if told is None:
        return None
    whole = isinstance(told, Mapping) and isinstance(told.get("present"), bool)
    _ask(whole, "`signature` needs `present`, true or false")
    return Signature(told["present"], _spot(told, "signature."))


def _remarks(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...] | None:
    told = data.get("remarks")
    if told is None:
        return None
    _ask(isinstance(told, list) and all(isinstance(one, Mapping) for one in told), "`remarks` is no list")
    return tuple((_text(one, "class", "remarks."), str(one.get("text") or "")) for one in told)


def _acceptance(data: Mapping[str, Any]) -> Receipt | None:
    told = data.get("acceptance")
    if told is None:
        return None
    _ask(isinstance(told, Mapping), "`acceptance` has to be an object with `status` and `grade`")
    status, grade = _one_of(told, "status", AcceptanceStatus), _one_of(told, "grade", Grade)
    _ask(status or grade, "`acceptance` needs `status` or `grade`")
    return Receipt(status, grade, unsure=told.get("unsure") is True)


def _matches(data: Mapping[str, Any]) -> tuple[Match, ...] | None:
    told = data.get("matches")
    if told is None:
        return None
    _ask(isinstance(told, list) and all(isinstance(one, Mapping) for one in told), "`matches` is no list")
    return tuple(_match(one) for one in told)


def _match(told: Mapping[str, Any]) -> Match:
    invoice = _text(told, "customer_number", "matches."), _text(told, "invoice_number", "matches.")
    sure = told.get("confidence")
    given = sure is None or (isinstance(sure, int | float) and 0 <= sure <= 1)
    _ask(given, "`matches.confidence` has to be a number in 0..1")
    return Match(invoice, sure, filed=told.get("filed") is True, proposed=told.get("proposed") is True)


def _tags(told: Any) -> Iterator[str]:
    """Tags of either form: a list of texts, or an object whose texts and numbers become `name:value`."""
    _ask(told is None or isinstance(told, list | Mapping), "`tags` has to be a list of texts")
    if isinstance(told, Mapping):
        for name, value in told.items():
            if isinstance(value, str | int):
                yield f"{name}:{value}"
            elif isinstance(value, list):
                yield from (item for item in value if isinstance(item, str))
    elif told:
        _ask(all(isinstance(tag, str) for tag in told), "`tags` has to be a list of texts")
        yield from told
