"""The store's tables, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

# One row: the number of the last change. Whoever writes locks it first, so that changes are
# numbered in the order in which they become visible.
counter = Table(
    "counter",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only_one"), primary_key=True),
    Column("revision", Integer, nullable=False),
)

# ``undoes`` is the change that this one takes back.
changes = Table(
    "changes",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("what", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("changes.revision")),
)

# An article's text, once for all versions of its source; a deleted source can be brought back.
texts = Table(
    "texts",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

# ``revision`` is the change that last wrote the row; ``record`` is as in routes.yaml.
sources = Table(
    "sources",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("record", JSON, nullable=False),
)
claims = Table(
    "claims",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("source", String(60), ForeignKey("sources.id"), nullable=False, index=True),
    Column("record", JSON, nullable=False),
)

# What each change did to each row: None before it was made, None after it was deleted.
history = Table(
    "history",
    metadata,
    Column("change", Integer, ForeignKey("changes.revision"), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("id", String(60), primary_key=True),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Index("history_of_row", "kind", "id", "change"),
)
