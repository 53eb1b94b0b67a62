"""Files of every past version open in this one, with all that was in them."""

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.types import UserDefinedType

from gis.store.database import transaction
from gis.store.editing import history
from gis.store.sql_rules import INDEXES
from gis.store.store import Store
from gis.store.tables import metadata
from tests.system import empty


class Geometry(UserDefinedType):
    """PostGIS's type, which SQLAlchemy does not know."""

    def __init__(self, *about):
        self.about = about


VERSIONS = sorted(Path(__file__).with_name("versions").glob("*.sqlite"))


def test_a_file_of_each_past_version_is_kept():
    folder = Path(__file__).resolve().parents[2] / "gis" / "store" / "migrations" / "versions"
    past = sorted(path.name[:4] for path in folder.glob("[0-9]*.py"))[:-1]
    assert [path.stem for path in VERSIONS] == past


@pytest.mark.parametrize("file", VERSIONS, ids=lambda path: path.stem)
def test_an_old_file_opens_with_all_that_was_in_it(file, tmp_path):
    copy = shutil.copy(file, tmp_path / "register.sqlite")
    store = Store(f"sqlite:///{copy}")
    rows = store.cameras().set_index("camera_id")
    assert rows["status"].tolist() == ["broken", "working", "unknown"]
    assert rows.loc["C0", ["name", "note", "repair_cost_vnd"]].tolist() == ["Chợ", "đã xem", 2.5e6]
    assert rows.loc["C0", ["serial", "accepted_by"]].tolist() == ["", ""]
    assert store.equipment()["channels"].tolist() == [8.0]
    assert len(store.demand()) == 2
    assert history(store, "C0")["who"].tolist() == ["An", "Bình"]
    store.engine.dispose()


# SQLAlchemy stumbles over rules that are not held against the rows that are there.
@pytest.mark.filterwarnings("ignore:Can't validate argument 'dialect_options'")
def test_the_migrations_make_the_tables_the_program_knows(store, monkeypatch):
    names = store.engine.dialect.ischema_names
    monkeypatch.setitem(names, "geometry", Geometry)
    with transaction(store.engine) as connection:
        options = {"include_object": _ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        found = compare_metadata(context, metadata)
    assert [change for change in found if not is_comment(change)] == []


def is_comment(change):
    """Comments of PostgreSQL's tables are in the reader's language; metadata has none."""
    return all("comment" in one[0] for one in (change if isinstance(change, list) else [change]))


def _ours(thing, name, kind, reflected, compare_to):
    """Geometry and what PostGIS itself brings are made by the migrations alone."""
    if name in INDEXES:
        return False
    return not (name == "geom" or (name or "").endswith("_geom") or name == "spatial_ref_sys")


@pytest.mark.postgis
def test_qgis_finds_geometry_an_index_and_layers_it_cannot_write(postgis):
    store = Store(empty(postgis))
    with store.engine.connect() as connection:
        layers = "SELECT f_table_name FROM geometry_columns WHERE type = 'POINT'"
        assert {"camera", "layer_cameras"} <= set(connection.scalars(text(layers)))
        plan = "EXPLAIN SELECT * FROM layer_cameras WHERE geom && ST_MakeEnvelope(1, 1, 2, 2, 4326)"
        connection.execute(text("SET enable_seqscan = off"))
        assert "ix_camera_geom" in "\n".join(connection.scalars(text(plan)))
        with pytest.raises(Exception, match="is for reading"):
            connection.execute(text("INSERT INTO layer_events DEFAULT VALUES"))
    store.engine.dispose()
