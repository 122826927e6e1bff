"""Where Alembic enters: it works on the connection, and inside the transaction, that it is handed."""

from alembic import context

from storage.register.search import is_word_index
from storage.register.tables import metadata


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not is_word_index(name or "")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=_is_ours,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
