"""Company names are made comparable and looked for; they never settle anything alone."""

from __future__ import annotations

import pytest

from models.ledger import Customer
from pipeline.index.ledger_index import build
from pipeline.names.comparable import Lines, forms_of, look_for, normalise, same_address
from tests.values.matching_cases import customer, ledger


def printed(*lines: str) -> Lines:
    return Lines.of(line.split() for line in lines)


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("The Müller Fördertechnik GmbH & Co. KG", "mueller foerdertechnik"),
        ("Mueller Foerdertechnik", "mueller foerdertechnik"),
        ("R. T. Whitlock & Sons", "rt whitlock and sons"),
        ("Suministros Ferrán S.L.U.", "suministros ferran"),
        ("Éts. Rousseau Frères", "rousseau freres"),
        ("Van der Kolk Techniek B.V.", "van der kolk techniek"),
        ("St. Mary's Hosp.", "saint marys hospital"),
        ("Northwind (Leeds) Ltd", "northwind leeds"),
        ("Company Ltd", "company"),
    ],
)
def test_a_name_is_compared_without_its_legal_form(name: str, normal: str) -> None:
    assert normalise(name) == normal


def test_points_of_the_compass_and_numerals_stay() -> None:
    assert normalise("Acme East Ltd") != normalise("Acme West Ltd")
    assert normalise("Walmart DC 6094") != normalise("Walmart DC 6904")


def test_a_trading_name_is_a_name_of_its_own() -> None:
    forms = forms_of(Customer("1", "Harlow Retail Ltd t/a Corner Pantry", ("HRL",)))
    assert {"harlow retail", "corner pantry", "hrl"} <= set(forms)


def test_a_name_is_found_within_a_line_with_lost_blanks_and_a_misread_letter() -> None:
    lines = printed("Ship to: AshdownJoinery Ltd", "Bill t0: Calder Va1e Engineering plc")
    assert look_for(forms_of(customer("1", "Ashdown Joinery Ltd")), lines)
    assert look_for(forms_of(customer("2", "Calder Vale Engineering plc")), lines)
    assert look_for(forms_of(customer("3", "Thistle Catering")), lines) is None


def test_a_short_name_must_stand_as_a_word_of_its_own() -> None:
    forms = forms_of(customer("1", "IBM"))
    assert look_for(forms, printed("to IBM at Hursley"))
    assert look_for(forms, printed("to IBN at Hursley")) is None
    assert look_for(forms, printed("submit")) is None


def test_the_longer_name_explains_a_line_better() -> None:
    lines = printed("Deliver to Ashdown Joinery (Scotland) Ltd")
    short = look_for(forms_of(customer("1", "Ashdown Joinery Ltd")), lines)
    long = look_for(forms_of(customer("2", "Ashdown Joinery (Scotland) Ltd")), lines)
    assert short is not None
    assert long is not None
    assert short.beaten_by(long)
    assert not long.beaten_by(short)


def test_names_one_letter_apart_are_told_apart_only_when_read_exactly() -> None:
    twins = [forms_of(customer(str(n), f"{name} Supply")) for n, name in enumerate(("Johnson", "Johnston"))]
    own, other = (look_for(forms, printed("Johnson Supply Inc")) for forms in twins)
    assert own is not None
    assert other is not None
    assert not own.beaten_by(other)
    assert other.beaten_by(own)
    blurred, also = (look_for(forms, printed("Johnsrn Supply Inc")) for forms in twins)
    assert blurred is not None
    assert blurred.beaten_by(also)


def test_rivals_are_the_customers_with_a_like_name() -> None:
    people = [
        customer("1", "Northwind Ltd"),
        customer("2", "Northwind (Leeds) Ltd"),
        customer("3", "Calder Vale plc"),
    ]
    names = build(ledger(people)).names
    assert names.rivals("1") == ("2",)


@pytest.mark.parametrize(
    ("lines", "agrees"),
    [
        (("Acme East", "17 Mill Lane", "Leeds LS1 4AB"), True),
        (("17 Mill Lane", "Leeds"), True),
        (("17 Mill Lane", "York"), False),
        (("Leeds office",), False),
        (("17", "1", "2", "3", "4", "5", "Leeds"), False),
    ],
)
def test_an_address_needs_its_numbers_and_its_town_close_together(
    lines: tuple[str, ...], agrees: bool
) -> None:
    assert same_address(customer("C-17", "Acme East"), printed(*lines)) is agrees
