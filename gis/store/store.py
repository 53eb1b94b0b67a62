"""Read and write the register. Every write is one transaction, recorded as events."""

import json
import uuid
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, text

from gis.core import schema
from gis.core.crs import WGS84
from gis.core.errors import StoreError
from gis.core.language import _
from gis.core.paths import LOCAL
from gis.demand.layers import possible
from gis.store import read_only, tables
from gis.store.changes import CREATED, as_text, difference, merged, undone
from gis.store.database import POSTGRESQL, connect, read_rows, transaction
from gis.store.postgis import make_extension
from gis.store.writing import BOOKKEEPING, Write, writing
from gis.vocabulary.labels import cannot_be

_NAMED = {
    "cameras": tables.camera,
    "equipment": tables.equipment,
    "demand": tables.demand,
    "rounds": tables.survey_round,
    "settings": tables.setting,
}
_REGISTER = ("cameras", "equipment", "demand")
# Any number will do, as long as it is this program's own.
_UPGRADE_LOCK = 120_2025_11_04


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
            _upgrade(self)
        except StoreError:
            self.engine.dispose()
            raise

    @property
    def is_read_only(self) -> bool:
        """Whether the program has no right to write the register."""
        return read_only.is_read_only(self.engine)

    def beside(self, name: str) -> Path:
        """Return where a file that goes with this store is kept: beside a SQLite store."""
        file = self.engine.url.database if self.engine.url.get_backend_name() == "sqlite" else None
        return (Path(file).parent if file else LOCAL) / name

    def revision(self) -> str:
        """Return the key of the present content: it changes with every write, and only then."""
        with transaction(self.engine) as connection:
            row = connection.execute(select(tables.state_table)).one()
        return f"{row.store_id[:8]}-{row.revision}"

    def cameras(self) -> pd.DataFrame:
        """Return all cameras in canonical columns."""
        return schema.conform(self._rows(tables.camera), schema.CAMERA_COLUMNS)

    def listed(self) -> pd.DataFrame:
        """Return the cameras that are not simulated, with the list that brought each.

        Canonical columns, and `source`, the name of the list, `order`, the camera's place
        among all that ever came, and `formerly`, the codes it bore before, parted by line ends.
        """
        event = tables.event.c
        created = select(event.subject_id, event.source, event.event_id.label("order")).where(
            event.subject == tables.camera.name, event.field == "", event.after == CREATED
        )
        renamed = select(event.subject_id, event.before, event.source).where(
            event.subject == tables.camera.name, event.field == "camera_id"
        )
        with transaction(self.engine) as connection:
            rows = read_rows(connection, tables.camera)
            brought = pd.read_sql(created.order_by(event.event_id), connection)
            former = pd.read_sql(renamed, connection)
        rows = rows[~rows["simulated"].astype(bool)].reset_index(drop=True)
        brought = brought[brought["source"].map(undone).isna()]  # brought back, it came before
        brought = brought.drop_duplicates("subject_id", keep="last").set_index("subject_id")
        brought = brought.reindex(rows["camera_id"]).set_axis(rows.index)
        former = former[former["source"].map(undone).isna()]
        former = former[~former["before"].isin(rows["camera_id"])]
        codes = former.groupby("subject_id")["before"].agg("\n".join)
        return schema.conform(rows, schema.CAMERA_COLUMNS).assign(
            source=brought["source"].fillna(""),
            order=brought["order"].astype(float),
            formerly=rows["camera_id"].map(codes.to_dict()).astype(object).fillna(""),
        )

    def equipment(self) -> pd.DataFrame:
        """Return all shared equipment in canonical columns."""
        return schema.conform(self._rows(tables.equipment), schema.EQUIPMENT_COLUMNS)

    def rounds(self) -> pd.DataFrame:
        """Return the survey round of each commune that has begun one."""
        return schema.conform(self._rows(tables.survey_round), schema.ROUND_COLUMNS)

    def demand(self) -> gpd.GeoDataFrame:
        """Return the demand: `demand_id category name weight weight_per_km geometry`, WGS 84.

        What an older version let in although it lies nowhere on the globe stays in the store.
        """
        rows = self._rows(tables.demand).drop(columns=BOOKKEEPING)
        geometry = shapely.from_wkt(rows.pop("wkt").to_numpy(dtype=object), on_invalid="ignore")
        rows = rows.astype({"weight": float, "weight_per_km": float})
        found = gpd.GeoDataFrame(rows, geometry=geometry, crs=WGS84)
        there = possible(geometry)
        return found if there.all() else found[there].reset_index(drop=True)

    def setting(self, name: str) -> Any:
        """Return what was last set under a name, None when nothing was."""
        with transaction(self.engine) as connection:
            held = select(tables.setting.c.value).where(tables.setting.c.name == name)
            value = connection.scalar(held)
        return None if value is None else json.loads(value)

    def settings(self, prefix: str) -> dict[str, Any]:
        """Return all that was last set under names that begin so, by name."""
        with transaction(self.engine) as connection:
            name, value = tables.setting.c.name, tables.setting.c.value
            rows = connection.execute(select(name, value).where(name.startswith(prefix)))
            return {key: json.loads(text) for key, text in rows}

    def set(self, name: str, value: Any, *, who: str = "", simulated: bool = False) -> None:
        """Keep a choice, any plain value, under a name; `simulated`: it rests on simulated data."""
        row = {"name": name, "value": json.dumps(value, ensure_ascii=False, sort_keys=True)}
        self.save(settings=pd.DataFrame([row]), source=name, who=who, simulated=simulated)

    def is_simulated(self) -> bool:
        """Whether any row is simulated."""
        return any(self.simulated().values())

    def simulated(self) -> dict[str, int]:
        """Return how many rows are simulated: `cameras equipment places roads rounds settings`."""
        lines = tables.demand.c.wkt.contains("LINESTRING")
        with transaction(self.engine) as connection:
            counts = {name: _count(connection, t, t.c.simulated) for name, t in _NAMED.items()}
            roads = _count(connection, tables.demand, tables.demand.c.simulated, lines)
        places = counts.pop("demand") - roads
        return {**counts, "places": places, "roads": roads}

    def is_empty(self) -> bool:
        """Whether there is no camera."""
        with transaction(self.engine) as connection:
            return not _count(connection, tables.camera)

    def save(
        self,
        *,
        source: str,
        who: str = "",
        simulated: bool = False,
        renamed: Mapping[str, str] = MappingProxyType({}),
        anew: bool = True,
        progress: Callable[[float], object] = lambda _share: None,
        also: Callable[[Write], object] = lambda _write: None,
        **given: pd.DataFrame | None,
    ) -> int:
        """Write rows by their ids in one transaction; return how many rows changed.

        Known ids are updated (a blank value leaves the stored one), new ones added, nothing
        else is touched; what is there already changes nothing. Simulated rows never stay
        beside what comes in: they are removed in the same transaction; only simulated rows
        that come back from a survey or an export (not `anew`) are laid over them, and places
        that were kept when all else was removed stay beside real cameras.

        Parameters
        ----------
        renamed
            Known code → new code of cameras, changed before anything is written.
        progress
            Told, from 0 to 1, how much is written; what it raises undoes all of it.
        also
            What else belongs to the write, done when all rows are written.
        given
            `cameras`, `equipment`, `rounds` in canonical columns; `demand` as `demand()`
            returns it; `settings` with `name value`.

        Raises
        ------
        StoreError
            Simulated rows were to go beside real ones, or the database refuses.
        """
        filled = {name: table for name, table in given.items() if table is not None and len(table)}
        source = source if undone(source) is None else f"“{source}”"  # a file may be called so
        with writing(self.engine, source=source, who=who) as write:
            if filled.keys() & set(_REGISTER):
                make_room(write, simulated=simulated, anew=anew, places="demand" in filled)
            write.rename(renamed)
            write.progress = _share_of(sum(map(len, filled.values())), progress)
            for name, table in filled.items():
                _save(write, _NAMED[name], table, simulated=simulated)
            also(write)
            progress(1.0)
            return write.rows

    def remove_simulated(self, *, keep_demand: bool = False, who: str = "") -> None:
        """Remove every simulated row: cameras, equipment, demand, rounds, plans made on them.

        `keep_demand`: the places and roads stay, simulated as they are.
        """
        with writing(self.engine, source="remove_simulated", who=who) as write:
            _remove_simulated(write, keep_demand=keep_demand)

    def _rows(self, table: Table) -> pd.DataFrame:
        with transaction(self.engine) as connection:
            return read_rows(connection, table)


def _upgrade(store: Store) -> None:
    """Bring the tables to this program's version, unless they are there."""
    with transaction(store.engine) as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    if present == _newest():
        return
    if store.is_read_only:
        shown = store.engine.url.render_as_string()
        message = _(
            "Store {url}: made by another version of this program, and without the right to write "
            "it here; open it once where it can be written",
            url=shown,
        )
        raise StoreError(message)
    config = _migrations()
    with transaction(store.engine, writes=True) as connection:
        if connection.dialect.name == POSTGRESQL:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
            make_extension(connection)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            shown = store.engine.url.render_as_string()
            raise StoreError(
                _("Store {url}: made by a newer version; update this program", url=shown)
            ) from error
        if not _count(connection, tables.state_table):
            first = {"store_id": uuid.uuid4().hex, "revision": 0}
            connection.execute(insert(tables.state_table).values(first))


def _migrations() -> Config:
    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


@cache
def _newest() -> str | None:
    """Return the version of this program's tables; its files are read once."""
    return ScriptDirectory.from_config(_migrations()).get_current_head()


def _as_wkt(demand: gpd.GeoDataFrame) -> pd.DataFrame:
    plain = pd.DataFrame(demand.drop(columns="geometry"))
    return plain.assign(wkt=shapely.to_wkt(demand.geometry.to_numpy(), rounding_precision=7))


def _count(connection: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _share_of(rows: int, progress: Callable[[float], object]) -> Callable[[int], object]:
    """Return what turns counts of rows written, each with an event, into the share of the work."""
    done = 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        progress(min(0.99, done / (2 * rows)))

    return tell


def leaving(simulated: Mapping[str, int], *, places: bool) -> dict[str, int]:
    """Return which of the simulated rows leave when real ones come in, see `Store.simulated`.

    Places that were kept leave for other places alone.

    Parameters
    ----------
    simulated
        Numbers of simulated rows: `cameras equipment places roads`.
    places
        Places or roads come in, else cameras.

    Returns
    -------
    dict
        The same keys; 0 of what stays.
    """
    if places or simulated["cameras"] or simulated["equipment"]:
        return dict(simulated)
    return {**simulated, "places": 0, "roads": 0}


def make_room(write: Write, *, simulated: bool, anew: bool, places: bool = False) -> None:
    """Remove the simulated rows that cannot stay beside what comes in, see `Store.save`.

    Places that were kept stay unless others come in.

    Parameters
    ----------
    write
        A write under way.
    simulated
        What comes in is simulated.
    anew
        What comes in takes the place of all that was simulated.
    places
        Places or roads come in.

    Raises
    ------
    StoreError
        What comes in is simulated, and real cameras are there.
    """
    if anew or not simulated:
        devices = (tables.camera, tables.equipment)
        there = any(_count(write.connection, t, t.c.simulated) for t in devices)
        _remove_simulated(write, keep_demand=not (there or places))
    if simulated and _count(write.connection, tables.camera, ~tables.camera.c.simulated):
        message = _("The store holds real cameras; simulated ones do not go beside them")
        raise StoreError(message)


def _save(write: Write, table: Table, given: pd.DataFrame, *, simulated: bool) -> None:
    key = tables.key_of(table)
    plain = _as_wkt(given) if isinstance(given, gpd.GeoDataFrame) else given
    check_numbers(table, plain)
    stored = read_rows(write.connection, table).drop(columns=BOOKKEEPING)
    change = difference(stored, merged(stored, plain, key), key)
    write.change(table, change, simulated=simulated)


def check_numbers(table: Table, given: pd.DataFrame) -> None:
    """Refuse numbers that their column cannot hold, whoever hands them in."""
    for column in tables.CONTENT[table]:
        if column.holds is schema.ColumnType.NUMBER and column.name in given:
            wrong = column.refuses(given[column.name].astype(float))
            if wrong.any():
                raise StoreError(cannot_be(column, as_text(given.loc[wrong, column.name].iloc[0])))


def _remove_simulated(write: Write, *, keep_demand: bool) -> None:
    copies = tables.submission
    write.connection.execute(delete(copies).where(copies.c.simulated))
    removed = 0
    for table in tables.CONTENT:
        if not (keep_demand and table is tables.demand):
            removed += write.connection.execute(delete(table).where(table.c.simulated)).rowcount
    if removed:
        gone = {"subject_id": "", "field": "simulated", "before": str(removed), "after": ""}
        write.record(tables.camera, pd.DataFrame([gone]))
        write.rows += removed
