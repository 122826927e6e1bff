"""Payments from camt.053 and camt.054, read by the hardened parser entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.cash import ZERO, Given, RemittanceLine
from models.errors import LedgerRefused
from pipeline.ledger_files.cells import BadCell
from pipeline.ledger_files.importing.given import Export
from pipeline.ledger_files.importing.xml_door import Branch, Element, branches
from pipeline.payments.cells import bank_number, plain_amount, plain_currency, plain_day, said, unless_filler
from pipeline.payments.values import Gathered

_ROOTS = {"BkToCstmrStmt": "camt.053", "BkToCstmrDbtCdtNtfctn": "camt.054", "BkToCstmrAcctRpt": "camt.052"}
_MOST = 100_000


def read_camt(export: Export) -> tuple[Gathered, str]:
    """The credits of a statement or a notification, and how it was read, for people.

    Raises:
        LedgerRefused: it is no well-formed XML, has a document type, or is no such message.
    """
    gathered, kind = Gathered(export.name), ""
    for count, branch in enumerate(branches(export.content, export.name, "Ntry"), 1):
        kind = kind or _kind(branch)
        if not kind:
            break
        if count > _MOST:
            raise LedgerRefused(f"{export.name} has more than {_MOST} entries. Nothing was loaded; split it.")
        try:
            _take(branch, gathered)
        except BadCell as bad:
            gathered.refuse(branch.line, str(bad))
    if not kind and any(name.encode() in export.content for name in _ROOTS):
        kind = "camt without entries"
    if not kind:
        raise LedgerRefused(
            f"{export.name} is XML, but no camt.053 or camt.054. Nothing was loaded; ask the bank for one of "
            "these, or save the payments as CSV."
        )
    return gathered, f"{export.name}: {kind}."


def _kind(branch: Branch) -> str:
    return next((_ROOTS[one.name] for one in branch.above if one.name in _ROOTS), "")


def _take(branch: Branch, gathered: Gathered) -> None:
    entry = branch.element
    sign, reversal = entry.said("CdtDbtInd"), entry.said("RvslInd") in {"true", "1"}
    if reversal and sign == "DBIT":
        raise BadCell(
            f"a payment of {entry.said('Amt')} was returned: take back by hand what it was applied to."
        )
    if sign == "DBIT" or reversal:
        gathered.outgoing += 1
    elif sign != "CRDT":
        raise BadCell(f"CdtDbtInd {sign[:20]!r} is neither CRDT nor DBIT: ask the bank for the file again.")
    elif entry.said("Sts/Cd", "Sts") in {"PDNG", "INFO"}:
        gathered.pending += 1
    else:
        gathered.payments.extend(_payments(branch))


def _payments(branch: Branch) -> tuple[Given, ...]:
    """The payments of an entry: its transactions, or itself where it has none."""
    entry = branch.element
    amount, currency = _amount(entry, "Amt")
    whole = Given(
        line=branch.line,
        value_day=_day(entry),
        amount=amount,
        currency=currency,
        own_account=_own_account(branch),
        bank_reference=bank_number(entry.said("AcctSvcrRef")),
        former_reference=unless_filler(entry.said("AcctSvcrRef", "NtryRef")),
    )
    details = tuple(entry.all("NtryDtls/TxDtls"))
    batch = entry.said("NtryDtls/Btch/NbOfTxs")
    if not details:
        if batch not in {"", "0", "1"}:
            raise BadCell(
                f"{amount} {currency} is a batch of {batch[:9]} payments without their details: load the "
                "camt.054 that lists them."
            )
        return (replace(whole, reference=said(entry.said("AddtlNtryInf"))),)
    made = tuple(_transaction(one, whole, at, len(details)) for at, one in enumerate(details, 1))
    total = sum((one.amount for one in made), ZERO)
    if total != amount:
        raise BadCell(f"its {len(made)} payments add up to {total}, but the entry is of {amount} {currency}.")
    return made


def _transaction(details: Element, whole: Given, at: int, count: int) -> Given:
    amount = whole.amount
    if count > 1:
        amount = _own_amount(details, whole)
    own = details.said("Refs/AcctSvcrRef", "Refs/TxId")
    end_to_end = unless_filler(details.said("Refs/EndToEndId"))
    texts = [one.text for one in details.all("RmtInf/Ustrd")]
    structured = [one.said("CdtrRefInf/Ref") for one in details.all("RmtInf/Strd")]
    extra = [one.text for one in details.all("RmtInf/Strd/AddtlRmtInf")]
    reference = " ".join((*texts, *structured, *extra, end_to_end)) or details.said("AddtlTxInf")
    return replace(
        whole,
        amount=amount,
        payer=said(
            details.said(
                "RltdPties/UltmtDbtr/Nm",
                "RltdPties/UltmtDbtr/Pty/Nm",
                "RltdPties/Dbtr/Nm",
                "RltdPties/Dbtr/Pty/Nm",
            )
        ),
        account=details.said("RltdPties/DbtrAcct/Id/IBAN", "RltdPties/DbtrAcct/Id/Othr/Id"),
        reference=said(reference),
        bank_reference=bank_number(own) or _placed(whole.bank_reference, at, count),
        former_reference=unless_filler(own) or _placed(whole.former_reference, at, count),
        lines=tuple(line for one in details.all("RmtInf/Strd") for line in _lines(one)),
    )


def _placed(reference: str, at: int, count: int) -> str:
    """The number of an entry for its transaction at this place, 1-based, of so many."""
    return f"{reference}/{at}" if reference and count > 1 else reference


def _own_amount(details: Element, whole: Given) -> Decimal:
    for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"):
        if details.said(path):
            amount, currency = _amount(details, path)
            if currency == whole.currency:
                return amount
    raise BadCell("one of its payments has no amount in the currency of the account.")


def _lines(structured: Element) -> Iterator[RemittanceLine]:
    """What a structured remittance says of one document."""
    number = structured.said("RfrdDocInf/Nb")
    if not number:
        return
    deduction, code = ZERO, ""
    for one in structured.all("RfrdDocAmt/AdjstmntAmtAndRsn"):
        sign = -1 if one.said("CdtDbtInd") == "DBIT" else 1
        deduction += sign * _plain(one, "Amt")
        code = code or one.said("Rsn", "AddtlInf")
    discount = _plain(structured, "RfrdDocAmt/DscntApldAmt/Amt", "RfrdDocAmt/DscntApldAmt")
    said_paid = bool(structured.said("RfrdDocAmt/RmtdAmt"))
    credit = structured.said("RfrdDocInf/Tp/CdOrPrtry/Cd") == "CREN"
    amount = _plain(structured, "RfrdDocAmt/RmtdAmt") if said_paid else None  # zero: settled otherwise
    if credit and amount is None:
        amount = _plain(structured, "RfrdDocAmt/CdtNoteAmt") or None
    if credit and amount is not None:
        amount = -amount
    yield RemittanceLine(said(number), amount, discount, max(deduction, ZERO), said(code))


def _plain(element: Element, *paths: str) -> Decimal:
    text = element.said(*paths)
    return plain_amount("amount", text) if text and text.strip("0.") else ZERO


def _amount(element: Element, path: str) -> tuple[Decimal, str]:
    found = next(element.all(path))
    return plain_amount("Amt", found.text), plain_currency(found.attributes.get("Ccy", ""))


def _day(entry: Element) -> date:
    text = entry.said("ValDt/Dt", "ValDt/DtTm", "BookgDt/Dt", "BookgDt/DtTm")
    return plain_day("ValDt", text)


def _own_account(branch: Branch) -> str:
    for one in reversed(branch.above):
        found = one.said("Acct/Id/IBAN", "Acct/Id/Othr/Id")
        if found:
            return found
    return ""
