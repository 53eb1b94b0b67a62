"""Who may read what of a real PostgreSQL store, and what a role without rights is told."""

import subprocess
from shutil import which

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from gis.core.errors import StoreError
from gis.export.layers import LAYERS
from gis.export.postgis.definitions import ROLES_FILE
from gis.export.postgis.refresh import refresh_tables
from gis.store.store import Store
from tests.export.every_column import full_cameras
from tests.system import empty

pytestmark = pytest.mark.postgis


@pytest.fixture
def admin(postgis):
    """The database emptied, a session of its administrator, and its roles gone at the end."""
    engine = create_engine(empty(postgis), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
        connection.execute(text("DROP SCHEMA IF EXISTS results CASCADE"))
        for name in ("lan", "app", "gis_reader"):
            found = f"SELECT count(*) FROM pg_roles WHERE rolname = '{name}'"
            if connection.execute(text(found)).scalar():
                connection.execute(text(f"DROP OWNED BY {name} CASCADE"))
                connection.execute(text(f"DROP ROLE {name}"))


def as_role(url, name):
    return create_engine(make_url(url).set(username=name), poolclass=NullPool)


def run(connection, *statements):
    for statement in statements:
        connection.exec_driver_sql(statement.replace("%", "%%"))


def test_the_reader_reads_results_and_no_confidential_camera(postgis, admin, registers):
    full = registers["full"].of_register(simulated=False)
    store = Store(postgis)
    store.save(cameras=full_cameras(), source="import")
    script = ROLES_FILE.read_text("utf-8")
    run(admin, script, script)  # before there are tables, and once more
    refresh_tables(store, full, "abcdabcd-1", program="test")
    run(admin, script, "CREATE ROLE lan LOGIN", "GRANT gis_reader TO lan")
    views = ["layer_equipment", "layer_points", "layer_roads", "layer_styles"]
    tables = [*(f'results."{name}"' for name in LAYERS), "results.about", *views]
    forbidden = [
        *("camera", "event", "setting", "submission", "survey_round", "demand", "equipment"),
        *("state", "layer_cameras", "layer_cameras_broken", "layer_cameras_not_located"),
        "layer_events",
    ]
    reader = as_role(postgis, "lan")
    seen = ""
    for table in tables:
        with reader.connect() as connection:
            seen += str(connection.execute(text(f"SELECT * FROM {table}")).all())
    for table in forbidden:
        with reader.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
            connection.execute(text(f"SELECT * FROM {table}"))
    for change in ("DELETE FROM results.cameras", "UPDATE results.about SET revision = 9"):
        with reader.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
            connection.execute(text(change))
    names = full.cameras.set_index("camera_id")["confidentiality"]
    assert "'C0'" in seen
    assert not any(f"'{one}'" in seen for one in names.index[names == "secret"])
    # Tables that are made anew by a newer program are read without asking again.
    run(admin, "UPDATE results.about SET definition = 'older'")
    refresh_tables(store, full, "abcdabcd-1", program="test")
    with reader.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM results.cameras")).scalar()
    store.engine.dispose()


def test_the_script_runs_in_psql_and_refuses_another_database(postgis, admin):
    if which("psql") is None:
        pytest.skip("psql is missing; on Debian/Ubuntu: apt install postgresql-client")
    url = make_url(postgis)
    place = ["-h", url.host, "-p", str(url.port), "-U", url.username, "-d", url.database]
    command = ["psql", *place, "-v", "ON_ERROR_STOP=1", "-f", str(ROLES_FILE)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode
    assert "không có bảng camera" in told.stderr
    Store(postgis).engine.dispose()
    subprocess.run(command, capture_output=True, text=True, check=True)


def test_who_may_not_add_postgis_is_told_what_the_administrator_runs(postgis, admin):
    run(
        admin,
        "DROP EXTENSION IF EXISTS postgis CASCADE",
        "CREATE ROLE app LOGIN",
        "GRANT USAGE, CREATE ON SCHEMA public TO app",
    )
    url = str(make_url(postgis).set(username="app"))
    with pytest.raises(StoreError, match="CREATE EXTENSION postgis;") as refused:
        Store(url)
    assert make_url(postgis).database in str(refused.value)
    assert not any(word in str(refused.value) for word in ("127.0.0.1", str(make_url(url).port)))
    run(admin, "CREATE EXTENSION postgis")
    store = Store(url)
    store.save(cameras=full_cameras(), source="import")
    assert len(store.cameras()) == 20
    store.engine.dispose()
