"""what trainers think of scores."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    keys = ("practice", "rubric", "criterion", "trainer")
    op.create_table(
        "verdict",
        *(sa.Column(name, sa.Text(), nullable=False) for name in keys),
        sa.Column("rubric_version", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["practice"], ["practice.id"], name="fk_verdict_practice", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(*keys, name="pk_verdict"),
    )
    op.create_index("ix_verdict_rubric", "verdict", ["rubric"])


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_table("verdict")
