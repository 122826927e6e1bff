"""Places to sign that forms mark otherwise than by a line beside the label: cells, heads, lines before it."""

from __future__ import annotations

import pytest

from models.paper import Role, SignatureRegion
from tests.papers.signed_forms import Form


def at(regions: tuple[SignatureRegion, ...], present: bool) -> list[Role]:
    return [region.role for region in regions if region.present is present]


def two_columns(left: str, right: str) -> Form:
    """Two parties side by side; the heads alone say whose signature the labels far below them ask for."""
    form = Form().frame(140, 1300, 1560, 1900).rule(850, 1300, 850, 1900)
    form.print(left, 330, 1315).print(right, 1040, 1315)
    for row, label in enumerate(("Name", "Date", "Time", "Vehicle", "Signature")):
        top = 1380 + row * 105
        form.print(label, 160, top).rule(330, top + 28, 820).print(label, 870, top).rule(1040, top + 28, 1540)
    return form


@pytest.mark.parametrize(("left", "role"), [(340, Role.DRIVER), (1050, Role.CUSTOMER)])
def test_the_head_of_a_column_says_whose_signature_is_in_it(left: int, role: Role) -> None:
    regions = two_columns("Delivered by", "Received by").sign(left, 1822).read()
    assert at(regions, present=True) == [role]


def test_heads_mark_no_place_where_their_columns_have_one() -> None:
    regions = two_columns("Livré par", "Reçu par").read()
    assert sorted(at(regions, present=False)) == sorted([Role.DRIVER, Role.CUSTOMER])


def test_a_label_that_fills_a_cell_asks_for_ink_in_the_cell_below() -> None:
    form = Form()
    for column, label in enumerate(("Fahrer", "Empfänger Unterschrift", "Lager")):
        left = 140 + column * 470
        form.frame(left, 1500, left + 470, 1540).frame(left, 1540, left + 470, 1680).print(
            label, left + 30, 1507
        )
    form.frame(140, 1360, 1550, 1500).print("Bemerkungen", 160, 1370)
    regions = form.sign(650, 1660).read()
    assert at(regions, present=True) == [Role.CUSTOMER]
    (region,) = (region for region in regions if region.present)
    assert region.box.y0 > 1535 / 2200


def test_a_label_that_fills_a_cell_asks_for_ink_in_the_cell_beside() -> None:
    form = Form().print("Received by", 160, 1380)
    for row, label in enumerate(("Signature", "Print name", "Date")):
        top = 1440 + row * 90
        form.frame(140, top, 330, top + 90).frame(330, top, 900, top + 90).print(label, 160, top + 32)
    regions = form.sign(400, 1515).read()
    assert at(regions, present=True) == [Role.CUSTOMER]


def test_a_line_may_stand_before_its_label() -> None:
    form = Form().rule(140, 1522, 700).print("Ricevuto da (firma)", 720, 1500)
    regions = form.sign(200, 1515).read()
    assert at(regions, present=True) == [Role.CUSTOMER]


def test_a_box_above_its_label_is_filled_anywhere() -> None:
    form = Form().frame(140, 1200, 800, 1480).print("Stamp and signature of the customer", 150, 1492)
    (region,) = form.sign(250, 1300).read()
    assert region.present


def test_a_name_by_a_role_is_a_name_and_no_signature() -> None:
    form = Form().print("Driver's name", 150, 1500).rule(420, 1522, 1000)
    assert form.write(440, 1515, "Otto Lind").read() == ()


def test_a_label_in_brackets_ends_a_run_whatever_stands_before_it() -> None:
    (region,) = Form().rule(140, 1490, 800).print("Hofmeisterei intern (Unterschrift)", 150, 1502).read()
    assert not region.present


def test_the_drivers_signature_is_his_own_where_the_customers_label_cannot_be_read() -> None:
    form = Form().frame(140, 1200, 800, 1400).sign(300, 1380).sign(420, 1615)
    regions = form.print("Driver sign:", 150, 1600).rule(400, 1622, 900).read()
    assert Role.DRIVER in at(regions, present=True)
    (driver,) = (region for region in regions if region.role is Role.DRIVER)
    assert driver.box.y0 > 1450 / 2200


def test_labels_stand_behind_their_lines_where_the_row_begins_with_a_line() -> None:
    form = Form().rule(140, 1522, 500).print("Delivered by", 520, 1500)
    form.rule(760, 1522, 1120).print("Received by", 1140, 1500)
    assert at(form.sign(780, 1515).read(), present=True) == [Role.CUSTOMER]


def test_labels_before_their_lines_keep_them_where_the_row_begins_with_a_label() -> None:
    form = Form().print("Delivered by", 140, 1500).rule(360, 1522, 700)
    form.print("Received by", 720, 1500).rule(940, 1522, 1300)
    assert at(form.sign(380, 1515).read(), present=True) == [Role.DRIVER]


def test_labels_under_their_lines_have_what_is_above_them_and_not_below() -> None:
    form = Form()
    for row, label in enumerate(("Received by (signature)", "Print name", "Date")):
        form.rule(140, 1400 + 200 * row, 900).print(label, 150, 1410 + 200 * row)
    (customer,) = (one for one in form.sign(200, 1350).write(200, 1590, "Ann Lee").read() if one.present)
    assert customer.role is Role.CUSTOMER
    assert customer.box.y1 < 1410 / 2200
