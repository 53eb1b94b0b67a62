"""CQL2 answers as SQLite does over the same table, and by hand where SQL has no word for it."""

import json
import sqlite3
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.export.layers import layer
from tests import world

CRS = "http://www.opengis.net/def/crs/EPSG/0/"
FIELDS = {
    "status": ["working", "broken", "abandoned", "x"],
    "name": ["Chợ Đông", "Cổng xã", "chợ Tây", "O'Hara", "100%_tốt"],
    "range_m": [100, 250, 99.5, -1],
    "repair_cost_vnd": [2_000_000, 0],
    "surveyed_on": ["2026-01-10", "2026-02-10", "2026-02-20", "2027-01-01"],
}


@pytest.fixture(scope="module")
def database(village):
    """Return the cameras as SQLite holds them; days are texts that sort as days do."""
    table = layer(village, "cameras")[["camera_id", *FIELDS]]
    days = table["surveyed_on"].dt.strftime("%Y-%m-%d")
    table = table.assign(surveyed_on=days).astype(object)
    rows = table.where(table.notna(), None).values.tolist()
    opened = sqlite3.connect(":memory:", check_same_thread=False)
    opened.execute(f"CREATE TABLE cameras (camera_id, {', '.join(FIELDS)})")
    opened.executemany(f"INSERT INTO cameras VALUES ({', '.join('?' * (len(FIELDS) + 1))})", rows)
    opened.execute("PRAGMA case_sensitive_like = ON")
    yield opened
    opened.close()


def quoted(value):
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


@st.composite
def comparisons(draw):
    """Return a condition in CQL2, and the same in SQL."""
    field = draw(st.sampled_from(sorted(FIELDS)))
    values = st.sampled_from(FIELDS[field])
    as_sql = quoted

    def as_cql(value):
        return f"DATE({quoted(value)})" if field == "surveyed_on" else quoted(value)

    kind = draw(st.sampled_from(["compare", "in", "between", "null", "like"]))
    negated = draw(st.sampled_from(["", "NOT "]))
    if kind == "compare":
        op, value = draw(st.sampled_from(["=", "<>", "<", "<=", ">", ">="])), draw(values)
        return f"{field} {op} {as_cql(value)}", f"{field} {op} {as_sql(value)}"
    if kind == "in":
        several = draw(st.lists(values, min_size=1, max_size=3))
        each = (", ".join(map(write, several)) for write in (as_cql, as_sql))
        return tuple(f"{field} {negated}IN ({one})" for one in each)
    if kind == "between" and field != "name":
        low, high = draw(values), draw(values)
        each = (f"{write(low)} AND {write(high)}" for write in (as_cql, as_sql))
        return tuple(f"{field} {negated}BETWEEN {one}" for one in each)
    if kind == "like":
        pattern = draw(st.text("%_Chợông'x", max_size=6))
        both = f"name {negated}LIKE {quoted(pattern)}"
        return both, both
    return (f"{field} IS {negated}NULL",) * 2


CONDITIONS = st.recursive(
    comparisons(),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(
            lambda t: tuple(f"({a}) {t[1]} ({b})" for a, b in zip(t[0], t[2], strict=True))
        ),
        st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(
            lambda t: tuple(f"{a} {t[1]} {b}" for a, b in zip(t[0], t[2], strict=True))
        ),
        inner.map(lambda pair: tuple(f"NOT ({one})" for one in pair)),
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(CONDITIONS)
def test_a_condition_means_what_it_means_in_sql(ask, database, pair):
    cql, sql = pair
    found = ask(filter=cql)
    rows = database.execute(f"SELECT camera_id FROM cameras WHERE {sql} ORDER BY camera_id")
    assert found.status == 200, found.page
    assert found.ids == [row[0] for row in rows]


def test_and_binds_closer_than_or(ask):
    assert ask(filter="status='broken' OR status='working' AND range_m>200").ids == [
        *("C1", "C2", "C3", "C5")
    ]


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ("name = 'O''Hara'", ["C5"]),
        ("name LIKE '100\\%\\_%'", ["C4"]),
        ("CASEI(name) LIKE CASEI('CHỢ%')", ["C0", "C2"]),
        ("name = 'Cổng xã'", ["C1"]),
        ("surveyed_on > TIMESTAMP('2026-02-10T18:00:00Z')", ["C3", "C5"]),
        ("surveyed_on > '2026-02-10'", ["C3", "C5"]),
        ("live_only", []),
        ("NOT live_only AND simulated = FALSE", ["C0", "C1", "C2", "C3", "C4", "C5"]),
        ("range_m = storage_days", []),
        ("camera_id = camera_id", ["C0", "C1", "C2", "C3", "C4", "C5"]),
        ("geometry IS NULL", ["C5"]),
        ("1 = 1", ["C0", "C1", "C2", "C3", "C4", "C5"]),
        ("TRUE", ["C0", "C1", "C2", "C3", "C4", "C5"]),
    ],
)
def test_by_hand(ask, condition, ids):
    assert ask(filter=condition).ids == ids


def polygon(*corners):
    return "POLYGON((" + ", ".join(f"{x} {y}" for x, y in world.degrees(corners)) + "))"


def test_shapes(ask):
    square = polygon((200, 400), (600, 400), (600, 600), (200, 600), (200, 400))
    assert ask(filter=f"S_INTERSECTS(geometry, {square})").ids == ["C1", "C2"]
    assert ask(filter=f"S_INTERSECTS({square}, geometry)").ids == ["C1", "C2"]
    assert ask(filter=f"NOT S_INTERSECTS(geometry, {square})").ids == ["C0", "C3", "C4"]
    assert ask(filter=f"S_DISJOINT(geometry, {square})").ids == ["C0", "C3", "C4"]
    assert ask(filter=f"S_WITHIN(geometry, {square}) AND status='broken'").ids == ["C1", "C2"]
    west, south, east, north = world.degrees([(200, 400), (600, 600)]).ravel()
    box = f"S_INTERSECTS(geometry, BBOX({west},{south},{east},{north}))"
    assert ask(filter=box).ids == ["C1", "C2"]


def test_shapes_in_another_order_of_axes(ask):
    corners = world.degrees([(200, 400), (600, 400), (600, 600), (200, 600), (200, 400)])
    wkt = "POLYGON((" + ", ".join(f"{y} {x}" for x, y in corners) + "))"
    asked = {"filter": f"S_INTERSECTS(geometry, {wkt})", "filter_crs": CRS + "4326"}
    assert ask(**asked).ids == ["C1", "C2"]


def test_the_same_as_json(ask):
    node = {"op": "in", "args": [{"property": "status"}, ["broken", "abandoned"]]}
    point = {"type": "Point", "coordinates": world.degrees([(500, 500)])[0].tolist()}
    here = {"op": "s_intersects", "args": [{"property": "geometry"}, point]}
    asked = {"filter": json.dumps({"op": "and", "args": [node, here]}), "filter_lang": "cql2-json"}
    assert ask(**asked).ids in (["C2"], [])  # the point itself is rounded to a centimetre
    asked["filter"] = json.dumps({"op": "not", "args": [node]})
    assert ask(**asked).ids == ["C0", "C3"]


# What is taken at most, of each way to lead the parser deeper, and of all at once.
DEEP = (
    "'(' * 16 + 'a=1' + ')' * 16",
    "'not(' * 16 + 'a=1' + ')' * 16",
    "'not not not(' * 16 + 'not not a=1' + ')' * 16",
    "'1=1=1=(' * 16 + '1' + ')' * 16",
    "'a in (' * 16 + '1' + ')' * 16",
    "'a' + ' in (1)' * 149",
    "' or '.join(['a=1'] * 300)",
    "' or '.join(['a=1'] * 260) + ' or ' + '1=1=1=(' * 16 + '1' + ')' * 16",
    "'a=---1'",
)


def test_the_deepest_filters_that_are_taken_are_read_on_a_small_stack():
    """Threads of some systems have 512 KB; the parser is recursive."""
    program = (
        "import threading; from gis.live.features.filters import read_filter\n"
        "threading.stack_size(512 * 1024)\n"
        f"texts = [{', '.join(DEEP)}]\n"
        "def read():\n"
        "    for text in texts: read_filter(text, 'cql2-text')\n"
        "    print('read', end='')\n"
        "thread = threading.Thread(target=read); thread.start(); thread.join()"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "read"), done.stderr
