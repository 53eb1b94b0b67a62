"""The first tables: cameras, equipment, demand, events, and the revision."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "camera",
        sa.Column("camera_id", sa.Text, primary_key=True),
        sa.Column("site_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("lon", sa.Float, nullable=True),
        sa.Column("lat", sa.Float, nullable=True),
        sa.Column("declared_commune", sa.Text, nullable=False),
        sa.Column("commune_code", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("azimuth_deg", sa.Float, nullable=True),
        sa.Column("hfov_deg", sa.Float, nullable=True),
        sa.Column("vfov_deg", sa.Float, nullable=True),
        sa.Column("range_m", sa.Float, nullable=True),
        sa.Column("height_m", sa.Float, nullable=True),
        sa.Column("tilt_deg", sa.Float, nullable=True),
        sa.Column("focal_mm", sa.Float, nullable=True),
        sa.Column("sensor_width_mm", sa.Float, nullable=True),
        sa.Column("sensor_height_mm", sa.Float, nullable=True),
        sa.Column("resolution_w_px", sa.Float, nullable=True),
        sa.Column("resolution_h_px", sa.Float, nullable=True),
        sa.Column("ir_range_m", sa.Float, nullable=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("fault_part", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("depends_on", sa.Text, nullable=False),
        sa.Column("connects_through", sa.Text, nullable=False),
        sa.Column("repair_cost_vnd", sa.Float, nullable=True),
        sa.Column("connection_cost_vnd", sa.Float, nullable=True),
        sa.Column("monthly_cost_vnd", sa.Float, nullable=True),
        sa.Column("live_verified_on", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("payer", sa.Text, nullable=False),
        sa.Column("legal_role", sa.Text, nullable=False),
        sa.Column("custodian", sa.Text, nullable=False),
        sa.Column("handed_over_on", sa.Text, nullable=False),
        sa.Column("asset_value_vnd", sa.Float, nullable=True),
        sa.Column("onvif", sa.Text, nullable=False),
        sa.Column("qcvn135", sa.Text, nullable=False),
        sa.Column("notice_sign", sa.Text, nullable=False),
        sa.Column("storage_days", sa.Float, nullable=True),
        sa.Column("installed_on", sa.Text, nullable=False),
        sa.Column("maintained_on", sa.Text, nullable=False),
        sa.Column("surveyed_on", sa.Text, nullable=False),
        sa.Column("accepted_on", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
    )
    op.create_table(
        "demand",
        sa.Column("demand_id", sa.Text, primary_key=True),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("weight", sa.Float, nullable=True),
        sa.Column("weight_per_km", sa.Float, nullable=True),
        sa.Column("wkt", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
    )
    op.create_table(
        "equipment",
        sa.Column("equipment_id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("fault_part", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("repair_cost_vnd", sa.Float, nullable=True),
        sa.Column("monthly_cost_vnd", sa.Float, nullable=True),
        sa.Column("depends_on", sa.Text, nullable=False),
        sa.Column("channels", sa.Float, nullable=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("payer", sa.Text, nullable=False),
        sa.Column("custodian", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("simulated", sa.Boolean, nullable=False),
    )
    op.create_table(
        "event",
        sa.Column("event_id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
    )
    op.create_table(
        "state",
        sa.Column("store_id", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_event_subject_id", "event", ["subject_id"])
