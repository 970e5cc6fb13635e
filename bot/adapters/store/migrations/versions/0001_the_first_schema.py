"""the first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    *("mark", "registration", "debrief", "turn", "practice_person", "practice", "person_settings"),
    *("slack_oauth_states", "slack_installations", "slack_bots"),
    *("outbox", "timer", "inbox", "conversation"),
)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go to this version."""
    _conversations()
    _inbox()
    _outbox()
    _practices()
    _talks()
    _looking_back()
    _slack_bots()
    _slack_installations()


def downgrade() -> None:
    """Go back to the version before."""
    for table in TABLES:
        op.drop_table(table)


def _count(name: str, type_: type[sa.Integer] = sa.Integer) -> sa.Column[int]:
    return sa.Column(name, type_(), server_default=sa.text("0"), nullable=False)


def _partial(table: str, columns: list[str], where: str) -> None:
    """An index over the few rows that still matter."""
    here = sa.text(where)
    op.create_index(f"ix_{table}_{columns[0]}", table, columns, sqlite_where=here, postgresql_where=here)


def _of_practice(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["practice"], ["practice.id"], name=f"fk_{table}_practice", ondelete="CASCADE")


def _conversations() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("wake_at", sa.Double(), nullable=True),
        sa.Column("lease_until", sa.Double(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        _count("lease_token", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
    )
    _partial("conversation", ["wake_at"], "wake_at IS NOT NULL")
    op.create_table(
        "timer",
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due", sa.Double(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        _count("attempts"),
        sa.PrimaryKeyConstraint("conversation", "name", name="pk_timer"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("seq", _NUMBER, nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("at", sa.Double(), nullable=False),
        _count("attempts"),
        sa.Column("done_at", sa.Double(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_inbox"),
        sa.UniqueConstraint("key", name="uq_inbox_key"),
        sqlite_autoincrement=True,
    )
    _partial("inbox", ["conversation", "seq"], "done_at IS NULL")


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Boolean(), nullable=False),
        sa.Column("made", sa.Double(), nullable=False),
        sa.Column("next_at", sa.Double(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        _count("attempts"),
        _count("doubt"),
        sa.Column("refused_at", sa.Double(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    _partial("outbox", ["next_at"], "refused_at IS NULL")
    _partial("outbox", ["conversation", "id"], "refused_at IS NULL")


def _practices() -> None:
    op.create_table(
        "practice",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("persona", sa.Text(), nullable=False),
        sa.Column("persona_version", sa.Integer(), nullable=False),
        sa.Column("rubrics", sa.Text(), nullable=False),
        sa.Column("difficulty", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("redo_of", sa.Text(), nullable=True),
        sa.Column("redo_turn", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_practice"),
    )
    op.create_index("ix_practice_workspace", "practice", ["workspace", "ended"])


def _talks() -> None:
    op.create_table(
        "practice_person",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        _of_practice("practice_person"),
        sa.PrimaryKeyConstraint("practice", "role", "place", name="pk_practice_person"),
    )
    op.create_index("ix_practice_person_person", "practice_person", ["person"])
    op.create_table(
        "turn",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        _of_practice("turn"),
        sa.PrimaryKeyConstraint("practice", "number", name="pk_turn"),
    )
    op.create_table(
        "person_settings",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("gentlest", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "person", name="pk_person_settings"),
    )


def _looking_back() -> None:
    op.create_table(
        "debrief",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("rubric", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        _of_practice("debrief"),
        sa.PrimaryKeyConstraint("practice", "rubric", name="pk_debrief"),
    )
    op.create_table(
        "registration",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        _of_practice("registration"),
        sa.PrimaryKeyConstraint("practice", name="pk_registration"),
    )
    op.create_table(
        "mark",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("trainer", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_practice("mark"),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
    )
    op.create_index("ix_mark_practice", "mark", ["practice"])


def _slack_bots() -> None:
    """As slack_sdk defines them, with room for sealed tokens."""
    op.create_table(
        "slack_bots",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("client_id", sa.String(32), nullable=False),
        sa.Column("app_id", sa.String(32), nullable=False),
        sa.Column("enterprise_id", sa.String(32)),
        sa.Column("enterprise_name", sa.String(200)),
        sa.Column("team_id", sa.String(32)),
        sa.Column("team_name", sa.String(200)),
        sa.Column("bot_token", sa.Text()),
        sa.Column("bot_id", sa.String(32)),
        sa.Column("bot_user_id", sa.String(32)),
        sa.Column("bot_scopes", sa.String(1000)),
        sa.Column("bot_refresh_token", sa.Text()),
        sa.Column("bot_token_expires_at", sa.DateTime()),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_bots"),
    )
    op.create_index("slack_bots_idx", "slack_bots", ["client_id", "enterprise_id", "team_id", "installed_at"])
    op.create_table(
        "slack_oauth_states",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("state", sa.String(200), nullable=False),
        sa.Column("expire_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_oauth_states"),
    )


def _slack_installations() -> None:
    op.create_table(
        "slack_installations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("client_id", sa.String(32), nullable=False),
        sa.Column("app_id", sa.String(32), nullable=False),
        sa.Column("enterprise_id", sa.String(32)),
        sa.Column("enterprise_name", sa.String(200)),
        sa.Column("enterprise_url", sa.String(200)),
        sa.Column("team_id", sa.String(32)),
        sa.Column("team_name", sa.String(200)),
        sa.Column("bot_token", sa.Text()),
        sa.Column("bot_id", sa.String(32)),
        sa.Column("bot_user_id", sa.String(32)),
        sa.Column("bot_scopes", sa.String(1000)),
        sa.Column("bot_refresh_token", sa.Text()),
        sa.Column("bot_token_expires_at", sa.DateTime()),
        sa.Column("user_id", sa.String(32), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("user_token", "user_refresh_token", "incoming_webhook_url")),
        sa.Column("user_scopes", sa.String(1000)),
        sa.Column("user_token_expires_at", sa.DateTime()),
        sa.Column("incoming_webhook_channel", sa.String(200)),
        sa.Column("incoming_webhook_channel_id", sa.String(200)),
        sa.Column("incoming_webhook_configuration_url", sa.String(200)),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("token_type", sa.String(32)),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_installations"),
    )
    columns = ["client_id", "enterprise_id", "team_id", "user_id", "installed_at"]
    op.create_index("slack_installations_idx", "slack_installations", columns)
