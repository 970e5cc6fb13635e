"""what somebody can bear: how hard a customer may be, and whether one may swear."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_settings = sa.table("person_settings", sa.column("gentlest", sa.Boolean()), sa.column("ceiling", sa.Text()))


def upgrade() -> None:
    """Go to this version: who wanted no customer harder than gentle still wants none."""
    with op.batch_alter_table("person_settings") as table:
        table.add_column(sa.Column("ceiling", sa.Text(), nullable=False, server_default="hard"))
        table.add_column(sa.Column("coarse", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_settings.update().where(_settings.c.gentlest).values(ceiling="gentle"))
    with op.batch_alter_table("person_settings") as table:
        table.drop_column("gentlest")
        table.alter_column("ceiling", existing_type=sa.Text(), existing_nullable=False, server_default=None)
        table.alter_column("coarse", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Go back to the version before: it knows gentle, and nothing between that and everything."""
    with op.batch_alter_table("person_settings") as table:
        table.add_column(sa.Column("gentlest", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_settings.update().where(_settings.c.ceiling == "gentle").values(gentlest=sa.true()))
    with op.batch_alter_table("person_settings") as table:
        table.drop_column("ceiling")
        table.drop_column("coarse")
        table.alter_column("gentlest", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
