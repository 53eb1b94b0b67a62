"""A write by SQL to a real PostgreSQL store is a write like any other: seen, recorded, undone."""

import json
import subprocess
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from gis.store.archive import removed, restore
from gis.store.editing import edit, history, recent_changes
from gis.store.store import Store
from gis.store.undoing import redoable, undo, undoable
from tests.store.three_cameras import PLACES, RECORDER, THREE
from tests.system import empty, postgresql_programs, until

pytestmark = pytest.mark.postgis
MIGRATIONS = Path(__file__).resolve().parents[2] / "gis" / "store" / "migrations"
FIELDS = ["who", "source", "field", "before", "after"]


@pytest.fixture
def filled(postgis):
    store = Store(empty(postgis))
    store.save(cameras=THREE, equipment=RECORDER, demand=PLACES, source="import", who="An")
    yield store
    store.engine.dispose()


def sql(store, *statements):
    """Run as psql does: a session of its own, one transaction."""
    engine = create_engine(store.url, poolclass=NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def number(store):
    return int(store.revision().rpartition("-")[2])


def content(store):
    query = "SELECT to_jsonb(c) - 'version' FROM camera c ORDER BY camera_id"
    with store.engine.connect() as connection:
        return connection.scalars(text(query)).all()


def test_an_update_raises_the_revision_and_records_each_field(filled):
    before = number(filled)
    sql(
        filled,
        "UPDATE camera SET status = 'working', repair_cost_vnd = 3000000, lon = lon "
        "WHERE camera_id = 'C0'",
    )
    assert number(filled) == before + 1
    told = history(filled, "C0").query("source == 'sql'")
    assert told[FIELDS].to_numpy().tolist() == [
        ["postgres", "sql", "status", "broken", "working"],
        ["postgres", "sql", "repair_cost_vnd", "2500000", "3000000"],
    ]
    assert told["revision"].unique().tolist() == [before + 1]
    assert told["at"].str.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00").all()
    assert filled.cameras().set_index("camera_id").loc["C0", "status"] == "working"
    with filled.engine.connect() as connection:
        versions = "SELECT version FROM camera ORDER BY camera_id"
        assert connection.scalars(text(versions)).all() == [2, 1, 1]


def test_what_changes_nothing_raises_nothing(filled):
    before = number(filled)
    sql(filled, "UPDATE camera SET note = note", "UPDATE camera SET note = 'x' WHERE false")
    assert number(filled) == before


def test_statements_of_one_transaction_are_one_write(filled):
    before = number(filled)
    sql(
        filled,
        "UPDATE camera SET note = 'a'",
        "DELETE FROM demand WHERE demand_id = 'D0'",
        "INSERT INTO camera (camera_id, lon, lat) VALUES ('Q1', 106.9, 16.8)",
    )
    assert number(filled) == before + 1
    [write] = recent_changes(filled, limit=1).to_dict("records")
    assert (write["revision"], write["source"], write["events"]) == (before + 1, "sql", 5)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE camera SET status = 'broken', note = 'Cổng \"A\"\n; ''x''', lon = 106.87654321",
        "INSERT INTO camera (camera_id, name, note, lat) VALUES ('Q1', 'Chợ', NULL, 16.5)",
        "DELETE FROM camera WHERE camera_id = 'C0'",
        "DELETE FROM camera",
    ],
)
def test_the_program_takes_a_write_back_and_does_it_again(filled, statement):
    before = content(filled)
    sql(filled, statement)
    after, revision = content(filled), number(filled)
    assert after != before
    assert undoable(filled) == revision
    undo(filled, revision, who="Bình")
    assert content(filled) == before
    undo(filled, redoable(filled), who="Bình")
    assert content(filled) == after


def test_places_written_by_sql_are_undone_too(filled):
    before = filled.demand()
    sql(filled, "UPDATE demand SET weight = 9, weight_per_km = 2, name = ''")
    sql(filled, "DELETE FROM demand WHERE demand_id = 'D1'")
    for _turn in range(2):
        undo(filled, undoable(filled))
    assert filled.demand().equals(before)


def test_writes_of_the_program_are_recorded_once(filled):
    edits = [("C0", "note", "", "đã xem")]
    table = pd.DataFrame(edits, columns=["subject_id", "field", "before", "after"])
    before = number(filled)
    edit(filled, table, source="page", who="An")
    assert number(filled) == before + 1
    assert history(filled, "C0")["source"].tolist() == ["import", "page"]
    undo(filled, before + 1)
    assert "sql" not in set(history(filled, "C0")["source"])


def test_what_sql_removed_can_be_brought_back_from_the_list_of_removed(filled):
    sql(filled, "DELETE FROM camera WHERE camera_id = 'C0'")
    [row] = removed(filled).to_dict("records")
    assert (row["subject_id"], row["who"], row["reason"]) == ("C0", "postgres", "xóa bằng SQL")
    restore(filled, ["C0"], source="page")
    assert filled.cameras().set_index("camera_id").loc["C0", "name"] == "Chợ"


def test_codes_and_whole_tables_are_refused_in_words(filled):
    before = content(filled)
    for statement in ("UPDATE camera SET camera_id = 'Z' || camera_id", "TRUNCATE camera"):
        with pytest.raises(DBAPIError, match="Không"):
            sql(filled, statement)
    assert content(filled) == before


def test_a_role_that_may_write_cameras_alone_is_recorded_under_its_name(filled):
    sql(filled, "DROP ROLE IF EXISTS officer", "CREATE ROLE officer LOGIN")
    sql(
        filled,
        "GRANT USAGE ON SCHEMA public TO officer",
        "GRANT SELECT, INSERT, UPDATE ON camera TO officer",
    )
    officer = create_engine(filled.url.replace("postgres@", "officer@"), poolclass=NullPool)
    with officer.begin() as connection:
        connection.execute(text("SET camera.writer = 'program'"))  # it is not
        connection.execute(text("UPDATE camera SET note = 'Hải' WHERE camera_id = 'C1'"))
    for forbidden in (
        "INSERT INTO event (at, who, source, subject, subject_id, field, before, after) "
        "VALUES ('', 'An', '', 'camera', 'C1', 'note', '', '')",
        "UPDATE state SET revision = 99",
        "SELECT camera_sql_revision()",
        "DELETE FROM camera",
    ):
        with officer.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
            connection.execute(text(forbidden))
    assert history(filled, "C1")["who"].tolist() == ["An", "officer"]
    sql(filled, "DROP OWNED BY officer", "DROP ROLE officer")


def test_nobody_lets_the_triggers_of_events_run_on_a_table_of_his_own(filled):
    before = number(filled)
    sql(
        filled,
        "DROP ROLE IF EXISTS stranger",
        "CREATE ROLE stranger LOGIN",
        "GRANT USAGE ON SCHEMA public TO stranger",
    )
    stranger = create_engine(filled.url.replace("postgres@", "stranger@"), poolclass=NullPool)
    for name, event, rows in (
        ("inserted", "INSERT", "NEW TABLE AS new_rows"),
        ("updated", "UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ("deleted", "DELETE", "OLD TABLE AS old_rows"),
    ):
        trigger = (
            f"CREATE TRIGGER forged AFTER {event} ON pg_temp.camera REFERENCING {rows} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION camera_sql_{name}('camera_id', '')"
        )
        with stranger.connect() as connection:
            connection.execute(text("CREATE TEMP TABLE camera (camera_id text, note text)"))
            with pytest.raises(DBAPIError, match="permission denied"):
                connection.execute(text(trigger))
    assert number(filled) == before
    assert history(filled, "C1")["who"].tolist() == ["An"]
    sql(filled, "DROP OWNED BY stranger", "DROP ROLE stranger")


def test_savepoints_part_no_write(filled):
    """As `psql` sets them with ON_ERROR_ROLLBACK, and Python's nested transactions."""
    before = number(filled)
    sql(
        filled,
        "SAVEPOINT a",
        "UPDATE camera SET note = 'a' WHERE camera_id = 'C0'",
        "RELEASE a",
        "SAVEPOINT b",
        "UPDATE camera SET note = 'b' WHERE camera_id = 'C1'",
        "ROLLBACK TO b",
        "UPDATE camera SET note = 'c' WHERE camera_id = 'C2'",
    )
    assert number(filled) == before + 1
    told = pd.concat([history(filled, code) for code in ("C0", "C1", "C2")])
    told = told[told["source"] == "sql"]
    assert told[["revision", "subject_id", "after"]].to_numpy().tolist() == [
        [before + 1, "C0", "a"],
        [before + 1, "C2", "c"],
    ]
    sql(filled, "SAVEPOINT a", "UPDATE camera SET note = 'd'", "ROLLBACK TO a")
    assert number(filled) == before + 1
    sql(filled, "UPDATE camera SET note = 'e' WHERE camera_id = 'C1'")
    assert number(filled) == before + 2


def test_sql_and_program_at_once_wait_for_each_other(filled):
    engine = create_engine(filled.url, poolclass=NullPool)
    before = number(filled)
    with engine.begin() as connection:
        connection.execute(text("UPDATE camera SET note = 'sql' WHERE camera_id = 'C0'"))
        beside = Thread(
            target=filled.save,
            kwargs={"cameras": THREE.assign(note="page"), "source": "page"},
        )
        beside.start()
        waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        until(lambda: connection.execute(text(waits)).scalar(), "the program did not wait")
    beside.join()
    assert number(filled) == before + 2
    assert history(filled, "C0")["source"].tolist() == ["import", "sql", "page"]
    assert filled.cameras()["note"].tolist() == ["page"] * 3


def test_the_content_of_a_removed_row_is_that_of_the_program(filled):
    sql(filled, "DELETE FROM camera WHERE camera_id = 'C1'")
    by_sql = history(filled, "C1").query("field == '' and after == 'removed'")["before"].iloc[0]
    undo(filled, number(filled))
    undo(filled, number(filled))
    by_program = history(filled, "C1").query("field == '' and after == 'removed'")["before"]
    one, other = json.loads(by_sql), json.loads(by_program.iloc[-1])
    assert one | {"version": ""} == other | {"version": ""}


@pytest.mark.parametrize(
    "change",
    ["status = 'gone'", "lat = 95", "azimuth_deg = -1", "onvif = 'có'", "installed_on = '5/2025'"],
)
def test_sql_writes_within_the_rules_of_the_schema(filled, change):
    with pytest.raises(DBAPIError, match="violates check constraint"):
        sql(filled, f"UPDATE camera SET {change}")


def test_what_an_older_version_let_in_stays_and_the_program_goes_on_with_it(filled):
    sql(
        filled,
        "SET camera.writer = 'program'",
        "UPDATE camera SET azimuth_deg = 999, onvif = 'có' WHERE camera_id = 'C0'",
    )
    table = pd.DataFrame([("C0", "note", "", "x")], columns=["subject_id", *FIELDS[2:]])
    edit(filled, table, source="page")
    archived = filled.cameras().set_index("camera_id").loc["C0"]
    assert (archived["azimuth_deg"], archived["note"]) == (999, "x")


def test_the_register_is_described_in_vietnamese(filled):
    query = (
        "SELECT col_description('camera'::regclass, attnum) FROM pg_attribute "
        "WHERE attrelid = 'camera'::regclass AND attname = 'status'"
    )
    with filled.engine.connect() as connection:
        assert "broken = hư hỏng" in connection.scalar(text(query))
        told = connection.scalar(text("SELECT obj_description('demand'::regclass)"))
        indexes = set(connection.scalars(text("SELECT indexname FROM pg_indexes")))
    assert told == "Địa điểm, tuyến đường cần giám sát"
    assert {"ix_camera_commune_code", "ix_camera_status", "ix_equipment_status"} <= indexes


def test_a_store_of_the_version_before_is_brought_up_by_a_role_without_rights_beyond_it(postgis):
    sql_url = empty(postgis)
    admin = create_engine(sql_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE EXTENSION postgis"))
        connection.execute(text("CREATE ROLE owner LOGIN"))
        connection.execute(text("GRANT USAGE, CREATE ON SCHEMA public TO owner"))
    mine = str(make_url(sql_url).set(username="owner"))
    before = create_engine(mine, poolclass=NullPool)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with before.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        connection.execute(text("INSERT INTO state VALUES ('abc', 7)"))
        connection.execute(
            text(
                "INSERT INTO camera (camera_id, lat, version, simulated) "
                "VALUES ('C0', 95, 1, false)"
            )
        )
    store = Store(mine)
    store.save(cameras=THREE, source="import")
    assert number(store) == 8
    with before.begin() as connection:
        connection.execute(text("UPDATE camera SET note = 'x' WHERE camera_id = 'C0'"))
    assert number(store) == 9
    assert history(store, "C0")["who"].tolist()[-1] == "owner"
    store.engine.dispose()
    with admin.connect() as connection:
        connection.execute(text("DROP OWNED BY owner"))
        connection.execute(text("DROP ROLE owner"))


def test_a_dump_is_restored_with_what_an_older_version_let_in_and_its_triggers(filled):
    """As the database's own programs do it; the copy goes on counting."""
    odd = "UPDATE camera SET azimuth_deg = 999 WHERE camera_id = 'C0'"
    sql(filled, "SET camera.writer = 'program'", odd)
    programs, url = postgresql_programs(), make_url(filled.url)
    place = ["-h", url.host, "-p", str(url.port), "-U", url.username]
    dump = subprocess.run(
        [programs / "pg_dump", *place, url.database], check=True, capture_output=True
    ).stdout
    sql_file = [programs / "psql", *place, "-q", "-v", "ON_ERROR_STOP=1", "-d", "copy"]
    subprocess.run([programs / "createdb", *place, "copy"], check=True)
    try:
        subprocess.run(sql_file, input=dump, check=True, capture_output=True)
        copy = Store(str(url.set(database="copy")))
        before = number(copy)
        sql(copy, "UPDATE camera SET note = 'x' WHERE camera_id = 'C1'")
        assert number(copy) == before + 1
        assert content(copy)[0]["azimuth_deg"] == 999
        copy.engine.dispose()
    finally:
        subprocess.run([programs / "dropdb", *place, "copy"], check=True)


def shapes(store, table="camera", order="camera_id"):
    query = f"SELECT ST_AsText(geom, 6) FROM {table} ORDER BY {order}"
    with store.engine.connect() as connection:
        return connection.scalars(text(query)).all()


def test_what_is_drawn_moves_the_camera_and_the_columns_move_the_point(filled):
    before = content(filled)
    sql(
        filled,
        "UPDATE camera SET geom = 'SRID=4326;POINT(107 16.5)' WHERE camera_id = 'C0'",
        "UPDATE camera SET lon = 106.5, lat = 17 WHERE camera_id = 'C2'",
        "INSERT INTO camera (camera_id, geom) VALUES ('Q1', 'SRID=4326;POINT(106.9 16.8)')",
        "INSERT INTO camera (camera_id, geom) VALUES ('Q2', NULL)",
    )
    found = filled.cameras().set_index("camera_id")
    assert found.loc[["C0", "C2", "Q1"], ["lon", "lat"]].to_numpy().tolist() == [
        [107.0, 16.5],
        [106.5, 17.0],
        [106.9, 16.8],
    ]
    after = shapes(filled)
    assert [after[0], *after[2:]] == [
        "POINT(107 16.5)",
        "POINT(106.5 17)",
        "POINT(106.9 16.8)",
        None,
    ]
    fields = history(filled, "C0").query("source == 'sql'")["field"].tolist()
    assert fields == ["lon", "lat"]
    undo(filled, undoable(filled))
    assert content(filled) == before


def test_places_are_drawn_too_and_follow_the_program(filled):
    before = filled.demand()
    drawn = "SRID=4326;LINESTRING(106.9 16.8, 107 16.9)"
    sql(
        filled,
        f"UPDATE demand SET geom = '{drawn}' WHERE demand_id = 'D1'",
        "INSERT INTO demand (demand_id, category, name, geom) "
        "VALUES ('Q', 'market', 'Chợ', 'SRID=4326;POINT(106.9 16.8)')",
    )
    found = filled.demand().set_index("demand_id").geometry.to_wkt()
    assert found["D1"] == "LINESTRING (106.9 16.8, 107 16.9)"
    assert found["Q"] == "POINT (106.9 16.8)"
    undo(filled, undoable(filled))
    assert filled.demand().equals(before)
    filled.save(demand=PLACES.assign(geometry=PLACES.geometry.translate(0.1)), source="import")
    assert shapes(filled, "demand", "demand_id")[0].startswith("POINT(106.7")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("INSERT INTO camera (camera_id) VALUES ('')", "Mã"),
        ("INSERT INTO camera (camera_id) VALUES ('  ')", "Mã"),
        ("INSERT INTO equipment (equipment_id, kind) VALUES (' R9', 'recorder')", "Mã"),
        ("INSERT INTO demand (demand_id, category) VALUES ('d9', 'market')", "geom"),
    ],
)
def test_a_row_without_code_or_shape_is_refused_in_words(filled, statement, words):
    before = number(filled)
    with pytest.raises(DBAPIError, match=words):
        sql(filled, statement)
    assert number(filled) == before


def test_a_point_that_is_taken_away_takes_the_position_with_it(filled):
    sql(filled, "UPDATE camera SET geom = NULL WHERE camera_id = 'C0'")
    row = filled.cameras().set_index("camera_id").loc["C0"]
    assert row[["lon", "lat"]].isna().all()
    assert {"lon", "lat"} <= set(history(filled, "C0").query("source == 'sql'")["field"])
