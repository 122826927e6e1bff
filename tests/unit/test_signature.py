"""Signature places: found by their labels, present only where somebody's ink lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest

from extractors.page.signing.signature import Signed
from fixtures.stamps import boxed_stamp
from models.paper import Box, Ink, Manner, Role, SignatureRegion, Word
from tests.papers.drawn_pens import autograph
from tests.papers.signed_forms import COLUMNS, DPI, HEIGHT, ROWS, Form

Layout = Callable[[str], "Form"]


def present(regions: Sequence[SignatureRegion]) -> dict[Role, bool]:
    return {region.role: region.present for region in regions}


def on_a_line(label: str) -> Form:
    return Form().print("Delivery note 80012345", 150, 200).print(label, 150, 1500).rule(480, 1522, 1000)


def above_a_label(label: str) -> Form:
    return Form().print("Delivery note 80012345", 150, 200).rule(150, 1490, 700).print(label, 150, 1502)


def in_a_cell(label: str) -> Form:
    return (
        Form().print("Delivery note 80012345", 150, 200).frame(140, 1400, 800, 1560).print(label, 150, 1410)
    )


LAYOUTS = [(on_a_line, 520, 1515), (above_a_label, 220, 1482), (in_a_cell, 260, 1540)]


@pytest.mark.parametrize(("layout", "left", "bottom"), LAYOUTS)
def test_ink_in_the_place_is_a_signature(layout: Layout, left: int, bottom: int) -> None:
    (region,) = layout("Received by:").sign(left, bottom).read()
    assert region.present
    assert region.role is Role.CUSTOMER
    assert region.confidence > 0.9
    true = autograph()
    assert abs(region.box.x0 * COLUMNS - left - true.left * DPI / 25.4) < 24
    assert abs(region.box.y1 * ROWS - bottom - true.bottom * DPI / 25.4) < 24


def test_what_is_signed_in_a_box_is_not_the_drivers_whose_label_follows_under_it() -> None:
    form = in_a_cell("Received by").print("Carrier:", 150, 1575).sign(180, 1556)
    assert present(form.read()).get(Role.CUSTOMER) is True
    assert not present(form.read()).get(Role.DRIVER)


@pytest.mark.parametrize("layout", [layout for layout, _, _ in LAYOUTS])
def test_an_empty_place_is_told_as_empty(layout: Layout) -> None:
    (region,) = layout("Received by:").read()
    assert not region.present
    assert region.confidence > 0.9


@pytest.mark.parametrize(("layout", "left", "bottom"), LAYOUTS)
def test_a_typed_name_is_no_signature(layout: Layout, left: int, bottom: int) -> None:
    (region,) = layout("Received by:").print("James Okafor", left, bottom - HEIGHT).read()
    assert not region.present


@pytest.mark.parametrize(("layout", "left", "bottom"), LAYOUTS)
def test_initials_and_an_x_count(layout: Layout, left: int, bottom: int) -> None:
    for manner in ("initials", "cross"):
        (region,) = layout("Received by:").sign(left, bottom, manner).read()
        assert region.present


def test_handwriting_that_reads_as_gibberish_counts_as_ink() -> None:
    form = on_a_line("Received by:").sign(520, 1515)
    box = Box(515 / COLUMNS, 1450 / ROWS, 830 / COLUMNS, 1530 / ROWS)
    form.words.append(Word("JOkaf", box, 0.62, 9))
    (region,) = form.read()
    assert region.present


def test_a_stamp_alone_is_hardly_ever_a_signature() -> None:
    told = []
    for seed in range(6):
        stamp = boxed_stamp(["ACME LTD", "GOODS IN", "3 FEB 2026"], Random(seed))
        (region,) = in_a_cell("Received by:").stamp(330, 1420, stamp).read()
        told.append(region.present)
    assert sum(told) <= 1


def test_the_printed_name_and_the_date_beside_are_no_signature() -> None:
    form = on_a_line("Received by:").print("Print name:", 150, 1600).rule(480, 1622, 1000)
    form.print("Date:", 150, 1700).rule(480, 1722, 1000)
    form.write(520, 1615, "J. OKAFOR").write(520, 1715, "3.2.26")
    (region,) = form.read()
    assert not region.present


def test_each_party_has_its_own_place() -> None:
    form = Form().print("Driver signature:", 150, 1400).rule(480, 1422, 1000)
    form.print("Customer signature:", 150, 1600).rule(480, 1622, 1000).sign(520, 1415)
    assert present(form.read()) == {Role.DRIVER: True, Role.CUSTOMER: False}


def test_the_nearest_heading_tells_whose_signature_it_is() -> None:
    form = Form().print("CONSIGNEE", 150, 1400).print("CARRIER", 1000, 1400)
    form.print("Signature:", 150, 1500).rule(320, 1522, 700).print("Signature:", 1000, 1500).rule(
        1170, 1522, 1600
    )
    form.sign(1200, 1515)
    assert present(form.read()) == {Role.CUSTOMER: False, Role.DRIVER: True}


def test_a_letter_is_signed_below_its_closing() -> None:
    form = Form().print("Yours faithfully,", 150, 1400).sign(180, 1500).print("James Okafor", 150, 1540)
    (region,) = form.read()
    assert region.present
    assert region.role is Role.UNKNOWN


def test_a_signature_without_a_label_is_found_and_nobodys() -> None:
    (region,) = Form().print("Invoice 4711", 150, 200).sign(300, 900).read()
    assert region.present
    assert (region.role, region.label) == (Role.UNKNOWN, "")


def test_a_page_with_print_alone_has_no_region() -> None:
    found = Form().print("Invoice 4711", 150, 200).frame(300, 700, 900, 900).signed()
    assert found == Signed((), ())


def test_handwriting_that_is_no_signature_is_a_mark() -> None:
    found = Form().print("Invoice 4711", 150, 200).write(300, 900, "2 cartons short").signed()
    assert not [region for region in found.signatures if region.present]
    marks = [one for one in found.marks if one.box.width > 0.1]
    assert {one.ink for one in marks} == {Ink.HAND}


def test_a_skewed_rule_is_still_the_line_to_sign_on() -> None:
    form = Form().print("Received by:", 150, 1500).rule(480, 1522, 1500, 1500).sign(520, 1515)
    (region,) = form.read()
    assert region.present


def consignment_boxes() -> Form:
    """Three high boxes with small labels in their upper left corners, one more at the foot of the last."""
    form = Form().print("Consignment note 80012345", 150, 200)
    for left, head in (
        (150, "22 Signature of sender"),
        (600, "23 Signature of carrier"),
        (1050, "24 Goods received"),
    ):
        form.frame(left, 1400, left + 450, 1840).print(head, left + 10, 1408)
    return form.print("Signature of consignee", 1060, 1806)


def test_ink_anywhere_in_a_high_box_belongs_to_the_party_of_the_box() -> None:
    form = consignment_boxes().sign(1100, 1640).sign(640, 1640)
    found = form.read()
    assert any(region.present for region in found if region.role is Role.CUSTOMER)
    assert all(region.present for region in found if region.role is Role.DRIVER)
    assert not any(region.present for region in found if region.role is Role.SHIPPER)


def test_ink_in_the_other_boxes_is_not_the_consignees() -> None:
    found = consignment_boxes().sign(190, 1640).sign(640, 1640).read()
    assert not any(region.present for region in found if region.role is Role.CUSTOMER)


def printed_table() -> Form:
    form = Form().print("Proof of delivery", 150, 200)
    for step, label in enumerate(("Status", "Reference", "Delivered to", "Carton")):
        value = form.print(label, 150, 800 + 60 * step).print("80012345", 700, 800 + 60 * step).words.pop()
        form.words.append(replace(value, line=form.words[-1].line))
    return form.print("Signature", 150, 1060)


def test_a_signature_may_stand_far_beside_its_label_in_a_table_of_values() -> None:
    (region,) = printed_table().sign(760, 1200).read()
    assert region.present
    (empty,) = printed_table().read()
    assert not empty.present


def test_labels_under_one_line_each_have_their_part_of_it() -> None:
    form = Form().print("Delivery note 80012345", 150, 200).rule(150, 1490, 1500)
    form.print("Signature", 150, 1502)
    form.print("Print name", 650, 1502).print("Date", 1150, 1502)
    (region,) = form.sign(480, 1482, "cross").read()
    assert region.present


def test_a_word_across_a_border_tells_no_role() -> None:
    form = Form().frame(150, 1400, 500, 1560).frame(500, 1400, 950, 1560)
    form.print("Signature", 160, 1410).print("Goods received", 510, 1410)
    left = min(form.read(), key=lambda region: region.box.x0)
    assert left.role is Role.UNKNOWN


def test_a_role_word_with_a_letter_misread_tells_the_role() -> None:
    (region,) = on_a_line("Signature of carmier").read()
    assert region.role is Role.DRIVER


@pytest.mark.parametrize("words", ["/s/ James Okafor", "James Okafor eSigned", "DocuSigned by James"])
def test_a_name_that_says_it_is_typed_is_no_ink_whatever_it_looks_like(words: str) -> None:
    form = on_a_line("Received by:").sign(520, 1515)
    for step, word in enumerate(words.split()):
        box = Box((530 + 90 * step) / COLUMNS, 1470 / ROWS, (600 + 90 * step) / COLUMNS, 1500 / ROWS)
        form.words.append(Word(word, box, 0.9, 9))
    (region,) = form.read()
    assert (region.present, region.manner) == (False, Manner.TYPED)


def test_a_word_that_only_holds_such_letters_types_nothing() -> None:
    form = on_a_line("Received by:").sign(520, 1515)
    form.words.append(Word("designed", Box(530 / COLUMNS, 1470 / ROWS, 640 / COLUMNS, 1500 / ROWS), 0.9, 9))
    (region,) = form.read()
    assert region.present


@pytest.mark.parametrize("label", ["Signature image", "Bild der Unterschrift:", "Afbeelding handtekening"])
def test_a_place_for_the_picture_of_a_signature_was_signed_on_glass(label: str) -> None:
    (region,) = in_a_cell(label).sign(300, 1540).read()
    assert region.manner is Manner.CAPTURE
