"""What the console says and how it looks: words for values, marks on pictures, colours that can be read."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from countersign.console import STATIC
from countersign.console.event_words import event_detail
from countersign.console.marks import Mark
from countersign.console.rendering import open_templates
from countersign.console.wording import FILTERS, sentence
from countersign.language import Reader, read_by
from models.decision import Agreement, Evidence, Key
from models.paper import Box
from models.record import Event
from tests.values.register_values import value_of


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (Agreement.EXACT, "PO number 4711 is on the page, at its label."),
        (
            Agreement.FOLDED,
            "PO number: the page says 4711, 47I1 but for look-alikes such as O and 0, at its label.",
        ),
        (Agreement.EDITED, "PO number: the page says 4711, one character away from 47I1, at its label."),
        (Agreement.CONTRADICTS, "PO number: the page says 4711, but the ledger has 47I1, at its label."),
    ],
)
def test_evidence_is_told_in_words(agreement: Agreement, words: str):
    assert sentence(Evidence(Key.PO_NUMBER, agreement, "47I1", "4711", labelled=True)) == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("percent", 0.999, "99%"),
        ("percent", 1.0, "100%"),
        ("percent", 0.0, "0%"),
        ("percent", None, ""),
        ("pages", (), "whole file"),
        ("pages", (3,), "page 3"),
        ("pages", (2, 3, 4), "pages 2-4"),
        ("pages", (1, 3), "pages 1, 3"),
        ("plain", "po_number", "PO number"),
        ("found", value_of("x"), "at the label “No”"),
    ],
)
def test_values_are_told_in_words(name: str, value: object, words: str):
    assert FILTERS[name](value) == words


def test_a_mark_stays_on_the_picture():
    mark = Mark(1, "field", "po_number", 1, Box(-0.5, 0.25, 1.5, 0.75))
    assert (mark.left, mark.top, mark.middle, mark.width) == ("0.00%", "25.00%", "50.00%", "100.00%")


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    channels = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def schemes() -> list[dict[str, str]]:
    sheet = (STATIC / "colours.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    colours = re.compile(r"--([\w-]+): (#\w+);")
    return [dict(colours.findall(light)), dict(colours.findall(light)) | dict(colours.findall(dark))]


@pytest.mark.parametrize("colours", schemes(), ids=["light", "dark"])
def test_all_text_has_enough_contrast(colours: dict[str, str]):
    pairs = [(text, on) for text in ("text", "muted", "accent") for on in ("ground", "surface")]
    pairs += [(name, f"{name}-ground") for name in colours if f"{name}-ground" in colours]
    pairs += [(name, "surface") for name in colours if f"{name}-ground" in colours]
    pairs += [("on-accent", "accent"), ("text", "hint"), ("muted", "hint"), ("accent", "blank-ground")]
    weak = {pair: contrast(*(colours[name] for name in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_marks_can_be_read_on_paper():
    inks = re.findall(r"--ink: (#\w+);", (STATIC / "sheet.css").read_text("utf-8"))
    assert len(inks) == 3
    assert all(contrast(ink, "#fff") >= 4.5 for ink in inks)


@pytest.mark.parametrize("colours", schemes(), ids=["light", "dark"])
def test_the_edge_of_a_field_is_seen(colours: dict[str, str]):
    assert min(contrast(colours["edge"], colours[on]) for on in ("ground", "surface")) >= 3


def test_a_word_that_stands_in_a_template_is_told_to_each_reader_anew():
    template = open_templates().environment.from_string('{{ "parked" | cause }}')
    assert template.render() == "Parked"
    with read_by(Reader("de", "de_DE")):
        assert template.render() == "Zurückgestellt"


def test_a_name_that_differs_in_capitals_alone_is_told_as_the_same():
    close = Evidence(Key.CUSTOMER_NAME, Agreement.CLOSE, "Moorgate Print Works", "moorgate  print works")
    assert sentence(close) == "Customer name Moorgate Print Works is on the page."
    other = Evidence(Key.CUSTOMER_NAME, Agreement.CLOSE, "Moorgate Print Works", "moorgate print")
    assert "reads like" in sentence(other)


def test_a_detail_of_an_event_is_told_as_the_reader_writes_it():
    at = datetime(2026, 11, 23, 22, 37, tzinfo=UTC)
    detail = {"until": at.isoformat(), "right": False, "source": "2026-99-99T99:99:99Z"}
    with read_by(Reader("de", "de_DE")):
        told = event_detail(Event(at, "default", "checked", "1", detail))
    assert told == "Bis: 23.11.2026, 22:37; Richtig: nein; Quelle: 2026-99-99T99:99:99Z"
