"""What does not add up, by the file's own totals or by the user's, is not loaded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.errors import LedgerRefused, WrongUse
from pipeline.ledger_files.importing.given import Control
from tests.values.ledger_exports import DYNAMICS, ORACLE, QUICKBOOKS, SAP_LIST, imported

HEAD = "Customer No;Customer Name;Invoice No;Invoice Date;Amount;Open Balance;Currency\n"
ROWS = "7;Acme;1;2026-03-10;100.00;60.00;EUR\n7;Acme;2;2026-03-10;10.00;10.00;EUR\n"


def refusal(text: str, **wishes: object) -> str:
    with pytest.raises(LedgerRefused) as refused:
        imported(text, **wishes)
    assert "Nothing was loaded" in str(refused.value)
    return str(refused.value)


def told(text: str, **wishes: object) -> str:
    return "\n".join(imported(text, **wishes).told)


def controls(*texts: str) -> tuple[Control, ...]:
    return tuple(map(Control.of, texts))


@pytest.mark.parametrize(
    "label", ["Total", "TOTAL EUR", "Summe", "Gesamtsumme", "Total general", "Sous-total", "*"]
)
def test_a_row_of_totals_is_held_against_the_rows_above_it(label: str):
    assert "rows of totals that agree: 2" in told(f"{HEAD}{ROWS}{label};;;;110.00;70.00;EUR\n")
    words = refusal(f"{HEAD}{ROWS}{label};;;;110.00;71.00;EUR\n")
    assert f"line 4: says open_amount 71.00 under {label!r}" in words
    assert "(all of them: 70.00)" in words


def test_totals_of_parts_and_of_all_agree():
    text = f"{HEAD}{ROWS}Subtotal;;;;110.00;;EUR\n8;Bolt;3;2026-03-10;5.00;5.00;EUR\n"
    assert "agree: 3" in told(f"{text}Subtotal;;;;5.00;;EUR\nTotal;;;;115.00;;EUR\n")
    assert "line 6" in refusal(f"{text}Subtotal;;;;10.00;;EUR\n")


def test_a_customer_called_total_is_no_row_of_totals():
    text = f"{HEAD}7;Total Energies;1;2026-03-10;100.00;60.00;EUR\n"
    assert len(imported(text).ledger.invoices) == 1


def test_totals_count_payments_and_rows_that_stand_twice():
    text = f"{HEAD.rstrip()};Type\n{ROWS.replace('EUR', 'EUR;Invoice')}"
    text += "7;Acme;9;2026-03-10;-20.00;-20.00;EUR;Payment\n7;Acme;9;2026-03-10;-20.00;-20.00;EUR;Payment\n"
    shown = told(f"{text}Total;;;;70.00;30.00;EUR\n")
    assert "twice word for word, taken once" in shown
    assert "left out: Payment 1" in shown


SAP_HEAD = (
    "Customer;Name 1;Document Type;Billing Document;Document Date;Net due date;Amount in doc. curr.;"
    "Document currency\n"
)
SAP_LINE = "7;Acme;RV;9001;2026-03-10;2026-04-10;100.00;EUR\n"


def sap_total(amount: str) -> str:
    return f"*;;;;;;{amount};EUR\n"


def test_lines_that_stand_twice_are_two_where_the_total_of_the_list_says_so():
    read = imported(SAP_HEAD + SAP_LINE * 2 + sap_total("200.00"))
    assert read.ledger.invoices[0].amount == Decimal("200.00")
    assert "1 of them twice word for word, counted twice as its totals do" in "\n".join(read.told)
    assert "EUR 200.00" in told(SAP_HEAD + SAP_LINE * 2 + sap_total("200.00"), controls=controls("200"))


def test_lines_that_stand_twice_are_one_where_no_total_says_otherwise():
    other = SAP_LINE.replace("9001", "9002")
    read = imported(SAP_HEAD + SAP_LINE * 2 + other)
    assert [one.amount for one in read.ledger.invoices] == [Decimal("100.00"), Decimal("100.00")]
    below = imported(SAP_HEAD + other + sap_total("100.00") + SAP_LINE * 2)
    assert [one.amount for one in below.ledger.invoices] == [Decimal("100.00"), Decimal("100.00")]
    assert "taken once" in "\n".join(below.told)


def test_a_total_speaks_for_the_rows_of_its_own_run():
    blocks = SAP_LINE * 2 + sap_total("200.00") + SAP_LINE.replace("9001", "9002") * 2 + sap_total("200.00")
    read = imported(SAP_HEAD + blocks)
    assert [one.amount for one in read.ledger.invoices] == [Decimal("200.00"), Decimal("200.00")]


def test_a_total_that_knows_lines_only_once_refuses_the_list():
    assert "says amount 100.00 under '*'" in refusal(SAP_HEAD + SAP_LINE * 2 + sap_total("100.00"))


def test_a_total_over_several_currencies_is_told_not_checked():
    text = f"{HEAD}{ROWS}8;Bolt;3;2026-03-10;5.00;5.00;GBP\nTotal;;;;115.00;75.00;\n"
    assert "rows of totals over several currencies, not checked: 2" in told(text)


@pytest.mark.parametrize("line", ["1.200,00|EUR  |      |", "1.200,00|EUR  |      |\n"])
def test_a_wrong_subtotal_of_sap_refuses_the_list(line: str):
    assert "says amount 1.200,01" in refusal(SAP_LIST.replace(line, line.replace("1.200,00", "1.200,01"), 1))


def test_a_row_lost_from_a_quickbooks_report_is_missed():
    lost = QUICKBOOKS.replace(",03/11/2026,Invoice,0005,,04/10/2026,10.00\n", "")
    assert "under 'Total for Leeds'" in refusal(lost, currency="USD")


def test_control_totals_of_the_user_are_held_against_the_open_amounts():
    assert "open_amount adds up to the control total, EUR 70.00" in told(HEAD + ROWS, controls=controls("70"))
    words = refusal(HEAD + ROWS, controls=controls("110.00"))
    assert "open_amount adds up to EUR 70.00, not to the control total 110.00: 40.00 missing" in words
    assert "2 items, as --control-count says" in told(HEAD + ROWS, control_count=2)
    assert "has 2 items, not 3 as --control-count says" in refusal(HEAD + ROWS, control_count=3)


def test_payments_are_left_out_of_the_ledger_and_not_of_the_control_total():
    assert len(imported(ORACLE, controls=controls("95.50"), control_count=6).ledger.invoices) == 4


def test_each_currency_has_a_control_total_of_its_own():
    words = refusal(DYNAMICS, currency="EUR", controls=controls("1095.00"))
    assert "amounts in EUR, GBP" in words
    assert "--control-total 'EUR 1095.00'" in words
    imported(DYNAMICS, currency="EUR", controls=controls("EUR 1095.00", "GBP 0"))
    assert "EUR 1095.00, not to the control total 1.00: 1094.00 too much" in refusal(
        DYNAMICS, currency="EUR", controls=controls("EUR 1.00")
    )


def test_control_totals_hold_for_our_own_files_too():
    people = "customer_number,name,aliases,address,city,country\nC-1,Acme,,,,GB\n"
    bills = (
        "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
        "1,C-1,,2026-03-10,,1.00,GBP,,open\n1,C-1,,2026-03-10,,1.00,GBP,,open\n"
    )
    assert "control total, GBP 1.00" in told(
        bills, customers=people, controls=controls("1.00"), control_count=1
    )
    assert "not to the control total 2.00" in refusal(bills, customers=people, controls=controls("2.00"))


def test_a_control_total_is_an_amount_perhaps_with_its_currency():
    assert Control.of("eur -1234.5") == Control("EUR", Decimal("-1234.5"))
    with pytest.raises(WrongUse, match=r"write it like 1234\.56"):
        Control.of("1.234,56")
