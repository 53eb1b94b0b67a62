"""Small sound files, and ways to spoil them."""

import io
import json
import os
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import geopandas as gpd
import osmium
import shapely
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from gis.core.errors import GisError
from gis.ingest.importing import quarantine_workbook, read_import
from tests.registers import AT_DONG_HOI, HEADINGS, communes, workbook

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "40"))


USUAL = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)


ROW = ("C1", "Cổng chợ, tổ 2", "Đồng Hới", *AT_DONG_HOI, "hỏng")


LAT, LON = AT_DONG_HOI


def layer():
    points = [shapely.Point(LON, LAT), shapely.Point(LON + 0.001, LAT), None]
    names = {"camera_id": ["C1", "C2", "C3"], "Tên": ["Trường"] * 3, "Ghi chú": ["a", None, "b"]}
    return gpd.GeoDataFrame(names, geometry=points, crs=4326)


def packed(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def extract(path):
    with osmium.SimpleWriter(path) as writer:
        tags = {"man_made": "surveillance", "name": "Chợ", "camera:direction": "NE"}
        writer.add_node(osmium.osm.mutable.Node(id=1, location=(LON, LAT), tags=tags))
    return Path(path).read_bytes()


@cache
def seeds():
    """Return small sound files, by the ending that they have."""
    kml = (
        f"<kml><Document><Placemark><name>Chợ</name><description>&lt;b&gt;a</description>"
        f"<ExtendedData><Data name='Trạng thái'><value>hỏng</value></Data></ExtendedData>"
        f"<Point><coordinates>{LON},{LAT},0</coordinates></Point>"
        f"</Placemark></Document></kml>"
    )
    tags = {"man_made": "surveillance", "height": "5"}
    node = {"type": "node", "id": 1, "lat": LAT, "lon": LON, "tags": tags}
    text = "\n".join(";".join(map(str, row)) for row in (HEADINGS, ROW, ROW))
    with tempfile.TemporaryDirectory() as folder:
        layer().to_file(f"{folder}/a.gpkg")
        layer().to_file(f"{folder}/a.geojson")
        layer().dropna().to_file(f"{folder}/b.shp", encoding="utf-8")
        parts = {p.name: p.read_bytes() for p in Path(folder).glob("b.*")}
        return {
            ".xlsx": workbook([HEADINGS, ROW, (*ROW[:5], "=1+1")], [HEADINGS], names=("A", "B")),
            ".csv": text.encode("utf-16"),
            ".txt": text.replace(";", "\t").encode("utf-8-sig"),
            ".geojson": Path(f"{folder}/a.geojson").read_bytes(),
            ".json": json.dumps({"elements": [node]}).encode(),
            ".gpkg": Path(f"{folder}/a.gpkg").read_bytes(),
            ".zip": packed(**parts),
            ".kml": kml.encode(),
            ".kmz": packed(**{"doc.kml": kml}),
            ".osm": extract(f"{folder}/a.osm"),
            ".pbf": extract(f"{folder}/a.pbf"),
        }


PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [
            b"<",
            b">",
            b'"',
            b"'",
            b"\0",
            b"\xff\xff\xff\xff",
            b"\x7f\xff\xff\xff",
            b"9" * 40,
            b"nan",
            b"-",
            b"[",
            b"{",
            b"]",
            b"}",
            b"null",
            b"1e999",
            b"&#0;",
            b"A1048576",
            b"\n",
            b";",
            b",",
        ]
    ),
)


EDITS = st.lists(
    st.tuples(st.sampled_from(["put", "over", "cut", "twice"]), st.floats(0, 1), PIECES),
    min_size=1,
    max_size=5,
)


def edited(data, edits):
    for how, share, piece in edits:
        at = int(share * len(data))
        match how:
            case "put":
                data = data[:at] + piece + data[at:]
            case "over":
                data = data[:at] + piece + data[at + len(piece) :]
            case "cut":
                data = data[:at] + data[at + 3 * len(piece) + 1 :]
            case "twice":
                data = data[:at] + data[max(at - 40, 0) :]
    return data


def edited_inside(data, edits, member):
    """Edit one member of an archive; the archive itself stays sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = sorted(parts)[int(member * (len(parts) - 1))]
    return packed(**parts | {chosen: edited(parts[chosen], edits)})


def members(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return []


def read_or_refused(data, name):
    try:
        found = read_import(data, name, communes=communes())
    except GisError as error:
        # A file of an archive is named for itself.
        assert any(each in str(error) for each in (name, *members(data)))  # noqa: PT017
        return
    assert found.rows == found.accepted + found.quarantined
    json.dumps(found.as_json(), allow_nan=False).encode("utf-8")
    found.cameras.to_csv().encode("utf-8")
    quarantine_workbook(found)


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(-(10**400), 10**400),
        st.floats(),
        st.text(max_size=30),
        st.from_regex(r"-?\d{1,40}([.,]\d{0,40})?", fullmatch=True),
        st.sampled_from(
            [
                "17°28'05\"N",
                "106,62",
                "12.500.000",
                "x",
                "31/02/2024",
                "=1/0",
                "n/a",
                "350-20",
                "0 0",
                "1e308",
                "١٢",
                "²",
                "Đông; Nam",
                "17.468.139",
            ]
        ),
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
