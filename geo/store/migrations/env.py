"""What alembic runs: the migrations on a connection that :mod:`geo.store.engine` has opened."""

from __future__ import annotations

from alembic import context

from geo.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can as well: the engine begins its transactions itself
)
with context.begin_transaction():
    context.run_migrations()
