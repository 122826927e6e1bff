"""What handwriting, stamps, ticks and carriers' machines remark, and what never counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.remarks import remarks_of
from extractors.remarks.said import said
from models.paper import Box, Ink, Mark, Page, PageKind, Role, SignatureRegion, Tick, Word
from models.reading import Remark, RemarkClass, Source

_STEP, _HIGH = 0.009, 0.012


def line(
    text: str, x: float, y: float, ink: Ink = Ink.PRINT, *, number: int = 0, high: float = _HIGH
) -> tuple[Word, ...]:
    """Words from (x, y) on, as wide as usual letters."""
    words = []
    for part in text.split():
        wide = _STEP * len(part)
        words.append(Word(part, Box(x, y, x + wide, y + high), 0.9, number, ink=ink))
        x += wide + _STEP
    return tuple(words)


def paper(*lines: tuple[Word, ...]) -> Page:
    """A page with those lines."""
    words = tuple(replace(w, line=number) for number, words in enumerate(lines) for w in words)
    return Page(1, PageKind.CONTENT, words, aspect=0.7)


def told(page: Page, kind: str = "delivery_note") -> list[tuple[str, str]]:
    """Classes and quantities."""
    return [(remark.about.value, remark.quantity) for remark in remarks_of((page,), kind, ())]


def wrong(text: str) -> list[tuple[str, str]]:
    """What a text says was wrong."""
    return [(c.about.value, c.quantity) for c in said(text) if c.about and not c.none]


@pytest.mark.parametrize(
    ("text", "about", "quantity"),
    [
        ("3 ctn short", "short", "3"), ("2 of 12 missing", "short", "2 of 12"), ("-2 ctn", "short", "2"),
        ("short 1 plt", "short", "1"), ("fehlen 2", "short", "2"), ("manque 3 colis", "short", "3"),
        ("received 10 of 12", "short", "10 of 12"), ("one box short", "short", "one"),
        ("brak 2 kartonów", "short", "2"), ("2 box too many", "over", "2"), ("carton nass", "damaged", ""),
        ("4 bultos dañados", "damaged", "4"), ("annahme verweigert", "refused", ""),
        ("2 days late", "late", ""), ("erreur article", "wrong_item", ""), ("wrong price", "price", ""),
        ("bij de buren", "unattended", ""), ("sous réserve de déballage", "qualified", ""),
        ("sin revisar", "qualified", ""), ("con riserva di controllo", "qualified", ""),
        ("3 ctn sh0rt", "short", "3"), ("3ctnshort", "short", "3"), ("2 box crushd", "damaged", "2"),
        ("12/05/26 2 short", "short", "2"), ("4 D0ZEN TE K0RT", "short", "4"), ("S0BRAN 1", "over", "1"),
        ("2 CTN.SHORT", "short", "2"), ("TCTN SHORT", "short", "1"), ("Z box.short", "short", "2"),
        ("2. DAMAGED", "damaged", "2"), ("Ordered 30. Short 2.", "short", "2"),
        ("rec 10. short 2", "short", "2"), ("am 12. fehlt 2", "short", "2"),
        ("Pos. 3. fehlt 1", "short", "1"),
        ("No. 5. damaged", "damaged", ""), ("am 25 sep 2026 fehlt 2", "short", "2"),
        ("damaged within 3 working days", "damaged", ""),
        ("Nicht ..angenommen", "refused", ""), ("...2 ..short", "short", "2"),
    ],
)  # fmt: skip
def test_what_was_wrong_is_understood_in_eight_languages_and_in_spite_of_misread_letters(
    text: str, about: str, quantity: str
):
    assert wrong(text) == [(about, quantity)]


@pytest.mark.parametrize(
    "text",
    [
        "no damage", "no.damage", "no ..damage", "kein.Schaden", "0 short", "NO. SHORTAGES",
        "Notes: none. damaged", "17/4/26RECEIVED AT",
        "nothing missing", "no shortage or damage", "ohne Beanstandung",
        "keine Schäden", "fehlt nichts", "sans réserve", "rien ne manque", "sin faltas",
        "senza danni", "geen schade",
        "brak uszkodzeń", "sem danos", "shortage: none", "n/a", "none", "ok", "undamaged", "vollständig",
        "John Smith", "RECEIVED", "12/05/26",
    ],
)  # fmt: skip
def test_denials_and_clean_receipts_say_nothing_was_wrong(text: str):
    assert wrong(text) == []


@pytest.mark.parametrize("text", ["1. Short\n2. Damaged", "1. short 2. damaged"])
def test_the_numbers_of_a_list_count_nothing(text: str):
    assert wrong(text) == [("short", ""), ("damaged", "")]


def test_several_things_keep_their_own_numbers_and_a_denial_ends_at_but():
    assert wrong("2 short, 1 damaged") == [("short", "2"), ("damaged", "1")]
    assert wrong("no damage but 2 short") == [("short", "2")]
    assert wrong("Intact? No. Seal broken.") == [("damaged", "")]
    assert wrong("received 17/4/26 4/26 short") == [("short", "4/26")]


def test_only_handwriting_and_stamps_count_never_the_forms_own_print():
    conditions = line("Report shortage or damage within 3 days", 0.1, 0.8)
    assert told(paper(conditions)) == []
    assert told(paper(conditions, line("2 short", 0.1, 0.5, Ink.HAND))) == [("short", "2")]
    assert told(paper(line("RECEIVED UNCHECKED", 0.1, 0.5, Ink.STAMP))) == [("qualified", "")]
    assert told(paper(line("GOODS RECEIVED", 0.1, 0.5, Ink.STAMP))) == []


def test_a_remark_tells_where_it_stands_how_it_was_made_and_how_sure_it_is():
    hand = line("2 ctn damaged", 0.3, 0.5, Ink.HAND)
    (remark,) = remarks_of((paper(line("Remarks:", 0.1, 0.5), hand),), "delivery_note", ())
    box = Box(0.3, 0.5, hand[-1].box.x1, 0.5 + _HIGH)
    assert remark == Remark(RemarkClass.DAMAGED, "2 ctn damaged", 1, box, "2", Source.HAND, 0.9)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        *(("call me", 1), ("-", 0), ("none", 0), ("ok", 0), ("3.4.26", 0), ("Jane Doe", 0)),
        *(("Driver's signature", 0), ("Customer signature", 0), ("Lieferdatum", 0), ("call driver", 1)),
    ],
)
def test_other_words_in_the_space_for_remarks_are_a_remark_but_not_strokes_dates_names_and_labels(
    text: str, count: int
):
    page = paper((*line("Remarks:", 0.1, 0.5), *line(text, 0.3, 0.5, Ink.HAND)))
    assert told(page) == [("other", "")] * count


def test_other_words_elsewhere_are_none():
    assert told(paper(line("Remarks:", 0.1, 0.5), line("call me", 0.3, 0.9, Ink.HAND))) == []


def test_handwriting_that_nobody_can_read_in_the_space_for_remarks_is_a_remark():
    page = paper(line("Remarks:", 0.1, 0.5))
    scrawl = replace(page, marks=(Mark(Ink.HAND, Box(0.3, 0.49, 0.6, 0.52), 0.9),))
    dash = replace(page, marks=(Mark(Ink.HAND, Box(0.3, 0.505, 0.6, 0.508), 0.9),))
    assert told(scrawl) == [("other", "")]
    assert told(dash) == []


def test_a_number_by_hand_beside_a_printed_class_counts_and_a_zero_does_not():
    assert told(paper((*line("Short:", 0.1, 0.5), *line("2", 0.18, 0.5, Ink.HAND)))) == [("short", "2")]
    assert told(paper((*line("Short:", 0.1, 0.5), *line("0", 0.18, 0.5, Ink.HAND)))) == []


def test_ticked_boxes_count_and_open_ones_do_not():
    box = Box(0.1, 0.5, 0.12, 0.515)
    page = replace(paper(), ticks=(Tick(box, True, 0.99, "Damaged"), Tick(box, False, 0.99, "Short"),
                                   Tick(box, True, 0.99, "Received in good order")))  # fmt: skip
    assert told(page) == [("damaged", "")]


def test_yes_and_no_answer_the_question_in_front():
    yes, no = Box(0.3, 0.5, 0.31, 0.512), Box(0.4, 0.5, 0.41, 0.512)
    question = paper(line("Goods damaged?", 0.1, 0.5))
    ticked = replace(question, ticks=(Tick(yes, True, 0.99, "Yes"), Tick(no, False, 0.99, "No")))
    denied = replace(question, ticks=(Tick(yes, False, 0.99, "Yes"), Tick(no, True, 0.99, "No")))
    assert told(ticked) == [("damaged", "")]
    assert told(denied) == []


def test_what_a_machine_printed_beside_exceptions_counts_on_a_carriers_printout_only():
    page = paper((*line("Exceptions:", 0.1, 0.5), *line("1 pkg damaged", 0.3, 0.5)))
    assert told(page, "carrier_pod_letter") == [("damaged", "1")]
    assert told(page) == []


def test_a_word_read_out_of_a_signature_is_no_remark_unless_it_is_plain():
    signed = SignatureRegion(Role.CUSTOMER, 1, Box(0.1, 0.49, 0.4, 0.53), True, 0.9, "Signature")
    scrawl = replace(paper(line("sbort", 0.2, 0.5, Ink.HAND)), signatures=(signed,))
    plain = replace(paper(line("REFUSED", 0.2, 0.5, Ink.HAND)), signatures=(signed,))
    assert told(scrawl) == []
    assert told(plain) == [("refused", "")]


def test_a_denial_that_passes_for_print_is_not_lost():
    denied = (line("Aucune", 0.1, 0.5)[0], line("RESERVE", 0.17, 0.5, Ink.HAND)[0])
    far = (line("Aucune", 0.1, 0.5)[0], line("RESERVE", 0.5, 0.5, Ink.HAND)[0])
    assert told(paper(denied)) == []
    assert told(paper(far)) == [("qualified", "")]


def test_a_persons_name_is_no_remark():
    words = line("J. Short", 0.2, 0.5, Ink.HAND)
    box = words[0].box.union(words[1].box)
    assert remarks_of((paper(words),), "delivery_note", ((1, box, "J. Short"),)) == ()


FORM = (*line("Quantity and unit", 0.1, 0.4), *line("Please sign on receipt", 0.1, 0.9))


def test_tall_capitals_that_pass_for_print_are_a_remark_where_they_plainly_say_what_was_wrong():
    tall = line("LEFT WITH SECURITY", 0.5, 0.5, high=1.5 * _HIGH)
    short = (*line("FALTAM", 0.1, 0.6, high=1.5 * _HIGH), *line("4", 0.17, 0.6, Ink.HAND, high=1.5 * _HIGH))
    assert told(paper(FORM, tall)) == [("unattended", "")]
    assert told(paper(FORM, short)) == [("short", "4")]
    assert told(paper(FORM, line("RECEIVED WITH THANKS", 0.5, 0.5, high=1.5 * _HIGH))) == []


@pytest.mark.parametrize(
    ("text", "y", "high"),
    [
        ("SHORT", 0.5, _HIGH), ("GOODS RETURNED NOTE", 0.1, 2 * _HIGH),
        ("Left with security", 0.5, 2 * _HIGH),
        ("SHORT OVER DAMAGED", 0.5, 1.5 * _HIGH), ("DAMAGES:", 0.5, 1.5 * _HIGH),
        ("ORDERED SHORT SHIPPED IN ALL CASES CHARGED BY US NOW", 0.5, 1.5 * _HIGH),
    ],
)  # fmt: skip
def test_capitals_of_the_form_itself_are_none(text: str, y: float, high: float):
    assert told(paper(FORM, line(text, 0.1, y, high=high))) == []


def test_the_head_of_a_column_and_the_words_of_a_box_to_be_ticked_are_none():
    high = 1.5 * _HIGH
    heads = (*line("ORDERED", 0.1, 0.5, high=high), *line("SHORT", 0.4, 0.5, high=high))
    option = replace(
        paper(FORM, line("REFUSED", 0.2, 0.5, high=high)),
        ticks=(Tick(Box(0.17, 0.5, 0.19, 0.515), False, 0.99, "REFUSED"),),
    )
    assert told(paper(FORM, heads)) == []
    assert told(option) == []


def test_capitals_no_taller_than_print_count_beside_and_under_a_label_for_remarks():
    beside = (*line("Remarks:", 0.1, 0.5), *line("2 DAYS LATE", 0.2, 0.5))
    assert told(paper(FORM, beside)) == [("late", "")]
    assert told(paper(FORM, line("Remarks", 0.1, 0.5), line("3 CTN SHORT", 0.1, 0.53))) == [("short", "3")]
    assert told(paper(FORM, line("Remarks", 0.1, 0.5), line("3 CTN SHORT", 0.1, 0.7))) == []


def test_conditions_that_pass_for_handwriting_are_none_unless_somebody_wrote_them_larger():
    words = "Geweigerde zendingen worden in rekening gebracht"
    assert told(paper(FORM, line(words, 0.1, 0.6, Ink.HAND))) == []
    assert told(paper(FORM, line(words, 0.1, 0.6, Ink.HAND, high=1.5 * _HIGH))) == [("refused", "")]


def test_a_pen_that_passes_over_the_lines_of_goods_remarks_nothing():
    rows = [line(f"wet wipes no {row} in a box of ten", 0.1, 0.4 + row * 0.015, Ink.HAND) for row in range(5)]
    assert told(paper(FORM, *rows)) == []
    assert told(paper(FORM, line("wet wipes", 0.1, 0.5, Ink.HAND))) == [("damaged", "")]


def test_letters_of_a_stamp_and_a_name_with_its_day_in_the_space_for_remarks_are_none():
    space = line("Remarks:", 0.1, 0.5)
    stamped = replace(
        paper((*space, *line("arant Tannen", 0.3, 0.5, Ink.HAND))),
        marks=(Mark(Ink.STAMP, Box(0.25, 0.48, 0.6, 0.55), 0.9),),
    )
    assert told(stamped) == []
    for day in ("9/25/26 12:00", "9/25/26 12:00PM", "25.9.26 14:30 UHR", "25 SEP 2026", "25. März 2026"):
        named = paper((*space, *line(f"{day} Merle Stanhope", 0.3, 0.5, Ink.HAND)))
        assert told(named) == []
        assert told(paper((*space, *line(day, 0.3, 0.5, Ink.HAND)))) == []
