"""The routes of the console, as somebody without the right to them would ask."""

from __future__ import annotations

from models.people import Right
from tests.doors.credit_doors import CREDIT
from tests.doors.door import ANYBODY, Door

DEEDS = (
    "file",
    "park",
    "unreadable",
    "duplicate",
    "reopen",
    "turn",
    "reread",
    "split",
    "join",
    "correct",
    "receipt",
)
RECEIVABLES = (
    *("", "/gaps", "/chase", "/chase.csv", "/pods.csv"),
    *("/aging", "/aging.csv", "/aging.pdf", "/statement", "/statement.csv", "/statement.pdf", "/gaps.pdf"),
    *("/kpi", "/kpi.csv", "/report", "/report.csv", "/report.pdf"),
    *("/causes", "/causes.csv", "/promises", "/promises.csv"),
)
TAKEN = {"token": "1", "invoice": "C-1/INV-1", "original": "x", "page": "1", "field": "po_number"}
SENDS = {"invoice": "C-1/INV-1", "to": "ann@buyer.example"}
KNOWS_WHAT_WAS_SENT = frozenset({Right.SEND, Right.AUDIT})
PACK = "client=default&invoice=C-1/INV-1"
ABOUT = {"customer_number": "C-1", "invoice_number": "INV-1"}
CASE = {**ABOUT, "reason": "short"}
PAID = {"version": "0", "customer": "C-1"}
ROLE = {"role": "operator", "client": "default"}
DOORS = {
    ("GET", "/"): Door(Right.LOOK, "/?client=default"),
    ("GET", "/documents/{document_id}"): Door(Right.LOOK, "/documents/{document}"),
    ("GET", "/documents/{document_id}/pages/{number}.png"): Door(
        Right.LOOK, "/documents/{document}/pages/1.png"
    ),
    ("GET", "/documents/{document_id}/signatures/{place}.png"): Door(
        Right.LOOK, "/documents/{document}/signatures/0.png"
    ),
    ("GET", "/documents/{document_id}/written/{place}.png"): Door(
        Right.LOOK, "/documents/{document}/written/0.png"
    ),
    ("GET", "/documents/{document_id}/pages/{number}/added.png"): Door(
        Right.LOOK, "/documents/{document}/pages/1/added.png"
    ),
    ("GET", "/documents/{document_id}/pages/{number}/part.png"): Door(
        Right.LOOK, "/documents/{document}/pages/1/part.png?box=0.1,0.1,0.5,0.2"
    ),
    ("GET", "/three-way"): Door(Right.LOOK, "/three-way?customer=C-1&invoice=INV-1"),
    ("GET", "/three-way.csv"): Door(Right.LOOK, "/three-way.csv?customer=C-1&invoice=INV-1"),
    ("GET", "/api/v1/three-way"): Door(Right.LOOK, "/api/v1/three-way?customer=C-1&invoice=INV-1"),
    ("GET", "/api/v1/documents/{document_id}/lines"): Door(Right.LOOK, "/api/v1/documents/{document}/lines"),
    ("GET", "/documents/{document_id}/original"): Door(Right.LOOK, "/documents/{document}/original"),
    ("GET", "/documents/{document_id}/copy"): Door(Right.LOOK, "/documents/{document}/copy"),
    ("GET", "/documents/{document_id}/send"): Door(Right.SEND, "/documents/{document}/send"),
    ("POST", "/documents/{document_id}/send"): Door(Right.SEND, "/documents/{document}/send", SENDS),
    ("GET", "/evidence"): Door(Right.SEND, f"/evidence?{PACK}"),
    ("GET", "/evidence/pack.{form}"): Door(Right.SEND, f"/evidence/pack.pdf?{PACK}"),
    ("POST", "/evidence/pack.{form}"): Door(Right.SEND, "/evidence/pack.pdf", {"invoice": "C-1/INV-1"}),
    ("GET", "/evidence/letterhead"): Door(Right.ADMINISTER, "/evidence/letterhead?client=default"),
    ("POST", "/evidence/letterhead"): Door(
        Right.ADMINISTER, "/evidence/letterhead?client=default", {"name": "Firm"}
    ),
    ("GET", "/api/v1/evidence.{form}"): Door(
        Right.SEND, "/api/v1/evidence.pdf?client=default&customer=C-1&invoice=INV-1"
    ),
    ("GET", "/sent"): Door(KNOWS_WHAT_WAS_SENT, "/sent?client=default"),
    ("GET", "/sent/{number}"): Door(KNOWS_WHAT_WAS_SENT, "/sent/{sending}"),
    **{
        ("POST", f"/sent/{{number}}/{deed}"): Door(
            Right.SEND, f"/sent/{{sending}}/{deed}", {"recipient": "1"}
        )
        for deed in ("revoke", "extend", "renew", "retry")
    },
    ("POST", "/sent/notices/{notice}/told"): Door(Right.SEND, "/sent/notices/1/told"),
    ("GET", "/invoices/{customer_number}/{invoice_number}"): Door(Right.LOOK, "/invoices/C-1/INV-1"),
    ("GET", "/customers/{customer_number}"): Door(Right.LOOK, "/customers/C-1"),
    **{
        ("GET", f"/receivables{path}"): Door(Right.LOOK, f"/receivables{path}?client=default&customer=C-1")
        for path in RECEIVABLES
    },
    ("GET", "/disputes"): Door(Right.LOOK, "/disputes?client=default&customer=C-1"),
    ("GET", "/disputes.csv"): Door(Right.LOOK, "/disputes.csv?client=default&customer=C-1"),
    ("GET", "/disputes/{number}"): Door(Right.LOOK, "/disputes/{dispute}"),
    ("POST", "/disputes/{number}"): Door(Right.SEND, "/disputes/{dispute}", {"state": "won"}),
    ("GET", "/disputes/tables"): Door(Right.ADMINISTER, "/disputes/tables?client=default"),
    ("POST", "/disputes/tables/{table}"): Door(
        Right.ADMINISTER, "/disputes/tables/deadlines?client=default", {"text": "customer_number,days"}
    ),
    ("POST", "/invoices/{customer_number}/{invoice_number}/disputes"): Door(
        Right.SEND, "/invoices/C-1/INV-1/disputes", {"reason": "short"}
    ),
    ("POST", "/invoices/{customer_number}/{invoice_number}/contacts"): Door(
        Right.SEND, "/invoices/C-1/INV-1/contacts", {"outcome": "Pays."}
    ),
    ("POST", "/invoices/{customer_number}/{invoice_number}/cause"): Door(
        Right.SEND, "/invoices/C-1/INV-1/cause", {"cause": "in_approval"}
    ),
    ("POST", "/customers/{customer_number}/contacts"): Door(
        Right.SEND, "/customers/C-1/contacts", {"outcome": "Pays."}
    ),
    **CREDIT,
    ("GET", "/payments"): Door(Right.LOOK, "/payments?client=default&customer=C-1"),
    ("POST", "/payments"): Door(Right.SEND, "/payments?client=default"),
    ("GET", "/payments/next"): Door(Right.SEND, "/payments/next?client=default"),
    ("GET", "/payments/applications.csv"): Door(Right.LOOK, "/payments/applications.csv?client=default"),
    ("GET", "/payments/{payment_id}"): Door(Right.LOOK, "/payments/{payment}"),
    **{
        ("POST", f"/payments/{{payment_id}}/{deed}"): Door(Right.SEND, f"/payments/{{payment}}/{deed}", PAID)
        for deed in ("accept", "split", "account", "elsewhere", "undo")
    },
    ("POST", "/payments/{payment_id}/applications/{number}/dispute"): Door(
        Right.SEND, "/payments/fedcba9876543210/applications/{application}/dispute"
    ),
    ("GET", "/api/v1/payments"): Door(Right.LOOK, "/api/v1/payments?client=default&customer=C-1"),
    ("POST", "/api/v1/payments"): Door(Right.SEND, "/api/v1/payments?client=default"),
    ("GET", "/api/v1/payments/{payment_id}"): Door(Right.LOOK, "/api/v1/payments/{payment}"),
    ("POST", "/api/v1/payments/{payment_id}"): Door(
        Right.SEND, "/api/v1/payments/{payment}", json={"deed": "elsewhere", "version": "0"}
    ),
    ("GET", "/api/v1/disputes"): Door(Right.LOOK, "/api/v1/disputes?client=default&customer=C-1"),
    ("POST", "/api/v1/disputes"): Door(Right.SEND, "/api/v1/disputes?client=default", json=CASE),
    ("POST", "/api/v1/disputes/{number}"): Door(
        Right.SEND, "/api/v1/disputes/{dispute}", json={"state": "won"}
    ),
    ("GET", "/api/v1/disputes/tables/{table}"): Door(
        Right.ADMINISTER, "/api/v1/disputes/tables/deadlines?client=default"
    ),
    ("PUT", "/api/v1/disputes/tables/{table}"): Door(
        Right.ADMINISTER,
        "/api/v1/disputes/tables/deadlines?client=default",
        json={"csv": "customer_number,days"},
    ),
    ("POST", "/api/v1/receivables/causes"): Door(
        Right.SEND, "/api/v1/receivables/causes?client=default", json={**ABOUT, "cause": "in_approval"}
    ),
    ("GET", "/api/v1/contacts"): Door(Right.LOOK, "/api/v1/contacts?client=default&customer=C-1"),
    ("POST", "/api/v1/contacts"): Door(
        Right.SEND, "/api/v1/contacts?client=default", json={**ABOUT, "outcome": "Pays."}
    ),
    ("GET", "/review"): Door(Right.REVIEW, "/review?client=default"),
    ("GET", "/review/next"): Door(Right.REVIEW, "/review/next?client=default"),
    ("POST", "/review/aside"): Door(Right.REVIEW, "/review/aside?client=default"),
    ("POST", "/review/undo"): Door(Right.REVIEW, "/review/undo"),
    ("GET", "/review/learned"): Door(Right.REVIEW, "/review/learned?client=default"),
    ("POST", "/review/learned/{number}/withdraw"): Door(Right.REVIEW, "/review/learned/1/withdraw"),
    ("POST", "/review/learned/{number}/restore"): Door(Right.REVIEW, "/review/learned/1/restore"),
    ("GET", "/review/{document_id}"): Door(Right.REVIEW, "/review/{document}"),
    ("GET", "/review/{document_id}/invoices"): Door(Right.REVIEW, "/review/{document}/invoices"),
    ("GET", "/review/{document_id}/originals"): Door(Right.REVIEW, "/review/{document}/originals"),
    ("GET", "/review/{document_id}/words/{number}"): Door(Right.REVIEW, "/review/{document}/words/1"),
    ("GET", "/review/{document_id}/reading/{number}"): Door(
        Right.REVIEW, "/review/{document}/reading/1?box=0.1,0.1,0.5,0.2"
    ),
    **{
        ("POST", f"/review/{{document_id}}/{deed}"): Door(Right.REVIEW, f"/review/{{document}}/{deed}", TAKEN)
        for deed in (*DEEDS, "renew", "release")
    },
    ("GET", "/documents/{document_id}/searchable.pdf"): Door(
        Right.LOOK, "/documents/{document}/searchable.pdf"
    ),
    ("GET", "/documents/{document_id}/slip.pdf"): Door(Right.UPLOAD, "/documents/{document}/slip.pdf"),
    ("GET", "/checks"): Door(Right.SAMPLE, "/checks?client=default"),
    ("GET", "/checks/next"): Door(Right.SAMPLE, "/checks/next?client=default"),
    ("GET", "/checks/{document_id}"): Door(Right.SAMPLE, "/checks/{document}"),
    ("GET", "/checks/{document_id}/invoices"): Door(Right.SAMPLE, "/checks/{document}/invoices"),
    ("GET", "/checks/{document_id}/wrong"): Door(Right.SAMPLE, "/checks/{document}/wrong"),
    ("POST", "/checks/{document_id}"): Door(Right.SAMPLE, "/checks/{document}", TAKEN),
    ("POST", "/checks/{document_id}/correct"): Door(
        Right.SAMPLE, "/checks/{document}/correct", {**TAKEN, "action": "reopen"}
    ),
    ("GET", "/report"): Door(Right.SAMPLE, "/report?client=default"),
    ("GET", "/report.csv"): Door(Right.SAMPLE, "/report.csv?client=default"),
    ("GET", "/mailroom"): Door(Right.UPLOAD, "/mailroom?client=default"),
    ("GET", "/mailroom/board.json"): Door(Right.UPLOAD, "/mailroom/board.json?client=default"),
    ("POST", "/mailroom/files"): Door(Right.UPLOAD, "/mailroom/files?client=default"),
    ("GET", "/mailroom/quarantine"): Door(Right.UPLOAD, "/mailroom/quarantine?client=default"),
    ("GET", "/mailroom/sheets"): Door(Right.UPLOAD, "/mailroom/sheets?client=default"),
    ("GET", "/mailroom/sheets/separators.pdf"): Door(Right.UPLOAD, "/mailroom/sheets/separators.pdf"),
    ("GET", "/mailroom/sheets/batch.pdf"): Door(
        Right.UPLOAD, "/mailroom/sheets/batch.pdf?documents=1&pages=1"
    ),
    ("GET", "/mailroom/batches/{drop_id}"): Door(Right.UPLOAD, "/mailroom/batches/{drop}"),
    ("GET", "/mailroom/batches/{drop_id}/progress.json"): Door(
        Right.UPLOAD, "/mailroom/batches/{drop}/progress.json"
    ),
    ("GET", "/mailroom/batches/{drop_id}/pages/{number}.png"): Door(
        Right.UPLOAD, "/mailroom/batches/{drop}/pages/1.png"
    ),
    ("POST", "/mailroom/batches/{drop_id}/retry"): Door(Right.UPLOAD, "/mailroom/batches/{drop}/retry"),
    ("GET", "/audit"): Door(Right.AUDIT, "/audit?client=default"),
    ("GET", "/audit.csv"): Door(Right.AUDIT, "/audit.csv?client=default"),
    ("GET", "/audit/head.json"): Door(Right.AUDIT, "/audit/head.json?client=default"),
    ("GET", "/retention"): Door(Right.ADMINISTER, "/retention?client=default"),
    ("GET", "/retention/certificates/{number}.{form}"): Door(
        Right.ADMINISTER, "/retention/certificates/1.pdf?client=default"
    ),
    **{
        ("POST", f"/retention/{path}"): Door(
            Right.ADMINISTER, f"/retention/{path.replace('{number}', '1')}?client=default", {"reason": "x"}
        )
        for path in (
            *("holds", "holds/{number}/lift", "schedule"),
            *("proposals", "proposals/{number}/approve", "proposals/{number}/reject"),
        )
    },
    ("GET", "/people"): Door(Right.ADMINISTER, "/people"),
    ("POST", "/people"): Door(Right.ADMINISTER, "/people", {**ROLE, "login": "new"}),
    ("GET", "/people/{login}"): Door(Right.ADMINISTER, "/people/theirs"),
    ("POST", "/people/{login}/grant"): Door(Right.ADMINISTER, "/people/theirs/grant", ROLE),
    ("POST", "/people/{login}/revoke"): Door(Right.ADMINISTER, "/people/theirs/revoke", ROLE),
    ("POST", "/people/{login}/disable"): Door(Right.ADMINISTER, "/people/theirs/disable"),
    ("POST", "/people/{login}/enable"): Door(Right.ADMINISTER, "/people/theirs/enable"),
    ("POST", "/people/{login}/sign-out"): Door(Right.ADMINISTER, "/people/theirs/sign-out"),
    ("POST", "/people/{login}/link"): Door(Right.ADMINISTER, "/people/theirs/link"),
    ("GET", "/alarms"): Door(Right.ADMINISTER, "/alarms?client=default"),
    ("POST", "/alarms/limit"): Door(Right.ADMINISTER, "/alarms/limit", {"kind": "ledger", "limit": "5"}),
    ("POST", "/alarms/mail"): Door(Right.ADMINISTER, "/alarms/mail", {"addresses": "a@firm.example"}),
    ("GET", "/webhooks"): Door(Right.ADMINISTER, "/webhooks?client=default"),
    ("POST", "/webhooks"): Door(Right.ADMINISTER, "/webhooks?client=default", {"url": "x"}),
    ("GET", "/webhooks/{number}"): Door(Right.ADMINISTER, "/webhooks/1"),
    ("GET", "/webhooks/{number}/deliveries/{delivery}"): Door(Right.ADMINISTER, "/webhooks/1/deliveries/1"),
    **{
        ("POST", f"/webhooks/{{number}}/{deed}"): Door(Right.ADMINISTER, f"/webhooks/1/{deed}")
        for deed in ("test", "notices", "secret", "again", "disable", "enable", "remove")
    },
    ("GET", "/account"): Door(ANYBODY, "/account"),
    ("POST", "/account/password"): Door(ANYBODY, "/account/password", {"password": "x", "again": "x"}),
    ("POST", "/account/preferences"): Door(ANYBODY, "/account/preferences", {"language": "de"}),
    ("POST", "/account/sign-out"): Door(ANYBODY, "/account/sign-out"),
    ("POST", "/account/tokens"): Door(ANYBODY, "/account/tokens", {"client": "default"}),
    ("POST", "/account/tokens/revoke"): Door(ANYBODY, "/account/tokens/revoke"),
    ("POST", "/sign-out"): Door(ANYBODY, "/sign-out"),
    ("GET", "/{path:path}"): Door(ANYBODY, "/nowhere"),
    ("POST", "/{path:path}"): Door(ANYBODY, "/nowhere"),
    ("GET", "/api/v1/invoices"): Door(Right.LOOK, "/api/v1/invoices?q=INV-1"),
    ("GET", "/api/v1/invoices/{customer_number}/{invoice_number}"): Door(
        Right.LOOK, "/api/v1/invoices/C-1/INV-1"
    ),
    ("GET", "/api/v1/customers"): Door(Right.LOOK, "/api/v1/customers?q=C-1"),
    ("GET", "/api/v1/customers/{customer_number}"): Door(Right.LOOK, "/api/v1/customers/C-1"),
    **{
        ("GET", f"/api/v1/receivables/{name}"): Door(
            Right.LOOK, f"/api/v1/receivables/{name}?client=default&customer=C-1"
        )
        for name in (
            *("aging", "statement", "gaps", "kpi", "client-report"),
            *("aging.pdf", "statement.pdf", "gaps.pdf", "client-report.pdf"),
            *("causes", "promises"),
        )
    },
    ("GET", "/api/v1/documents"): Door(Right.LOOK, "/api/v1/documents?client=default"),
    ("GET", "/api/v1/documents/{document_id}"): Door(Right.LOOK, "/api/v1/documents/{document}"),
    ("GET", "/api/v1/documents/{document_id}/matches"): Door(
        Right.LOOK, "/api/v1/documents/{document}/matches"
    ),
    ("GET", "/api/v1/documents/{document_id}/receipt"): Door(
        Right.LOOK, "/api/v1/documents/{document}/receipt"
    ),
    ("GET", "/api/v1/documents/{document_id}/original"): Door(
        Right.LOOK, "/api/v1/documents/{document}/original"
    ),
    ("GET", "/api/v1/documents/{document_id}/pages/{number}.png"): Door(
        Right.LOOK, "/api/v1/documents/{document}/pages/1.png"
    ),
    ("POST", "/api/v1/files"): Door(Right.UPLOAD, "/api/v1/files?client=default"),
    ("GET", "/api/v1/batches/{batch_id}"): Door(Right.UPLOAD, "/api/v1/batches/{drop}"),
    ("GET", "/api/v1/batches/{batch_id}/pages"): Door(Right.UPLOAD, "/api/v1/batches/{drop}/pages"),
    ("GET", "/api/v1/review"): Door(Right.REVIEW, "/api/v1/review?client=default"),
    ("POST", "/api/v1/documents/{document_id}/decision"): Door(
        Right.REVIEW, "/api/v1/documents/{document}/decision", json={"action": "park"}
    ),
    ("PUT", "/api/v1/documents/{document_id}/fields/{name}"): Door(
        Right.REVIEW, "/api/v1/documents/{document}/fields/po_number", json={"value": ""}
    ),
    ("PUT", "/api/v1/documents/{document_id}/receipt"): Door(
        Right.REVIEW, "/api/v1/documents/{document}/receipt", json={"signed": "signed"}
    ),
    ("POST", "/api/v1/corrections/{number}/undo"): Door(Right.REVIEW, "/api/v1/corrections/1/undo"),
    ("GET", "/api/v1/status"): Door(Right.LOOK, "/api/v1/status?client=default"),
}
"""Every closed route, and what it needs. A new route fails the first test until it stands here."""
