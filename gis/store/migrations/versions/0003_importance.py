"""How important a camera is, as its commune says."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# A view has the columns its table had when it was made.
LAYERS = (
    "CREATE OR REPLACE VIEW layer_cameras AS SELECT * FROM camera WHERE geom IS NOT NULL",
    "CREATE OR REPLACE VIEW layer_cameras_broken AS SELECT * FROM camera WHERE geom IS NOT NULL "
    "AND status IN ('broken', 'abandoned', 'suspended', 'disposal')",
    "CREATE OR REPLACE VIEW layer_cameras_not_located AS SELECT * FROM camera WHERE geom IS NULL",
)


def upgrade() -> None:
    """Add the column."""
    op.add_column("camera", sa.Column("importance", sa.Text, nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        for statement in LAYERS:
            op.execute(statement)
