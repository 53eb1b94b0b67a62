"""The tables of results in a real PostgreSQL: rows, types, keys, rules, one revision at once."""

import subprocess
from shutil import which
from threading import Thread

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from gis.core.errors import StoreError
from gis.core.language import language, use_language
from gis.core.schema import CAMERA_COLUMNS
from gis.export.layers import LAYERS, layer
from gis.export.postgis import refresh
from gis.export.postgis.refresh import refresh_tables
from gis.export.schema import SCHEMAS
from gis.store.store import Store
from tests.system import empty, missing

pytestmark = pytest.mark.postgis
TYPES = {
    "str": "text",
    "Int64": "bigint",
    "float64": "double precision",
    "boolean": "boolean",
    "datetime64[s]": "date",
}
# Of the twenty cameras of the full register those that are not marked confidential.
OPEN = 14
KEYS = {
    "cameras": "camera_id",
    "communes": "code",
    "coverage": "coverage_id",
    "equipment": "equipment_id",
    "footprints": "camera_id",
    "gap_roads": "gap_id",
    "sites": "site_id",
}


@pytest.fixture
def store(postgis):
    opened = Store(empty(postgis))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def full(registers):
    return registers["full"].of_register(simulated=False)


def refreshed(store, analysis, number, **how):
    return refresh_tables(store, analysis, f"abcdabcd-{number}", program="test", **how)


def asked(store, query, **values):
    with store.engine.connect() as connection:
        return connection.execute(text(query), values).all()


def write(store, *statements):
    with store.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def plain(value):
    """Return a value as psycopg would: None for what is missing."""
    if pd.isna(value):
        return None
    return value.date() if hasattr(value, "date") else value


def changed(analysis, one, **fields):
    """The same analysis, but for the note of one camera: no place, no view."""
    cameras = analysis.cameras.copy()
    for name, value in fields.items():
        cameras.loc[analysis.cameras["camera_id"] == one, name] = value
    found = type(analysis)(**(vars_of(analysis) | {"cameras": cameras}))
    return analysis.sharing_views(found)


def vars_of(analysis):
    return {name: getattr(analysis, name) for name in type(analysis).__dataclass_fields__}


def test_every_table_holds_the_rows_of_its_layer(store, full):
    refreshed(store, full, 1)
    filled = {name for name in LAYERS if holds_its_layer(store, full, name)}
    assert {"cameras", "footprints", "gap_roads", "communes", "ranking", "buildings"} <= filled


def holds_its_layer(store, analysis, name):
    """Compare row by row; return how many there are."""
    expected, schema = layer(analysis, name), SCHEMAS[name]
    key = schema.names.index(schema.key)
    names = ", ".join(f'"{field.name}"' for field in schema.fields)
    shape = "ST_AsBinary(geom)" if schema.geometry else "NULL"
    rows = {row[key]: row for row in asked(store, f'SELECT {names}, {shape} FROM results."{name}"')}
    for *values, geometry in expected.itertuples(index=False):
        *found, blob = rows.pop(values[key])
        assert found == [plain(value) for value in values]
        assert (blob and bytes(blob)) == (geometry and geometry.wkb)
    assert rows == {}
    return len(expected)


def test_the_catalogue_says_types_keys_rules_and_indexes(store, full):
    refreshed(store, full, 1)
    columns = asked(
        store,
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'results'",
    )
    types = {(table, column): kind for table, column, kind in columns}
    for name in LAYERS:
        schema = SCHEMAS[name]
        for field in schema.fields:
            assert types[name, field.name] == TYPES[field.holds.dtype]
    shapes = dict(
        asked(
            store,
            "SELECT f_table_name, type FROM geometry_columns "
            "WHERE f_table_schema = 'results' AND srid = 4326 AND coord_dimension = 2",
        )
    )
    assert shapes == {n: SCHEMAS[n].geometry.upper() for n in LAYERS if SCHEMAS[n].geometry}
    rules = asked(
        store,
        "SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'results'::regnamespace",
    )
    keys = {table.partition(".")[2]: rule for table, kind, rule in rules if kind == "p"}
    assert {keys[name] for name in KEYS} <= {f"PRIMARY KEY ({key})" for key in KEYS.values()}
    foreign = {(table.partition(".")[2], rule) for table, kind, rule in rules if kind == "f"}
    unit = "FOREIGN KEY (commune_code) REFERENCES results.communes(code)"
    camera = "FOREIGN KEY (camera_id) REFERENCES results.cameras(camera_id)"
    deferred = " DEFERRABLE INITIALLY DEFERRED"
    for name in ("cameras", "sites", "footprints", "coverage", "gap_places", "demand_roads"):
        assert (name, unit + deferred) in foreign
    for name in ("footprints", "footprints_detail", "reachable"):
        assert (name, camera + deferred) in foreign
    checks = "\n".join(rule for table, kind, rule in rules if "cameras" in table and kind == "c")
    assert all(word in checks for word in ("'broken'", "'working'", "azimuth_deg", "360"))
    indexes = {name for (name,) in asked(store, "SELECT indexname FROM pg_indexes")}
    assert {"ix_cameras_commune_code", "ix_cameras_status", "ix_cameras_geom"} <= indexes
    assert {"ix_coverage_state", "ix_footprints_sight", "ix_gap_roads_coverage"} <= indexes


def test_comments_are_of_the_dictionary_in_vietnamese(store, full):
    refreshed(store, full, 1)
    [(table,)] = asked(store, "SELECT obj_description('results.coverage'::regclass)")
    assert table.startswith("Vùng được quan sát theo đơn vị hành chính")
    comments = asked(
        store,
        "SELECT a.attname, col_description(a.attrelid, a.attnum) FROM pg_attribute a "
        "WHERE a.attrelid = 'results.cameras'::regclass AND a.attnum > 0",
    )
    told = dict(comments)
    assert "broken = hư hỏng" in told["status"]
    assert "(m)" in told["range_m"]
    assert all(told[column.name] for column in CAMERA_COLUMNS)


def test_rules_refuse_what_the_schema_does_not_allow(store, full):
    refreshed(store, full, 1)
    for change in ("status = 'gone'", "azimuth_deg = 400", "commune_code = '99999'"):
        with pytest.raises(IntegrityError, match="violates"):
            write(store, f"UPDATE results.cameras SET {change}")


def test_a_reader_in_one_transaction_sees_one_revision(store, full, registers):
    refreshed(store, full, 1)
    with store.engine.connect() as reader:
        reader.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        count = text(
            "SELECT (SELECT revision FROM results.about), (SELECT count(*) FROM results.cameras), "
            "(SELECT count(*) FROM results.footprints), (SELECT count(*) FROM results.communes)"
        )
        before = reader.execute(count).one()
        refreshed(store, registers["empty"].of_register(simulated=False), 2)
        assert reader.execute(count).one() == before
        assert tuple(before) == (1, OPEN, len(layer(full, "footprints")), 2)
        reader.rollback()
        assert tuple(reader.execute(count).one()) == (2, 0, 0, 2)


def test_only_rows_that_changed_are_written(store, full):
    refreshed(store, full, 1)
    stamps = 'SELECT tableoid::regclass::text, xmin::text, "{}" FROM results."{}"'
    every = {name: stamps.format(SCHEMAS[name].key, name) for name in LAYERS}
    before = {name: set(map(tuple, asked(store, query))) for name, query in every.items()}
    assert refreshed(store, full, 2).written == {}
    done = refreshed(store, changed(full, "C3", note="đã xem"), 3)
    assert (done.written, done.removed) == ({"cameras": 1}, {})
    after = {name: set(map(tuple, asked(store, query))) for name, query in every.items()}
    assert {row[2] for row in after["cameras"] - before["cameras"]} == {"C3"}
    assert all(after[name] == before[name] for name in LAYERS if name != "cameras")
    assert asked(store, "SELECT note FROM results.cameras WHERE camera_id = 'C3'") == [("đã xem",)]
    assert asked(store, "SELECT revision, program FROM results.about") == [(3, "test")]


def test_rows_that_are_gone_go(store, full, registers):
    refreshed(store, full, 1)
    done = refreshed(store, registers["bare"].of_register(simulated=True), 2)
    assert done.removed["cameras"] == OPEN
    assert asked(store, "SELECT camera_id, simulated FROM results.cameras ORDER BY 1") == [
        ("A", True),
        ("B", True),
    ]


def test_an_older_revision_never_takes_the_place_of_a_newer_one(store, full, registers):
    refreshed(store, full, 7)
    late = refreshed(store, registers["empty"], 6)
    assert (late.is_newer, late.revision) == (True, 7)
    assert asked(store, "SELECT count(*) FROM results.cameras") == [(OPEN,)]
    other = refresh_tables(store, registers["empty"], "eeeeeeee-1", program="test")
    assert not other.is_newer  # another register in the same database is no older revision


def test_killed_in_the_middle_the_old_revision_stays_whole(store, full, registers, monkeypatch):
    refreshed(store, full, 1)
    before = {name: asked(store, f'SELECT * FROM results."{name}"') for name in LAYERS}

    def die(connection, *_):
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        asked(store, "SELECT pg_terminate_backend(:pid)", pid=pid)
        connection.exec_driver_sql("SELECT 1")

    monkeypatch.setattr(refresh, "write_styles", die)
    with pytest.raises(StoreError):
        refreshed(store, registers["empty"], 2)
    assert asked(store, "SELECT revision FROM results.about") == [(1,)]
    assert {name: asked(store, f'SELECT * FROM results."{name}"') for name in LAYERS} == before


def test_cameras_marked_confidential_never_come_in(store, full):
    [secret] = full.cameras.loc[full.cameras["confidentiality"] == "secret", "camera_id"].head(1)
    refreshed(store, full, 1)
    for name in LAYERS:
        told = "\n".join(map(str, asked(store, f'SELECT * FROM results."{name}"')))
        assert f"'{secret}'" not in told
        assert f"'{secret}:" not in told


def test_a_value_out_of_its_range_is_left_out_and_reported(store, full):
    odd = changed(full, "C4", azimuth_deg=999.0, status="không rõ")
    done = refreshed(store, odd, 1)
    found = asked(
        store, "SELECT azimuth_deg, status, name FROM results.cameras WHERE camera_id = 'C4'"
    )
    assert found == [(None, None, full.cameras.set_index("camera_id").loc["C4", "name"])]
    assert {"azimuth_deg", "status"} <= {finding.column for finding in done.findings}


def test_tables_with_other_columns_are_made_anew(store, full, monkeypatch):
    refreshed(store, full, 1)
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE results.cameras DROP COLUMN note"))
        connection.execute(text("UPDATE results.about SET definition = 'older'"))
    refreshed(store, full, 1)
    assert asked(store, "SELECT count(note) FROM results.cameras") == [(OPEN,)]
    with store.engine.begin() as connection:
        connection.execute(text("CREATE VIEW results.mine AS SELECT * FROM results.cameras"))
        connection.execute(text("UPDATE results.about SET definition = 'older'"))
    with pytest.raises(StoreError, match=r"results\.mine"):
        refreshed(store, full, 1)
    assert asked(store, "SELECT count(*) FROM results.mine") == [(OPEN,)]


def test_qgis_finds_a_style_for_each_layer_and_keeps_the_users_own(store, full):
    refreshed(store, full, 1)
    with store.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO layer_styles (f_table_name, stylename) VALUES ('cameras', 'mine')")
        )
        connection.execute(text("UPDATE layer_styles SET styleqml = NULL WHERE owner = 'camera'"))
    refreshed(store, full, 2)
    styles = dict(
        asked(
            store,
            "SELECT f_table_name, styleqml::text FROM layer_styles "
            "WHERE f_table_schema = 'results' AND useasdefault "
            "AND f_table_catalog = current_database()",
        )
    )
    assert set(styles) == {name for name in LAYERS if SCHEMAS[name].geometry}
    assert 'attr="sight"' in styles["footprints"]
    assert asked(store, "SELECT count(*) FROM layer_styles WHERE stylename = 'mine'") == [(1,)]


def test_a_file_has_no_tables(full, tmp_path):
    file = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    with pytest.raises(StoreError, match="PostgreSQL"):
        refreshed(file, full, 1)
    file.engine.dispose()


def test_who_may_not_make_the_schema_is_told_what_to_run(store, full):
    with store.engine.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS app"))
        connection.execute(text("CREATE ROLE app LOGIN"))
        connection.execute(text("GRANT ALL ON ALL TABLES IN SCHEMA public TO app"))
        connection.execute(text("GRANT USAGE, CREATE ON SCHEMA public TO app"))
    mine = Store(store.url.replace("postgres@", "app@"))
    words = "CREATE SCHEMA results AUTHORIZATION app"
    with pytest.raises(StoreError, match=words):
        refreshed(mine, full, 1)
    with store.engine.begin() as connection:
        connection.execute(text(words))
    assert refreshed(mine, full, 1).written["cameras"] == OPEN
    mine.engine.dispose()
    with store.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA results CASCADE"))
        connection.execute(text("DROP OWNED BY app"))
        connection.execute(text("DROP ROLE app"))


def test_gdal_reads_every_table_with_its_key_and_kind_of_shape(store, full):
    if which("ogrinfo") is None:
        missing("ogrinfo is missing; on Debian/Ubuntu: apt install gdal-bin")
    refreshed(store, full, 1)
    url = create_engine(store.url).url
    source = f"PG:host={url.host} port={url.port} user={url.username} dbname={url.database}"
    for name in LAYERS:
        command = ["ogrinfo", "-ro", "-so", source, f"results.{name}"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        schema = SCHEMAS[name]
        kind = {"": "None", "MultiLineString": "Multi Line String"}.get(schema.geometry)
        kind = kind or schema.geometry.replace("Multi", "Multi ")
        assert f"Geometry: {kind}\n" in told
        assert f"Feature Count: {len(layer(full, name))}\n" in told
        assert f"{schema.key}: String" in told
        assert ("Geometry Column = geom" in told) == bool(schema.geometry)
        assert ('ID["EPSG",4326]' in told) == bool(schema.geometry)


def test_a_table_that_somebody_dropped_is_made_again(store, full):
    refreshed(store, full, 1)
    write(store, "DROP TABLE results.gap_roads")
    refreshed(store, full, 2)
    expected = len(layer(full, "gap_roads"))
    assert asked(store, "SELECT count(*) FROM results.gap_roads") == [(expected,)]
    assert expected


def test_ground_is_dissolved_alike_however_often(full, registers):
    first = layer(full, "coverage")
    layer(registers["bare"], "coverage")
    again = layer(full, "coverage")
    assert len(first)
    assert first.equals(again)
    assert layer(full, "coverage").equals(again)


@pytest.mark.parametrize(
    "note",
    [
        "a\nb",
        "\\.",
        "x\n\\.\ny",
        '"',
        "'; DROP TABLE results.cameras; --",
        "a,b\r\nc\t%s %",
        "\\N",
        "NULL",
    ],
)
def test_texts_of_any_kind_arrive_as_they_are(store, full, note):
    refreshed(store, changed(full, "C3", note=note, name=note), 1)
    query = "SELECT note, name FROM results.cameras WHERE camera_id = 'C3'"
    assert asked(store, query) == [(note, note)]


def test_a_key_too_long_for_an_index_is_cut_and_stays_the_same(store, full):
    # Letters that compress badly, as an index would compress them first.
    random = np.random.default_rng(1)
    long = "".join(map(chr, random.integers(0x4E00, 0x9FFF, 3000)))
    odd = changed(full, "C3", camera_id=long)
    refreshed(store, odd, 1)
    query = "SELECT camera_id FROM results.cameras WHERE length(camera_id) > 100"
    [(key,)] = asked(store, query)
    assert key.startswith(long[:100])
    assert refreshed(store, odd, 2).written == {}


def test_words_are_vietnamese_whoever_refreshes(store, full):
    use_language("en")
    try:
        refreshed(store, full, 1)
        assert language() == "en"
    finally:
        use_language("vi")
    query = "SELECT status_label FROM results.cameras WHERE status = 'broken' LIMIT 1"
    assert asked(store, query) == [("hư hỏng",)]


def test_of_machines_that_refresh_at_once_the_newest_revision_stays(store, full):
    analyses = {number: changed(full, "C3", note=f"revision {number}") for number in (1, 2, 3)}
    threads = [Thread(target=refreshed, args=(store, analyses[n], n)) for n in (3, 1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked(store, "SELECT revision FROM results.about") == [(3,)]
    query = "SELECT note FROM results.cameras WHERE camera_id = 'C3'"
    assert asked(store, query) == [("revision 3",)]
