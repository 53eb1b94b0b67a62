"""Papers, survey, acceptance and standards of a camera; rounds, settings; layers on PostGIS."""

import sqlalchemy as sa
from alembic import op

from gis.store import postgis

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CAMERA = (
    *("serial", "investor", "handover_record", "encrypted", "made_on", "surveyed_by", "photo"),
    *("presence", "repaired_on", "accepted_by", "accepted_photo", "confidentiality"),
)
ROUND = (
    *("state", "drafted_by", "drafted_on", "approved_by", "approved_on"),
    *("reported_by", "reported_on", "note"),
)
# Every text column of the first tables but their keys.
FIRST_TEXTS = {
    "camera": (
        *("site_id", "name", "address", "declared_commune", "commune_code", "kind", "status"),
        *("fault_part", "cause", "depends_on", "connects_through", "live_verified_on", "origin"),
        *("payer", "legal_role", "custodian", "handed_over_on", "onvif", "qcvn135"),
        *("notice_sign", "installed_on", "maintained_on", "surveyed_on", "accepted_on", "note"),
    ),
    "equipment": (
        *("kind", "name", "status", "fault_part", "cause", "depends_on", "origin", "payer"),
        "custodian",
    ),
}


def upgrade() -> None:
    """Add the columns and tables."""
    for name in CAMERA:
        op.add_column("camera", _text(name))
    for name in ("bandwidth_mbps", "storage_days"):
        op.add_column("equipment", sa.Column(name, sa.Float, nullable=True))
    op.add_column("equipment", _text("maintained_on"))
    op.create_table(
        "survey_round",
        sa.Column("commune_code", sa.Text, primary_key=True),
        *map(_text, ROUND),
        *_kept(),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        *_kept(),
    )
    op.add_column("event", sa.Column("revision", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_event_revision", "event", ["revision"])
    for field in ("before", "after"):
        # A missing number was once written so.
        op.execute(f"UPDATE event SET {field} = '' WHERE {field} = 'nan'")  # noqa: S608
    if op.get_bind().dialect.name == "postgresql":
        _on_postgis()


def _on_postgis() -> None:
    for table, columns in FIRST_TEXTS.items():
        for name in columns:
            op.alter_column(table, name, server_default="")
    for statement in (*postgis.GEOMETRY, *postgis.POSTGIS_VIEWS):
        op.execute(statement)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _kept() -> tuple[sa.Column[int], sa.Column[bool]]:
    return (
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
    )
