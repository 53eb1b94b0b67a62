"""The store's tables brought to the version of this program, when it is opened."""

import uuid
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, insert, select, text

from gis.core.errors import StoreError
from gis.core.language import _
from gis.store import read_only, tables
from gis.store.database import POSTGRESQL, transaction
from gis.store.ground import files_beside, take_over_files
from gis.store.postgis import make_extension

# Any number will do, as long as it is this program's own.
_UPGRADE_LOCK = 120_2025_11_04
# Before this version buildings and waters lay in files.
GROUND_SINCE = "0006"


def upgrade(engine: Engine) -> None:
    """Bring the tables of a store to this program's version, unless they are there.

    Parameters
    ----------
    engine
        Of the store.

    Raises
    ------
    StoreError
        The store is of a newer program, or of an older one and may not be written.
    """
    with transaction(engine) as connection:
        if _present(connection) == _newest():
            return
    if read_only.is_read_only(engine):
        message = _(
            "The store was made by another version of this program, which has no right to write "
            "it here; open it once where it can be written",
        )
        raise StoreError(message)
    config = _migrations()
    with transaction(engine, writes=True) as connection:
        if connection.dialect.name == POSTGRESQL:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
            make_extension(connection)
        config.attributes["connection"] = connection
        present = _present(connection)  # another machine may have been faster
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            message = _("The store was made by a newer version; update this program")
            raise StoreError(message) from error
        if connection.execute(select(tables.state_table)).first() is None:
            first = {"store_id": uuid.uuid4().hex, "revision": 0}
            connection.execute(insert(tables.state_table).values(first))
        if present is not None and present < GROUND_SINCE:
            take_over_files(connection, files_beside(engine))


def _present(connection: Connection) -> str | None:
    """Return the version of a store's tables; None where there are none yet."""
    return MigrationContext.configure(connection).get_current_revision()


def _migrations() -> Config:
    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


@cache
def _newest() -> str | None:
    """Return the version of this program's tables; its files are read once."""
    return ScriptDirectory.from_config(_migrations()).get_current_head()
