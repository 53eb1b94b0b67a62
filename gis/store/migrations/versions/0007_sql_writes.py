"""On PostgreSQL: writes by SQL are recorded, and the register has rules, indexes and comments."""

from alembic import op

from gis.store.sql_writes import trigger_statements

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make triggers; a file of SQLite stays as it is."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    for statement in trigger_statements(schema):
        connection.exec_driver_sql(statement.replace("%", "%%"))
