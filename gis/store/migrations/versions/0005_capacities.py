"""What a camera sends, and what equipment can store."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
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
    """Add the columns."""
    op.add_column("camera", sa.Column("bitrate_kbps", sa.Float, nullable=True))
    op.add_column("camera", sa.Column("codec", sa.Text, nullable=False, server_default=""))
    op.add_column("equipment", sa.Column("storage_tb", sa.Float, nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        for statement in LAYERS:
            op.execute(statement)
