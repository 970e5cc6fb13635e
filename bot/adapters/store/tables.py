"""Tables: one schema for SQLite and PostgreSQL. The migrations must give exactly this; a test compares the two.

Moments of the delivery tables are seconds since 1970, those of the archive UTC. JSON is kept as text: the database
never looks into it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Number = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts only INTEGER keys up by itself."""


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, kept in UTC and read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a moment without a zone is an error of ours."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be kept")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC; SQLite gives it without saying so."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


conversation = Table(
    "conversation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("state", Text),
    Column("wake_at", Double),  # when the oldest undone input came, or else the first timer is due; NULL: nothing waits
    Column("lease_until", Double, nullable=False, server_default=text("0")),  # nobody takes it before this moment
    Column("lease_owner", Text),  # NULL: nobody deals with it
    Column("lease_token", BigInteger, nullable=False, server_default=text("0")),  # goes up with every lease
)
_WAITING = text("wake_at IS NOT NULL")
Index("ix_conversation_wake_at", conversation.c.wake_at, sqlite_where=_WAITING, postgresql_where=_WAITING)

inbox = Table(
    "inbox",
    metadata,
    Column("seq", Number, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("payload", Text),  # NULL once it was dealt with: the key alone keeps it from being dealt with again
    Column("at", Double, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("done_at", Double),
    Column("failure", Text),  # why it was set aside, or why it failed last
    sqlite_autoincrement=True,  # a number never comes back
)
_UNDONE = text("done_at IS NULL")
Index("ix_inbox_conversation", inbox.c.conversation, inbox.c.seq, sqlite_where=_UNDONE, postgresql_where=_UNDONE)

timer = Table(
    "timer",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("due", Double, nullable=False),
    Column("payload", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
)

outbox = Table(
    "outbox",  # what has arrived is deleted; what is here was not sent, or was refused
    metadata,
    Column("id", Number, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("tag", Text, nullable=False),
    Column("receipt", Boolean, nullable=False),
    Column("made", Double, nullable=False),
    Column("next_at", Double, nullable=False),  # nobody takes it before this moment
    Column("owner", Text),  # who is sending it
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("doubt", Integer, nullable=False, server_default=text("0")),  # attempts that may have arrived
    Column("refused_at", Double),
    Column("why", Text),
    sqlite_autoincrement=True,  # a receipt's key has this number in it: it may never come back
)
_UNSENT = text("refused_at IS NULL")
Index("ix_outbox_next_at", outbox.c.next_at, sqlite_where=_UNSENT, postgresql_where=_UNSENT)
Index("ix_outbox_conversation", outbox.c.conversation, outbox.c.id, sqlite_where=_UNSENT, postgresql_where=_UNSENT)

practice = Table(
    "practice",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("persona", Text, nullable=False),
    Column("persona_version", Integer, nullable=False),
    Column("rubrics", Text, nullable=False),
    Column("difficulty", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("started", Moment, nullable=False),
    Column("ended", Moment),
    Column("outcome", Text),
    Column("shared", Boolean, nullable=False),
    Column("redo_of", Text),
    Column("redo_turn", Integer),
)
Index("ix_practice_workspace", practice.c.workspace, practice.c.ended)

practice_person = Table(
    "practice_person",
    metadata,
    Column("practice", ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True),  # trainee or trainer
    Column("place", Integer, primary_key=True),  # among the trainees
    Column("person", Text, nullable=False, index=True),  # empty: a trainee who was forgotten
)

turn = Table(
    "turn",
    metadata,
    Column("practice", ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person", Text),
    Column("message", Text),
    Column("body", Text, nullable=False),
    Column("before", Text),
)

debrief = Table(
    "debrief",
    metadata,
    Column("practice", ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True),
    Column("rubric", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

registration = Table(
    "registration",
    metadata,
    Column("practice", ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, nullable=False),
    Column("entries", Text, nullable=False),
)

mark = Table(
    "mark",
    metadata,
    Column("id", Number, primary_key=True),
    Column("practice", ForeignKey("practice.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("trainer", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("comment", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

verdict = Table(
    "verdict",
    metadata,
    Column("practice", ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True),
    Column("rubric", Text, primary_key=True),
    Column("criterion", Text, primary_key=True),
    Column("trainer", Text, primary_key=True),
    Column("rubric_version", Integer, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("level", Text),
    Column("comment", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
Index("ix_verdict_rubric", verdict.c.rubric)

person_settings = Table(
    "person_settings",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("language", Text),
    Column("ceiling", Text, nullable=False),
    Column("coarse", Boolean, nullable=False),
    Column("in_team", Boolean, nullable=False),
)
