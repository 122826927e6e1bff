"""Each system's export is known by its headers, and read with its own traps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.errors import LedgerRefused, WrongUse
from models.ledger import Customer, InvoiceStatus
from pipeline.ledger_files.importing.profiles import PROFILES
from pipeline.ledger_files.importing.words import plain_words
from tests.values.ledger_exports import (
    DYNAMICS,
    NETSUITE,
    ORACLE,
    PLAIN,
    PLAIN_ROW,
    QUICKBOOKS,
    SAP_LIST,
    by_number,
    imported,
)

SAP_EXTRACT = (
    "BUKRS\tKUNNR\tNAME1\tBELNR\tXBLNR\tVBELN\tBLART\tBLDAT\tFAEDT\tSHKZG\tWRBTR\tWAERS\tAUGBL\n"
    "1000\t0001000123\tAcme\t1800000012\t80012345\t0090012345\tRV\t20260310\t20260409\tS\t1234.56\tEUR\t\n"
    "1000\t0001000123\tAcme\t1600000009\t\t0090012999\tDG\t20260312\t\tH\t100.00\tEUR\t\n"
    "1000\t0001000123\tAcme\t1800000010\t\t0090012000\tRV\t20260210\t\tS\t9.00\tEUR\t1400000001\n"
)


def words(read_told: tuple[str, ...]) -> str:
    return "\n".join(read_told)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SAP_LIST, "sap"),
        (SAP_EXTRACT, "sap"),
        (ORACLE, "oracle"),
        (NETSUITE, "netsuite"),
        (QUICKBOOKS, "quickbooks"),
        (DYNAMICS, "dynamics"),
        (f"{PLAIN['de']}\n{PLAIN_ROW}\n", "plain"),
    ],
)
def test_the_file_tells_whose_export_it_is_and_why(text: str, name: str):
    read = imported(text, currency="USD")
    assert f"({name}): its headers " in words(read.told)
    assert imported(text, currency="USD", profile=name).ledger == read.ledger


def test_headers_of_a_table_are_written_as_they_are_compared():
    for profile in PROFILES:
        written = {name for column in profile.headers for name in profile.names(column)}
        written |= profile.telling | profile.kinds.keys() | profile.blocks.keys()
        assert {name for name in written if plain_words(name) != name} == set(), profile.name


def test_a_sap_list_has_its_customer_in_lines_between_the_tables():
    read = imported(SAP_LIST.encode("cp1252"))
    assert read.ledger.customers == (
        Customer("1000123", "Müller & Söhne GmbH", (), "", "Köln", ""),
        Customer("1000124", "Bolt Ltd", (), "", "Leeds", ""),
    )
    assert [invoice.key for invoice in read.ledger.invoices] == [
        ("1000123", "0090012345"), ("1000123", "0090012999"), ("1000123", "1800000013"),
        ("1000124", "0090012345"),
    ]  # fmt: skip
    assert "Windows-1252, separated by |" in words(read.told)
    assert "rows of totals that agree: 4" in words(read.told)
    assert "left out: DZ 1" in words(read.told)
    assert "not taken: 'St', 'Assignment', 'Text'" in words(read.told)


def test_a_minus_behind_a_sap_amount_makes_a_credit_note():
    credit = by_number(imported(SAP_LIST))["0090012999"]
    assert (credit.amount, credit.currency) == (Decimal("-100.00"), "EUR")


def test_a_sap_extract_has_its_sign_in_a_column_and_keeps_leading_zeros():
    read = by_number(imported(SAP_EXTRACT))
    assert read["0090012345"].amount == Decimal("1234.56")
    assert read["0090012345"].customer_number == "0001000123"
    assert read["0090012999"].amount == Decimal("-100.00")
    assert read["0090012000"].status is InvoiceStatus.CLOSED


def test_sap_amounts_in_local_currency_go_with_the_local_currency():
    text = (
        "Customer;Name 1;Document Number;Assignment;Document Type;Document Date;Amount in local currency;"
        "Document currency;Local Currency\n1;Acme;18;x;RV;2026-03-10;5.00;USD;EUR\n"
    )
    assert by_number(imported(text))["18"].currency == "EUR"


def test_a_header_that_no_table_has_is_named_by_the_user():
    assert by_number(imported(SAP_LIST))["0090012345"].po_number == ""
    read = imported(SAP_LIST, columns={"po_number": "Assignment"})
    assert by_number(read)["1800000013"].po_number == "20260311"
    with pytest.raises(WrongUse, match="none of: invoice_number"):
        imported(SAP_LIST, columns={"colour": "Assignment"})


def test_instalments_of_an_oracle_invoice_are_added_up_and_due_when_the_first_is():
    read = imported(ORACLE)
    invoice = by_number(read)["500017"]
    assert (invoice.amount, invoice.due_date) == (Decimal("120.50"), date(2026, 4, 9))
    assert (invoice.customer_number, invoice.po_number) == ("00417", "PO-88")
    assert "invoices in several rows, added up: 1" in words(read.told)


def test_oracle_states_come_from_state_rest_and_dispute():
    read = by_number(imported(ORACLE))
    assert [read[number].status.value for number in ("500017", "500018", "500019")] == [
        "open", "closed", "disputed",
    ]  # fmt: skip
    assert "R-9" not in read
    assert read["500020"].amount == Decimal("-20.00")


def test_an_invoice_that_was_overpaid_is_one_and_paid():
    head, _, rows = ORACLE.partition("\n")
    overpaid = rows.splitlines()[0].replace("50.00,50.00", "50.00,-5.00").replace("09-APR", "10-APR")
    alone = imported(f"{head}\n{overpaid}\n")
    assert by_number(alone)["500017"].amount == Decimal("50.00")
    assert by_number(alone)["500017"].status is InvoiceStatus.PAID
    both = by_number(imported(ORACLE.replace("70.50,70.50", "70.50,-5.00")))["500017"]
    assert (both.amount, both.status) == (Decimal("120.50"), InvoiceStatus.OPEN)


@pytest.mark.parametrize(
    ("amount", "rest", "value"),
    [("50.00", "-5.00", "50.00"), ("-50.00", "-5.00", "-50.00"), ("", "-5.00", "-5.00")],
)
def test_without_a_type_the_sign_of_what_was_invoiced_tells_a_credit_note(amount: str, rest: str, value: str):
    head = "Customer;Invoice No;Invoice Date;Amount;Open Balance;Currency\n"
    read = imported(f"{head}Acme;1;2026-03-10;{amount};{rest};EUR\n")
    assert by_number(read)["1"].amount == Decimal(value)
    assert ("credit notes, loaded with a minus: 1" in words(read.told)) == value.startswith("-")


def test_the_branch_is_the_netsuite_customer_and_its_parent_an_alias():
    read = imported(NETSUITE)
    branch = next(one for one in read.ledger.customers if one.name == "Acme East")
    assert (branch.number, branch.aliases) == ("Acme Corp : Acme East", ("Acme Corp",))
    invoice = by_number(read)["INV1004"]
    assert (invoice.currency, invoice.invoice_date, invoice.po_number) == ("USD", date(2026, 3, 25), "PO-88")
    assert by_number(read)["INV1005"].status is InvoiceStatus.PAID


def test_a_quickbooks_customer_stands_above_its_rows():
    read = imported(QUICKBOOKS, currency="USD")
    assert {one.number: (one.name, one.aliases) for one in read.ledger.customers} == {
        "Acme, Inc.": ("Acme, Inc.", ()),
        "Total Energy:Leeds": ("Leeds", ("Total Energy",)),
    }
    invoices = by_number(read)
    assert invoices["1004"].amount == Decimal("1120.50")
    assert invoices["1009"].amount == Decimal("-20.50")
    assert invoices["0005"].customer_number == "Total Energy:Leeds"
    assert "rows of totals that agree: 4" in words(read.told)


def test_a_customer_balance_detail_is_known_by_its_column_without_a_header():
    text = (
        ',"Type","Date","Num","Account","Amount","Balance"\n"Acme",,,,,,\n"East",,,,,,\n'
        ',"Invoice","03/25/2026","1091","1200 Receivable","4,522.00","4,522.00"\n'
        ',"Payment","03/26/2026","17","1200 Receivable","-522.00","4,000.00"\n'
        '"Total East",,,,,"4,000.00","4,000.00"\n"Total Acme",,,,,"4,000.00","4,000.00"\n'
    )
    read = imported(text, currency="USD")
    assert by_number(read)["1091"].amount == Decimal("4522.00")
    assert by_number(read)["1091"].customer_number == "Acme:East"
    assert "(quickbooks)" in words(read.told)
    assert "not taken: 'Account', 'Balance'" in words(read.told)


def test_a_list_of_customers_gives_quickbooks_names_their_numbers():
    people = "Number;Name\n7;Acme, Inc.\n9;Total Energy:Leeds\n"
    invoices = by_number(imported(QUICKBOOKS, people, currency="USD"))
    assert {number: one.customer_number for number, one in invoices.items()} == {
        "1004": "7", "1009": "7", "0005": "9",
    }  # fmt: skip
    with pytest.raises(LedgerRefused, match=r"customer 'Total Energy:Leeds' is not in people.csv"):
        imported(QUICKBOOKS, "Number;Name\n7;Acme, Inc.\n9;Leeds\n", currency="USD")


def test_a_quickbooks_report_without_its_totals_is_refused():
    cut = QUICKBOOKS[: QUICKBOOKS.index("Total for Leeds")]
    with pytest.raises(LedgerRefused, match="Total Energy:Leeds' have no row of totals below them"):
        imported(cut, currency="USD")


def test_blank_currency_in_dynamics_is_the_one_that_the_user_names():
    invoices = by_number(imported(DYNAMICS, currency="EUR"))
    assert invoices["103021"].currency == "EUR"
    assert (invoices["103021"].po_number, invoices["103021"].amount) == ("PO-88", Decimal("1120.50"))
    assert (invoices["103022"].currency, invoices["103022"].status) == ("GBP", InvoiceStatus.PAID)
    with pytest.raises(LedgerRefused, match="line 2: currency is empty: say --currency EUR"):
        imported(DYNAMICS)


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_a_plain_list_is_read_in_four_languages(language: str):
    state = {"en": "paid", "de": "bezahlt", "fr": "payée", "es": "pagada"}[language]
    read = imported(f"{PLAIN[language]}\n{PLAIN_ROW}{state}\n")
    (invoice,) = read.ledger.invoices
    assert (invoice.number, invoice.customer_number, invoice.po_number) == ("INV-1", "00417", "PO-88")
    assert (invoice.invoice_date, invoice.due_date) == (date(2026, 3, 25), date(2026, 4, 24))
    assert (invoice.amount, invoice.currency) == (Decimal("1120.50"), "EUR")
    assert (invoice.delivery_number, invoice.status) == ("0080012", InvoiceStatus.PAID)
    assert read.ledger.customers == (Customer("00417", "Acme East"),)


def test_a_type_that_no_table_has_goes_by_its_sign_and_is_told():
    text = SAP_LIST.replace("|DR  |", "|ZQ  |")
    read = imported(text)
    assert by_number(read)["1800000013"].amount == Decimal("100.00")
    assert "types of no table, taken by their sign: ZQ 1" in words(read.told)


def test_a_credit_note_that_carries_its_invoices_number_takes_its_own():
    text = SAP_LIST.replace("0090012999", "0090012345")
    invoices = {one.key: one.amount for one in imported(text).ledger.invoices}
    assert invoices["1000123", "0090012345"] == Decimal("1234.56")
    assert invoices["1000123", "1600000009"] == Decimal("-100.00")


def test_a_list_of_no_system_or_two_is_refused_with_what_to_say():
    with pytest.raises(LedgerRefused, match=r"no column for invoice_number.* --column invoice_number=HEADER"):
        imported("Customer;Date;Amount\n1;2026-03-10;5.00\n")
    with pytest.raises(WrongUse, match="--profile 'lotus' is none of: contract, sap"):
        imported(SAP_LIST, profile="lotus")
    both = (
        "Customer Name;Num;Open balance;Transaction type;TRX_NUMBER;TRX_DATE;AMOUNT_DUE_ORIGINAL;Date;"
        "Currency\n"
        "Acme;1;5.00;Invoice;1;2026-03-10;5.00;2026-03-10;EUR\n"
    )
    with pytest.raises(
        LedgerRefused, match=r"may be a list of Oracle Receivables or QuickBooks.*say --profile"
    ):
        imported(both)
