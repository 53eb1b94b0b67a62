"""On PostgreSQL: writes by SQL are recorded, and the register has rules, indexes and comments."""

from alembic import op

from gis.core.language import language, use_language
from gis.store.sql_rules import describing_statements
from gis.store.sql_writes import trigger_statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make triggers, rules, indexes and comments; a file of SQLite stays as it is."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    postgis = connection.exec_driver_sql(
        "SELECT quote_ident(nspname) FROM pg_extension "
        "JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'postgis'"
    ).scalar_one()
    columns = (
        "SELECT attname FROM pg_attribute "
        "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped"
    )
    there = {
        name: connection.exec_driver_sql(columns, (name,)).scalars().all()
        for name in ("camera", "equipment", "demand")
    }
    asked = language()
    use_language("vi")
    for statement in (*trigger_statements(schema, postgis), *describing_statements(there)):
        connection.exec_driver_sql(statement.replace("%", "%%"))
    use_language(asked)
