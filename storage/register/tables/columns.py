"""Column types that keep their values exactly, on every database."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import TIMESTAMP, BigInteger, Integer, Numeric, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

if TYPE_CHECKING:
    from sqlalchemy import Dialect

LONGEST_KEY = 200
"""Characters of a text that stands in an index; PostgreSQL takes no index entry of more than 2,700 bytes."""
_HEAD = 150
_UNSTORABLE = re.compile("[\\\\\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\([0-9a-f]{4})")

PlainText: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that this program makes itself, ordered and compared by its bytes on every database."""
RowNumber: TypeEngine[int] = BigInteger().with_variant(Integer, "sqlite")
"""A number that grows with every row; only a plain INTEGER counts up by itself in SQLite."""


class AnyText(TypeDecorator[str]):
    """Text as the outside world has it, also with NUL and lone surrogates, which databases refuse."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Ordered by its bytes, as `PlainText`."""
        return Text(collation="C" if dialect.name == "postgresql" else None)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write what cannot be stored, and the backslash itself, as a backslash and four digits."""
        del dialect
        return None if value is None else _UNSTORABLE.sub(lambda hit: f"\\{ord(hit[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Undo what binding did."""
        del dialect
        return None if value is None else _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), value)


class LookupText(AnyText):
    """Text by which rows are looked up; one that is too long for an index keeps its beginning and a hash."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The same for what is stored and for what is asked, so that equal stays equal."""
        return super().process_bind_param(None if value is None else fitting(value), dialect)


def fitting(text: str) -> str:
    """`text` as an index takes it: too long a one keeps its beginning and a hash."""
    if len(text) <= LONGEST_KEY:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return text[:_HEAD] + digest[: LONGEST_KEY - _HEAD]


class UtcTime(TypeDecorator[datetime]):
    """An aware time; where a database has none, ISO 8601 text in UTC whose order is the order of time."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL has a type for it."""
        kind = TIMESTAMP(timezone=True) if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """The moment in UTC, as text of one width where it is text; raises ValueError without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone: give an aware time.")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:
        """The same moment, in UTC."""
        del dialect
        if value is None:
            return None
        return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal number with all its digits, trailing zeros included."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL keeps every digit of a number; SQLite would make it a binary fraction."""
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """The number, or its digits."""
        return value if value is None or dialect.name == "postgresql" else str(value)

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:
        """The number."""
        del dialect
        return None if value is None else Decimal(value)
