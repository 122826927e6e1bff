"""Holds, destructions and heads for tests of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.decision import Status
from models.retention import FileToGo, Hold, Scope
from storage.register import Deed
from tests.values.register_values import NOW, captured, decision_of, later

if TYPE_CHECKING:
    from models.record import DocumentRecord
    from storage.register import Register


def hold_of(customer: str = "C-1", invoice: str = "", client: str = "default") -> Hold:
    scope = Scope.INVOICE if invoice else Scope.CUSTOMER
    return Hold(0, client, scope, customer, invoice, 0, "case 7 O 112/26 \u2603\x00", NOW, "ann")


def file_to_go(record: DocumentRecord) -> FileToGo:
    """The file of a document, as if its time was over."""
    return FileToGo(
        sha256=record.sha256,
        size=100,
        drops=(record.drop_id,),
        documents=(record.id,),
        invoices=record.decision.chosen,
        types=(record.reading.type.value,),
        received=NOW.date(),
        last="it was received",
        last_on=NOW.date(),
        jurisdiction="DE",
        years=8,
        source="AO s. 147",
        expired_on=NOW.date(),
    )


def destroy(register: Register, record: DocumentRecord) -> int:
    """Destroy a document's file, as far as the register is concerned; number of the destruction."""
    made = register.destructions.propose(record.client, [file_to_go(record)], Deed("ann", NOW))
    register.destructions.approve(record.client, made.id, Deed("bob", later(1)), lambda _: None)
    return made.id


def fill_with_proof(register: Register) -> None:
    """A row in every table of proof."""
    register.chain.take_head(NOW)
    kept = register.holds.add(hold_of("C-9"))
    register.holds.lift("default", kept.id, "settled", Deed("bob", later(5)))
    register.holds.add(hold_of("C-9", "INV-99"))
    destroy(register, captured(register, "old.pdf", decision_of(Status.PARKED)))
