"""Payments from bank statements, lists and advices: whole, or named row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fixtures.payments import (
    BROKEN_PAYMENTS,
    advice_csv,
    camt_xml,
    cash_books,
    deal_payments,
    mt940_text,
    payments_csv,
)
from models.cash import Given
from models.errors import LedgerRefused, WrongUse
from pipeline.ledger_files.importing.given import Export, Wishes
from pipeline.payments import PaymentsRead, read_payments
from pipeline.payments.cells import said

PAID = [one.given for one in deal_payments(3, cash_books(3), 60)]
EUROS = [replace(one, currency="EUR") for one in PAID]


def read(content: str | bytes, **wishes: object) -> PaymentsRead:
    data = content.encode() if isinstance(content, str) else content
    return read_payments(Export("file", data), Wishes(**wishes))  # type: ignore[arg-type]


def bare(one: Given) -> tuple[object, ...]:
    """What every kind of file says of a payment."""
    text = "".join(one.reference.split())
    return one.value_day, one.amount, one.payer.strip(), one.account, text, one.bank_reference


def test_a_list_camt_and_mt940_tell_the_same() -> None:
    for text in (payments_csv(EUROS), camt_xml(EUROS), mt940_text(EUROS)):
        found = read(text)
        assert not found.faulty
        assert [bare(one) for one in found.payments] == [bare(one) for one in EUROS]
        assert {one.currency for one in found.payments} == {"EUR"}


def test_money_that_went_out_or_is_pending_is_told_and_left_out() -> None:
    told = " ".join(read(camt_xml(EUROS[:1])).told)
    assert "1 entry takes money away" in told
    pending = camt_xml(EUROS[:1]).replace("<Cd>BOOK</Cd>", "<Cd>PDNG</Cd>", 1)
    assert not read(pending).payments
    assert "not booked yet" in " ".join(read(pending).told)


def test_german_headers_and_marks_are_known() -> None:
    text = "Buchungstag;Wertstellung;Auftraggeber;Verwendungszweck;Betrag;Währung\n"
    text += "31.03.2026;01.04.2026;Müller GmbH;RE 4412;1.234,56;EUR\n"
    text += "01.04.2026;01.04.2026;Bank;Gebühr;-9,90;EUR\n"
    found = read(text.encode("cp1252"))
    (one,) = found.payments
    assert (one.amount, one.value_day, one.payer) == (Decimal("1234.56"), date(2026, 4, 1), "Müller GmbH")
    assert "1 entry takes money away" in " ".join(found.told)


def test_columns_can_be_named() -> None:
    text = "when,how much,who\n2026-04-01,12.50,Ann\n"
    columns = {"value_date": "when", "amount": "how much", "payer": "who"}
    (one,) = read(text, columns=columns, currency="EUR").payments
    assert (one.payer, one.amount) == ("Ann", Decimal("12.50"))
    with pytest.raises(WrongUse, match="is none of"):
        read(text, columns={"colour": "who"})


def test_broken_rows_are_named_with_their_line_and_the_others_taken() -> None:
    text = "value_date,amount,currency,payer\n2026-04-01,1.00,EUR,A\nsoon,2.00,EUR,B\n2026-04-02,,EUR,C\n"
    text += "2026-04-03,5.00,eu,D\n2026-04-04,6.00,EUR,E\n"
    found = read(text)
    assert [one.payer for one in found.payments] == ["A", "E"]
    assert [one.line for one in found.faulty] == [3, 4, 5]
    assert all("write" in one.words for one in found.faulty)


def test_a_batch_without_its_payments_is_refused_and_one_with_them_parted() -> None:
    entry = camt_xml([replace(EUROS[0], amount=Decimal("30.00"), bank_reference="B1")])
    batch = entry.replace("<TxDtls>", "<Btch><NbOfTxs>2</NbOfTxs></Btch><TxDtls>")
    start, end = batch.index("<TxDtls>"), batch.index("</NtryDtls>")
    without = batch[:start] + batch[end:]
    assert "batch of 2 payments" in read(without).faulty[0].words
    details = "".join(
        f"<TxDtls><Amt Ccy='EUR'>{part}</Amt><RmtInf><Strd><RfrdDocInf><Nb>INV-{part}</Nb></RfrdDocInf>"
        f"<RfrdDocAmt><RmtdAmt Ccy='EUR'>{part}</RmtdAmt><AdjstmntAmtAndRsn><Amt Ccy='EUR'>1.00</Amt>"
        "<Rsn>06</Rsn></AdjstmntAmtAndRsn></RfrdDocAmt></Strd></RmtInf></TxDtls>"
        for part in ("10.00", "20.00")
    )
    found = read(batch[:start] + details + batch[end:])
    assert [(one.amount, one.bank_reference) for one in found.payments] == [
        (Decimal("10.00"), "B1/1"),
        (Decimal("20.00"), "B1/2"),
    ]
    (line,) = found.payments[0].lines
    assert (line.invoice, line.deduction, line.code) == ("INV-10.00", Decimal("1.00"), "06")
    wrong = read(batch[:start] + details.replace("20.00", "21.00") + batch[end:])
    assert "add up to 31.00" in wrong.faulty[0].words


def test_a_document_that_was_netted_off_does_not_refuse_the_payment() -> None:
    entry = camt_xml([replace(EUROS[0], amount=Decimal("100.00"))])
    told = "".join(
        f"<Strd><RfrdDocInf><Nb>{number}</Nb></RfrdDocInf>"
        f"<RfrdDocAmt><RmtdAmt Ccy='EUR'>{paid}</RmtdAmt></RfrdDocAmt></Strd>"
        for number, paid in (("INV-1", "100.00"), ("INV-2", "0.00"))
    )
    start, end = entry.index("<RmtInf>"), entry.index("</RmtInf>")
    found = read(entry[:start] + "<RmtInf>" + told + entry[end:])
    assert found.faulty == ()
    (one,) = found.payments
    assert [(line.invoice, line.paid) for line in one.lines] == [
        ("INV-1", Decimal(100)),
        ("INV-2", Decimal(0)),
    ]


def test_advices_are_gathered_by_their_number() -> None:
    advices = [one.advice for one in deal_payments(5, cash_books(5), 200) if one.advice]
    found = read(advice_csv(advices))
    assert [(one.number, one.total, one.lines) for one in found.advices] == [
        (one.number, one.total, one.lines) for one in advices
    ]
    assert len(found.advices) > 2


@pytest.mark.parametrize("name", BROKEN_PAYMENTS)
def test_what_is_damaged_or_hostile_is_refused_with_the_reason(name: str) -> None:
    content, words = BROKEN_PAYMENTS[name]
    with pytest.raises(LedgerRefused, match=words):
        read_payments(Export(name, content), Wishes())


def test_returned_payments_ask_for_a_person() -> None:
    back = camt_xml(EUROS[:1]).replace("<CdtDbtInd>CRDT", "<RvslInd>true</RvslInd><CdtDbtInd>DBIT", 1)
    assert "was returned" in read(back).faulty[0].words


def test_account_numbers_in_a_reference_are_hidden_and_invoice_numbers_are_not() -> None:
    assert said("von DE89 3704 0044 0532 0130 00 fuer RE 4412") == "von …3000 fuer RE 4412"
    assert said("DE89370400440532013000") == "…3000"
    assert said("DE88370400440532013000 a\nb\x00") == "DE88370400440532013000 a b"
    assert said("RF18539007547034") == "RF18539007547034"
