"""Whatever is in a file that people or banks give us, it is read or refused in words; no parser stumbles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from extractors.opening.formats import Format, format_of
from extractors.opening.jbig2 import is_whole
from extractors.opening.tiff import directories
from flows.evidence.verifier import faults_of_zip
from models.errors import LedgerRefused, WrongUse
from pipeline.invoice_lines import read_lines
from pipeline.ledger_files.importing.given import Export, Wishes
from pipeline.ledger_files.importing.reading import import_ledger
from pipeline.payments import read_payments
from receivables.cash.terms import terms_from
from receivables.reminders.terms import charges_from, rates_from
from receivables.retention import rules_from
from tests.papers.damaged_papers import tiff
from tests.papers.fire import ODD_TEXTS, damaged, fire
from tests.values.ledger_exports import (
    INVOICE_810,
    NETSUITE,
    NOTICE_856,
    ORACLE,
    SAP_LIST,
    ubl,
    workbook,
    x12,
    zipped,
)

LISTS = [NETSUITE.encode(), ORACLE.encode(), SAP_LIST.encode("cp1252"), SAP_LIST.encode("utf-16")]
BOOK = workbook(
    [["Invoice number", "Customer number", "Customer name", "Amount"], ["I-1", "C-1", "Acme", "12.50"]]
)
MESSAGES = [ubl(), x12(INVOICE_810).encode(), x12(NOTICE_856).encode()]
CAMT = b"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct><Ntry><Amt Ccy="EUR">120.50</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><ValDt><Dt>2026-03-10</Dt></ValDt><NtryDtls><TxDtls>
<Refs><EndToEndId>E-1</EndToEndId></Refs><RltdPties><Dbtr><Nm>Acme</Nm></Dbtr></RltdPties><RmtInf><Strd>
<RfrdDocInf><Nb>I-1</Nb></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy="EUR">120.50</RmtdAmt></RfrdDocAmt></Strd>
<Ustrd>Invoice I-1</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"""
MT940 = b""":20:S\r\n:25:12345/678\r\n:28C:1\r\n:60F:C260301EUR0,00\r
:61:2603100310C120,50NTRFNONREF//B-1\r\n
:86:166?00GUTSCHRIFT?20SVWZ+I-1?21 and I-2?32Acme\r\n:62F:C260310EUR120,50\r\n"""
PAID = b"value_date,amount,currency,payer,reference\n2026-03-10,120.50,EUR,Acme,Invoice I-1\n"
LINES = b"invoice_number,customer_number,description,quantity,price,amount\nI-1,C-1,Pipes,2,5.00,10.00\n"


def owners(numbers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(numbers, ("C-1",))


@fire(0.6)
@given(damaged([*LISTS, *MESSAGES, BOOK, zipped({"a.csv": NETSUITE.encode()})]))
def test_a_ledger_is_read_or_refused(content: bytes) -> None:
    with suppress(LedgerRefused, WrongUse):
        import_ledger(None, [Export("ledger", content)], Wishes(currency="EUR"), {})


@fire(0.3)
@given(damaged([b"customer_number,name,aliases,address,city,country\nC-1,Acme,,,,\n"]), damaged(LISTS))
def test_two_lists_are_read_or_refused(customers: bytes, invoices: bytes) -> None:
    with suppress(LedgerRefused, WrongUse):
        import_ledger(Export("customers", customers), [Export("invoices", invoices)], Wishes(), {})


@st.composite
def books(draw: st.DrawFn) -> bytes:
    """A workbook of which one part is damaged before it is packed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(BOOK)) as whole, zipfile.ZipFile(out, "w") as made:
        parts = {name: whole.read(name) for name in whole.namelist()}
        hit = draw(st.sampled_from(sorted(parts)))
        for name, data in parts.items():
            made.writestr(name, draw(damaged([data])) if name == hit else data)
    return out.getvalue()


@fire(0.6)
@given(books())
def test_a_workbook_with_a_damaged_part_is_read_or_refused(content: bytes) -> None:
    with suppress(LedgerRefused, WrongUse):
        import_ledger(None, [Export("ledger.xlsx", content)], Wishes(currency="EUR"), {})


@fire()
@given(damaged([CAMT, MT940, PAID]))
def test_payments_are_read_or_refused(content: bytes) -> None:
    with suppress(LedgerRefused, WrongUse):
        read_payments(Export("payments", content), Wishes())


@fire(0.6)
@given(damaged([LINES, ubl()]))
def test_invoice_lines_are_read_or_refused(content: bytes) -> None:
    with suppress(LedgerRefused, WrongUse):
        read_lines([Export("lines", content)], owners)


@fire(0.6)
@given(
    st.sampled_from([terms_from, rates_from, charges_from, rules_from]),
    st.one_of(
        ODD_TEXTS,
        damaged(
            [
                b"customer_number,days,percent,since\nC-1,10,2,2026-01-01\n",
                b"since,percent\n2026-01-01,9\n",
                b"country,type,years\nDE,invoice,8\n",
            ]
        ).map(lambda data: data.decode("utf-8", "replace")),
    ),
)
def test_tables_of_terms_are_read_or_refused(read, text: str) -> None:
    with suppress(WrongUse, LedgerRefused):
        read(text)


@fire(0.6)
@given(damaged([zipped({"manifest.json": b"{}", "sha256sums.txt": b"0  a\n"})]))
def test_an_evidence_pack_is_checked_whatever_it_is(content: bytes) -> None:
    assert isinstance(faults_of_zip(content), list)


@fire()
@given(st.one_of(st.binary(max_size=400), damaged([tiff("raw", 1)[:500], CAMT, b"PK\x03\x04" + bytes(40)])))
def test_every_head_has_a_format(head: bytes) -> None:
    assert isinstance(format_of(head, len(head)), Format)


@fire()
@given(damaged([tiff("group4", 2), tiff("packbits", 1)[-2000:]]))
def test_the_directories_of_a_tiff_are_walked_or_refused(data: bytes) -> None:
    with suppress(ValueError):
        directories(data, 10)


@fire()
@given(st.binary(max_size=200))
def test_jbig2_segments_are_walked(data: bytes) -> None:
    assert is_whole(data) in {True, False}
