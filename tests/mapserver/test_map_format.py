"""format.md says all there is to know: files of the real writer are read with nothing else."""

import json
import re
from itertools import accumulate, pairwise

import pytest

from gis.core.choices import Availability, Origin, Status
from gis.mapserver.binary import COMMUNE_TILES, STREET_TILES
from gis.mapserver.routes import WHOLE
from tests.mapserver.map_bytes import FOLDER, files
from tests.system import ROOT

TEXT = (ROOT / "pages" / "components" / "camera_map" / "format.md").read_text("utf-8")


def table(heading):
    """The cells of the table whose first column has a heading, below a section's title."""
    section, first = heading
    part = TEXT.split(f"\n## {section}", 1)[1].split("\n## ", 1)[0]
    begin = re.search(rf"^\| {first} +\|", part, re.MULTILINE).start()
    rows = part[begin:].split("\n\n", 1)[0].splitlines()
    cells = [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


SIZES = {row["type"]: int(row["bytes"]) for row in table(("All files", "type"))}


def number(data, kind):
    return int.from_bytes(data, "little", signed=kind.startswith("i"))


def take(data, at, kind, n):
    """Numbers of a type from a place on, and where they end."""
    size = SIZES[kind]
    end = at + size * n
    return [number(data[k : k + size], kind) for k in range(at, end, size)], end


def columns(data, section):
    """The columns that follow the header, by name, and where they end."""
    assert data[:4].decode("ascii") == section.split(":")[0]
    (n,), at = take(data, 4, "u32", 1)
    told = {}
    for row in table((section, "column")):
        told[row["column"]], at = take(data, at, row["type"], n)
    return told, at


def meanings(column):
    """What the numbers of a column mean, from the words of its row."""
    [row] = [row for row in table(("QTC2: the cameras", "column")) if row["column"] == column]
    return {int(k): word for k, word in re.findall(r"(\d+) ([a-z_]+)", row["meaning"])}


def paths(data):
    """All paths of a file of shapes: owner, layer and positions in degrees."""
    told, at = columns(data, "QTR2: shapes")
    steps, at = take(data, at, "i32", 2 * sum(told["vertices"]))
    assert at == len(data)
    lon, lat = list(accumulate(steps[::2])), list(accumulate(steps[1::2]))
    points = [[a / 10**7, b / 10**7] for a, b in zip(lon, lat, strict=True)]
    ends = pairwise([0, *accumulate(told["vertices"])])
    whose = zip(told["owner"], told["layer"], ends, strict=True)
    return [{"owner": o, "layer": k, "points": points[slice(*end)]} for o, k, end in whose]


@pytest.fixture(scope="module")
def now():
    return files()


@pytest.fixture(scope="module")
def expected(now):
    return json.loads(now["expected.json"])


def test_the_files_beside_the_scripts_are_what_is_written_today(now):
    """`python -m tests.mapserver.map_bytes` writes them anew."""
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == now


def test_cameras_are_read_by_the_page_alone(now, expected):
    told, end = columns(now["cameras.bin"], "QTC2: the cameras")
    assert end == len(now["cameras.bin"])
    cameras = expected["cameras"]
    for name in ("lon", "lat"):
        assert [value / 10**7 for value in told[name]] == [camera[name] for camera in cameras]
    assert told["row"] == [camera["row"] for camera in cameras]
    azimuths = [None if value == 65535 else value / 10 for value in told["azimuth"]]
    assert azimuths == [
        None if camera["azimuth"] is None else pytest.approx(camera["azimuth"], abs=0.05)
        for camera in cameras
    ]
    for name in ("sight", "status", "origin"):
        words = meanings(name)
        assert [words[value] for value in told[name]] == [camera[name] for camera in cameras]
    communes = ["00001", "00002"]
    assert [communes[k] if k != 255 else "" for k in told["commune"]] == [
        camera["commune"] for camera in cameras
    ]
    assert set(told["has_footprint"]) <= {0, 1}


@pytest.mark.parametrize("name", ["areas", "paths"])
def test_shapes_are_read_by_the_page_alone(now, expected, name):
    assert paths(now[f"{name}.bin"]) == expected[name]


def test_no_shapes_are_a_header_alone(now):
    assert paths(now["none.bin"]) == []
    assert len(now["none.bin"]) == 8


@pytest.mark.parametrize(
    ("column", "values"), [("sight", Availability), ("status", Status), ("origin", Origin)]
)
def test_the_page_knows_every_value(column, values):
    assert list(meanings(column).values()) == [str(value) for value in values]
    assert list(meanings(column)) == list(range(len(values)))


def test_the_page_knows_every_address_and_the_zooms_of_its_tiles():
    assert all(name in TEXT for name in WHOLE)
    assert f"z = {STREET_TILES} for footprints" in TEXT
    assert f"z = {COMMUNE_TILES} for roads" in TEXT
