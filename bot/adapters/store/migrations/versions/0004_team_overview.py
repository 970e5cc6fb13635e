"""who takes part in the team's overview."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version: nobody takes part who did not say so."""
    with op.batch_alter_table("person_settings") as table:
        table.add_column(sa.Column("in_team", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("person_settings") as table:
        table.alter_column("in_team", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("person_settings") as table:
        table.drop_column("in_team")
