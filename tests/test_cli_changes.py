"""`python -m gis changes --since`: what changed, for whoever holds a copy of the layers."""

import json

import pandas as pd
import pytest

from gis.core.schema import EQUIPMENT_COLUMNS, conform
from gis.store.archive import remove
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.store import Store
from tests import world

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}
ROWS = [
    {**HERE, "camera_id": "A", "name": "Chợ"},
    {**HERE, "camera_id": "B", "name": "Cầu"},
    {**HERE, "camera_id": "S", "name": "Villa Kestrel", "confidentiality": "secret"},
    {"camera_id": "N", "name": "Chưa rõ"},
]


@pytest.fixture
def register(gis):
    store = Store(f"sqlite:///{gis.folder / 'register.sqlite'}")
    store.save(cameras=world.cameras(*ROWS), source="list.xlsx")
    gis.begin = store.revision()
    changes = [("A", "name", "Chợ", "Chợ mới"), ("S", "note", "", "x"), ("N", "note", "", "y")]
    edit(store, pd.DataFrame(changes, columns=FIELDS), source="t", who="An")
    remove(store, ["B"], reason="tháo dỡ", source="t")
    gis.store = store
    return gis


def features(gis, *more):
    out = gis.folder / "changes.geojson"
    gis.json("changes", "--since", gis.begin, "--out", out, *more)
    content = json.loads(out.read_text("utf-8"))
    return content, {one["id"]: one for one in content["features"]}


def test_how_many_came_went_and_changed(register):
    number = int(register.begin.rpartition("-")[2])
    counts = {"added": 0, "changed": 3, "removed": 1}
    asked = register.json("changes", "--since", register.begin)
    assert asked == {"since": number, "until": number + 2, **counts}
    today = register.json("changes", "--since", "1/1/2025")
    assert (today["added"], today["changed"], today["removed"]) == (3, 0, 0)
    assert register.json("changes", "--since", str(number), "--until", str(number))["changed"] == 0
    one = register.json("changes", "--since", register.begin, "--commune", "18880")
    assert (one["changed"], one["removed"]) == (2, 1)


def test_a_file_of_it_has_an_operation_a_row(register):
    content, found = features(register)
    assert {code: one["properties"]["operation"] for code, one in found.items()} == {
        "A": "changed",
        "B": "removed",
        "N": "changed",
    }
    assert found["A"]["properties"]["fields"] == "name"
    assert found["A"]["properties"]["name"] == "Chợ mới"
    assert found["B"]["geometry"]["coordinates"] == [106.62, 17.47]
    assert found["N"]["geometry"] is None
    told = content["metadata"]
    assert (told["since"], told["revision"]) == (register.begin, register.store.revision())
    assert told["simulated"] == "false"


def test_confidential_ones_leave_only_when_asked_for(register):
    assert set(features(register, "--with-confidential")[1]) == {"A", "B", "N", "S"}


def test_a_camera_marked_confidential_meanwhile_goes_by_its_code_alone(register):
    changes = [("A", "confidentiality", "", "secret"), ("A", "note", "", "Villa Kestrel")]
    edit(register.store, pd.DataFrame(changes, columns=FIELDS), source="t", who="An")
    content, found = features(register)
    gone = found["A"]
    assert gone["properties"]["operation"] == "removed"
    assert gone["geometry"] is None
    assert "Villa Kestrel" not in json.dumps(content, ensure_ascii=False)
    assert "Chợ" not in json.dumps(gone, ensure_ascii=False)
    assert features(register, "--with-confidential")[1]["A"]["properties"]["name"] == "Chợ mới"


def test_the_name_of_the_file_says_its_kind(register):
    out = register.folder / "thay-doi.gpkg"
    register.json("changes", "--since", register.begin, "--out", out)
    assert out.read_bytes()[:15] == b"SQLite format 3"
    told = register.json("changes", "--since", register.begin, "--format", "csv")
    assert told["file"].endswith(".csv")


def test_equipment_that_changed_is_told_as_a_table(register):
    units = pd.DataFrame(
        [
            {"equipment_id": "R1", "kind": "recorder", "status": "working", "channels": 8.0},
            {"equipment_id": "L1", "kind": "line", "status": "broken"},
        ]
    )
    register.store.save(equipment=conform(units, EQUIPMENT_COLUMNS), source="list.xlsx")
    begin = register.store.revision()
    changes = [("R1", "status", "working", "broken")]
    edit(register.store, pd.DataFrame(changes, columns=FIELDS), source="t", subject="equipment")
    asked = register.json("changes", "--since", begin, "--of", "equipment")
    assert (asked["added"], asked["changed"], asked["removed"]) == (0, 1, 0)
    whole = register.json("changes", "--since", register.begin, "--of", "equipment")
    assert (whole["added"], whole["changed"]) == (2, 0)
    out = register.folder / "thiet-bi.csv"
    register.json("changes", "--since", begin, "--of", "equipment", "--out", out)
    [row] = pd.read_csv(out, dtype=str).to_dict("records")
    assert (row["equipment_id"], row["operation"], row["fields"]) == ("R1", "changed", "status")
    assert (row["status"], row["channels"]) == ("broken", "8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--since", "99"), "04/11/2025"),
        (("--since", "28/11/2026 14:50"), "giờ"),
        (("--since", "0", "--format", "gpkg", "--out", "x.csv"), ".gpkg"),
        (("--since", "hôm qua"), "hôm qua"),
        (("--since", ""), "04/11/2025"),
        (("--since", "9999-12-31", "--until", "9999-12-31"), "9999-12-31"),
        (("--since", "1", "--until", "0"), "--until"),
        (("--since", "abcdef01-1"), "danh mục khác"),
        (("--since", "1; DROP TABLE event"), "DROP"),
        (("--out", "x.geojson"), "--since"),
        (("--of", "equipment"), "--since"),
        (("--format", "csv"), "--since"),
        (("--since", "0", "--commune", "../1"), "../1"),
        (("--since", "0", "--of", "equipment", "--commune", "18880"), "--commune"),
    ],
)
def test_what_is_no_revision_and_no_day_is_refused_in_words(register, options, words):
    done = register("changes", *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
