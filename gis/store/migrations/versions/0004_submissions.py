"""Rounds that are returned with a reason, and frozen copies of what was submitted."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    for name in ("returned_by", "returned_on", "returned_for"):
        column = sa.Column(name, sa.Text, nullable=False, server_default="")
        op.add_column("survey_round", column)
    op.create_table(
        "submission",
        sa.Column("submission_id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_submission_commune_code", "submission", ["commune_code"])
