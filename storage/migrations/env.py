"""Where Alembic enters: it works on the connection, and inside the transaction, that it is handed."""

from alembic import context

from storage.register.tables import metadata
from storage.register.texts.words import is_index


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not is_index(name or "")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=_is_ours,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
