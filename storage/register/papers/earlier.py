"""Papers that came before: those of the same numbers, and where the newest proofs of delivery lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.reading import FieldName
from models.record import DocumentRecord
from storage.register.database.connect import Database
from storage.register.database.values import Proven
from storage.register.papers import documents
from storage.register.papers.proofs import newest_proofs


@dataclass(frozen=True, slots=True)
class Earlier:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def like(self, client: str, numbers: Mapping[FieldName, str]) -> tuple[DocumentRecord, ...]:
        """Documents of the client that show any of `numbers` in the same field, first received first.

        Neither duplicates nor quarantined ones.
        """
        return self.database.ask(documents.earlier_like, client, numbers)

    def newest_proofs(self, client: str, count: int) -> tuple[Proven, ...]:
        """Where the client's last received proofs of delivery lie, at most `count` of each status."""
        return self.database.ask(newest_proofs, client, count)
