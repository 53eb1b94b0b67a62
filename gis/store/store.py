"""Read and write the register. Every write is one transaction, recorded as events."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from gis import schema
from gis.crs import WGS84
from gis.errors import StoreError
from gis.language import _
from gis.store import tables
from gis.store.changes import changes
from gis.store.database import connect, read, records, replace, transaction

MIGRATIONS = Path(__file__).with_name("migrations")
_CONTENT = {
    tables.camera: "camera_id",
    tables.equipment: "equipment_id",
    tables.demand: "demand_id",
}
_KEPT = ["version", "simulated"]


class Store:
    """The register behind a URL: ``sqlite:///file`` or ``postgresql+psycopg://…``.

    Opening brings the tables up to date. Tables come out as the rooms exchange them
    (canonical columns), in the order of their ids.

    Raises
    ------
    StoreError
        The URL is wrong, the database cannot be reached or written, or it was written by a
        newer version of this program.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = connect(url)
        try:
            self._upgrade()
        except StoreError:
            self.engine.dispose()
            raise

    def _upgrade(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        with transaction(self.engine) as connection:
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                shown = self.engine.url.render_as_string()
                raise StoreError(
                    _("Store {url}: made by a newer version; update this program", url=shown)
                ) from error
            if not _count(connection, tables.state):
                first = {"store_id": uuid.uuid4().hex, "revision": 0}
                connection.execute(insert(tables.state).values(first))

    def revision(self) -> str:
        """Return the key of the present content: it changes with every write, and only then."""
        with transaction(self.engine) as connection:
            row = connection.execute(select(tables.state)).one()
        return f"{row.store_id[:8]}-{row.revision}"

    def cameras(self) -> pd.DataFrame:
        """Return all cameras in canonical columns."""
        return schema.conform(self._rows(tables.camera), schema.CAMERA_COLUMNS)

    def equipment(self) -> pd.DataFrame:
        """Return all shared equipment in canonical columns."""
        return schema.conform(self._rows(tables.equipment), schema.EQUIPMENT_COLUMNS)

    def demand(self) -> gpd.GeoDataFrame:
        """Return the demand: `demand_id category name weight weight_per_km geometry`, WGS 84."""
        rows = self._rows(tables.demand).drop(columns=_KEPT)
        geometry = shapely.from_wkt(rows.pop("wkt").to_numpy(dtype=object))
        rows = rows.astype({"weight": float, "weight_per_km": float})
        return gpd.GeoDataFrame(rows, geometry=geometry, crs=WGS84)

    def _rows(self, table: Table) -> pd.DataFrame:
        with transaction(self.engine) as connection:
            return read(connection, table)

    def events(self, subject_id: str) -> pd.DataFrame:
        """Return what happened to one camera or piece of equipment, oldest first."""
        query = select(tables.event).where(tables.event.c.subject_id == subject_id)
        with transaction(self.engine) as connection:
            return pd.read_sql(query.order_by(tables.event.c.event_id), connection)

    def is_simulated(self) -> bool:
        """Whether any row is simulated."""
        with transaction(self.engine) as connection:
            return any(_count(connection, t, t.c.simulated) for t in _CONTENT)

    def is_empty(self) -> bool:
        """Whether there is no camera."""
        with transaction(self.engine) as connection:
            return not _count(connection, tables.camera)

    def save(
        self,
        *,
        cameras: pd.DataFrame | None = None,
        equipment: pd.DataFrame | None = None,
        demand: gpd.GeoDataFrame | None = None,
        source: str,
        who: str = "",
        simulated: bool = False,
    ) -> int:
        """Write rows by their ids in one transaction; return how many rows changed.

        Known ids are updated (a blank value leaves the stored one), new ones added, nothing
        else is touched; what is there already changes nothing. Simulated rows never stay
        beside what comes in: they are removed in the same transaction.

        Raises
        ------
        StoreError
            Simulated rows were to go beside real ones, or the database refuses.
        """
        plain = None if demand is None else _as_wkt(demand)
        given = dict(zip(_CONTENT, (cameras, equipment, plain), strict=True))
        origin = (source, who)
        with transaction(self.engine) as connection:
            if any(table is not None and len(table) for table in given.values()):
                _remove_simulated(connection, origin)
            if simulated and _count(connection, tables.camera):
                raise StoreError(
                    _("The store holds real cameras; simulated ones do not go beside them")
                )
            return sum(
                _write(connection, table, rows, origin=origin, simulated=simulated)
                for table, rows in given.items()
                if rows is not None and len(rows)
            )

    def remove_simulated(self, *, who: str = "") -> None:
        """Remove every simulated row: cameras, equipment and demand."""
        with transaction(self.engine) as connection:
            _remove_simulated(connection, ("remove_simulated", who))


def _as_wkt(demand: gpd.GeoDataFrame) -> pd.DataFrame:
    plain = pd.DataFrame(demand.drop(columns="geometry"))
    return plain.assign(wkt=shapely.to_wkt(demand.geometry.to_numpy(), rounding_precision=7))


def _count(connection: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _write(
    connection: Connection,
    table: Table,
    given: pd.DataFrame,
    *,
    origin: tuple[str, str],
    simulated: bool,
) -> int:
    key = _CONTENT[table]
    stored = read(connection, table)
    change = changes(stored.drop(columns=_KEPT), given, key)
    if not change:
        return 0
    versions = stored.set_index(key)["version"].reindex(change.rows[key]).fillna(0) + 1
    rows = change.rows.assign(version=versions.to_numpy(dtype=int).tolist(), simulated=simulated)
    replace(connection, table, rows, key)
    _record(connection, table.name, change.events, origin)
    return len(rows)


def _record(
    connection: Connection, subject: str, events: pd.DataFrame, origin: tuple[str, str]
) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = events.assign(at=now, who=origin[1], source=origin[0], subject=subject)
    connection.execute(insert(tables.event), records(told))
    connection.execute(update(tables.state).values(revision=tables.state.c.revision + 1))


def _remove_simulated(connection: Connection, origin: tuple[str, str]) -> None:
    removed = 0
    for table in _CONTENT:
        removed += connection.execute(delete(table).where(table.c.simulated)).rowcount
    if removed:
        gone = {"subject_id": "", "field": "simulated", "before": str(removed), "after": ""}
        _record(connection, "register", pd.DataFrame([gone]), origin)
