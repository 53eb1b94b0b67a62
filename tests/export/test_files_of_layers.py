"""Every layer in every kind of file, read by programs that know nothing of this one."""

import io
import json
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from contextlib import closing
from itertools import product
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from gis.core.crs import EQUAL_AREA
from gis.core.errors import FileError, GisError
from gis.core.language import use_language
from gis.core.schema import short_names
from gis.export.dictionary import dictionary_table
from gis.export.files import encode, encode_layers, takes_layer, write_file
from gis.export.formats import FORMATS
from gis.export.layers import LAYERS, every_layer, layer
from gis.export.schema import GROUPS, SCHEMAS, FieldType, conform_layer, feature_ids, schema_of
from tests.export.every_column import PLAN, table_of

NAMES = (*LAYERS, PLAN)
SHAPED = [name for name in NAMES if SCHEMAS[name].geometry]
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def tables(registers):
    return {(r, n): table_of(a, n) for (r, a), n in product(registers.items(), NAMES)}


def read(data, tmp_path, ending, name):
    """Read a file with GDAL."""
    path = tmp_path / f"{name}.{ending}"
    path.write_bytes(data)
    return pyogrio.read_dataframe(path, layer=name)


def plain(values, holds):
    """Return values as plain Python's, whatever a reader makes of missing ones."""
    if holds is FieldType.DATE:
        values = pd.to_datetime(values).dt.strftime("%Y-%m-%d")
    kinds = {FieldType.WHOLE: int, FieldType.FLAG: bool, FieldType.NUMBER: float}
    return [None if pd.isna(value) else kinds.get(holds, str)(value) for value in values]


def assert_same_rows(found, table, name):
    """Hold what was read to the table: by key, every number, text, day and shape."""
    schema = SCHEMAS[name]
    assert len(found) == len(table)
    order = [t.sort_values(schema.key, ignore_index=True) for t in (found, table)]
    for field in schema.fields:
        one, other = (plain(t[field.name], field.holds) for t in order)
        assert one == other, field.name
    if schema.geometry:
        one, other = (t.geometry.to_numpy() for t in order)
        assert (shapely.is_missing(one) == shapely.is_missing(other)).all()
        there = ~shapely.is_missing(one)
        far = shapely.hausdorff_distance(one[there], other[there])
        assert (far < 2e-7).all()  # seven decimals
        assert {shape.geom_type for shape in one[there]} <= {schema.geometry}


@pytest.mark.parametrize("register", ["empty", "bare", "full"])
@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_its_schema_whatever_its_rows(tables, register, name):
    table, schema = tables[register, name], SCHEMAS[name]
    assert list(table.columns) == [*schema.names, "geometry"]
    assert [str(table[f.name].dtype) for f in schema.fields] == [
        f.holds.dtype for f in schema.fields
    ]
    assert feature_ids(table, schema).is_unique
    assert not (table.select_dtypes("str") == "").any(axis=None)


@pytest.mark.parametrize("name", SHAPED)
def test_flatgeobuf_and_geoparquet_hold_every_row_and_type(tables, tmp_path, name):
    table = tables["full", name]
    assert_same_rows(read(encode(table, name=name, fmt="fgb"), tmp_path, "fgb", name), table, name)
    data = encode(table, name=name, fmt="parquet")
    path = tmp_path / f"{name}.parquet"
    path.write_bytes(data)
    assert_same_rows(gpd.read_parquet(path), table, name)
    empty = encode(tables["empty", name], name=name, fmt="parquet")
    types = [pq.read_schema(io.BytesIO(file)) for file in (data, empty)]
    assert types[0].remove_metadata() == types[1].remove_metadata()
    assert types[0].field("simulated").type == pa.bool_()
    told = json.loads(types[0].metadata[b"metadata"])
    assert (told["simulated"], told["boundaries"], told["level"]) == ("true", "official", "observe")


@pytest.mark.parametrize("name", NAMES)
def test_a_shapefile_holds_every_row_under_short_names(tables, tmp_path, name):
    schema, table = SCHEMAS[name], tables["full", name]
    data = encode(table, name=name, fmt="shp")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        packed.extractall(tmp_path)
        told = packed.read("doc-truoc.txt").decode("utf-8-sig")
    assert (tmp_path / f"{name}.cpg").read_text() == "UTF-8"
    found = pyogrio.read_dataframe(tmp_path / f"{name}.{'shp' if schema.geometry else 'dbf'}")
    short = short_names(schema.names)
    assert all(name in told for name in short.values())
    assert [c for c in found if c != "geometry"] == list(short.values())
    assert len(set(short.values())) == len(short)
    assert max(map(len, short.values())) <= 10
    assert sorted(found[short[schema.key]]) == sorted(table[schema.key])
    if "simulated" in short:
        assert found[short["simulated"]].astype(bool).all()


@pytest.mark.parametrize("name", SHAPED)
def test_kml_has_a_place_a_row_in_folders_by_state_and_no_markup(tables, tmp_path, name):
    table = tables["full", name]
    data = encode(table, name=name, fmt="kml")
    document = ET.fromstring(data)
    marks = document.findall(f".//{KML}Placemark")
    assert len(marks) == len(table)
    assert b"<script" not in data
    assert b"CDATA" not in data
    assert not [e for e in document.iter() if e.tag.endswith("BalloonStyle")]
    styles = {e.get("id") for e in document.iter(f"{KML}Style")}
    assert {e.text for e in document.iter(f"{KML}styleUrl")} <= {f"#{s}" for s in styles}
    keys = [e.text for e in document.iter(f"{KML}SimpleData") if e.get("name") == SCHEMAS[name].key]
    assert sorted(keys) == sorted(table[SCHEMAS[name].key])
    path = tmp_path / "a.kml"
    path.write_bytes(data)
    rows = sum(
        pyogrio.read_info(path, layer=one, force_feature_count=True)["features"]
        for one in pyogrio.list_layers(path)[:, 0]
    )
    assert rows == len(table)
    with zipfile.ZipFile(io.BytesIO(encode(table, name=name, fmt="kmz"))) as packed:
        assert packed.namelist() == ["doc.kml"]


@pytest.mark.parametrize("name", SHAPED)
def test_a_drawing_is_in_metres_with_a_layer_a_state(tables, tmp_path, name):
    table = tables["full", name]
    data = encode(table, name=name, fmt="dxf", crs="EPSG:9211")
    path = tmp_path / "a.dxf"
    path.write_bytes(data)
    found = pyogrio.read_dataframe(path)
    west, south, east, north = table.to_crs(9211).total_bounds
    drawn = found.total_bounds
    assert drawn == pytest.approx((west, south, east, north), abs=0.001)
    states = table["sight"].nunique() if "sight" in table else 0
    if states:
        assert found["Layer"].nunique() == table[table.geometry.notna()]["sight"].nunique()
    with pytest.raises(GisError, match="EPSG:9212"):
        encode(table, name=name, fmt="dxf", crs="EPSG:4326")


def test_csv_with_wkt_tells_gdal_types_and_the_plane(tables, tmp_path):
    table = tables["full", "cameras"]
    data = encode(table, name="cameras", fmt="wkt", crs="VN-2000 106°15′")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        packed.extractall(tmp_path)
    found = pyogrio.read_dataframe(tmp_path / "cameras.csv")
    moved = table.to_crs("EPSG:9212")
    assert found["north_m"].to_numpy() == pytest.approx(moved.geometry.y, abs=0.001)
    assert found["east_m"].to_numpy() == pytest.approx(moved.geometry.x, abs=0.001)
    assert shapely.distance(found.geometry.to_numpy(), moved.geometry.to_numpy()).max() < 0.001
    assert pd.api.types.is_datetime64_any_dtype(found["surveyed_on"])
    assert pd.api.types.is_integer_dtype(found["storage_days"])
    assert (tmp_path / "cameras.prj").read_text().startswith("PROJCS")


def test_all_layers_are_one_geopackage_with_names_codes_and_colours(registers, tmp_path):
    tables = every_layer(registers["full"].of_register(simulated=True, revision="s-7"))
    path = tmp_path / "all.gpkg"
    path.write_bytes(encode_layers(tables, fmt="gpkg"))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        named = dict(file.execute("SELECT table_name, identifier FROM gpkg_contents"))
        assert set(LAYERS) <= named.keys()
        alias = file.execute(
            "SELECT title, constraint_name FROM gpkg_data_columns "
            "WHERE table_name = 'cameras' AND column_name = 'status'"
        ).fetchone()
        assert alias == ("Trạng thái trong danh mục", "cameras_status")
        codes = dict(
            file.execute(
                "SELECT value, description FROM gpkg_data_column_constraints "
                "WHERE constraint_name = 'cameras_status'"
            )
        )
        assert codes["broken"] == "hư hỏng"
        styles = dict(file.execute("SELECT f_table_name, styleQML FROM layer_styles"))
        assert set(styles) == {name for name in LAYERS if SCHEMAS[name].geometry}
        for style in styles.values():
            assert ET.fromstring(style).find("renderer-v2") is not None
        metadata = " ".join(text for (text,) in file.execute("SELECT metadata FROM gpkg_metadata"))
    assert "s-7" in metadata
    assert "simulated" in metadata
    for name, table in tables.items():
        assert_same_rows(pyogrio.read_dataframe(path, layer=name), table, name)


def test_geojson_says_what_it_is_beside_its_features(tables):
    told = json.loads(encode(tables["full", "cameras"], name="cameras", fmt="geojson"))["metadata"]
    assert told["title"] == "Camera"
    assert told.keys() >= {"made_at", "level", "light", "live_only", "boundaries", "simulated"}


def test_ids_of_gaps_outlast_other_gaps(registers):
    """The road's id does not depend on how many rows stand before it."""
    analysis = registers["full"]
    table = layer(analysis, "gap_roads")
    assert (
        table["gap_id"].tolist()
        == (table["demand_id"] + ":" + table["commune_code"] + ":" + table["coverage"]).tolist()
    )
    east = layer(analysis, "gap_roads", commune="00002")
    assert set(east["gap_id"]) <= set(table["gap_id"])
    whole = analysis.gaps
    lines = whole[whole.geom_type.isin(["LineString", "MultiLineString"])]
    assert table["length_m"].sum() == pytest.approx(lines["length_m"].sum())
    assert table["weight"].sum() == pytest.approx(lines["weight"].sum())
    assert table["stretches"].sum() == len(lines)


def test_a_place_of_several_points_is_a_point_each(registers):
    schema = SCHEMAS["gap_places"]
    assert schema.geometry == "Point"
    mixed = gpd.GeoDataFrame(
        {"gap_id": ["a", "b"]},
        geometry=[shapely.Point(1, 2), shapely.MultiPoint([(1, 2), (3, 4)])],
        crs=4326,
    )
    assert conform_layer(mixed, schema).geometry.isna().tolist() == [False, True]


def test_ground_by_state_is_the_ground_counted(registers):
    analysis = registers["full"]
    table = layer(analysis, "coverage", confidential=True)
    sums = table.pivot_table(index="commune_code", columns="state", values="area_m2", aggfunc="sum")
    communes = analysis.communes.set_index("code")
    lost = communes["lost_km2"][sums.index] * 1e6
    assert sums["lost"].to_numpy() == pytest.approx(lost.to_numpy(), abs=0.05)


def test_codes_stay_and_labels_speak_the_readers_language(registers):
    analysis = registers["full"]
    vietnamese = layer(analysis, "cameras")
    use_language("en")
    english = layer(analysis, "cameras")
    use_language("vi")
    assert vietnamese["status"].equals(english["status"])
    at = vietnamese["status"] == "broken"
    assert set(vietnamese["status_label"][at]) == {"hư hỏng"}
    assert set(english["status_label"][at]) == {"broken"}


def test_cells_tell_no_place_and_no_direction(registers):
    analysis = registers["full"]
    table, cameras = layer(analysis, "cells"), layer(analysis, "cameras")
    there = cameras[cameras.geometry.notna()]
    assert table["cameras"].sum() == len(there)
    assert (table["seeing"] + table["unconfirmed"] + table["not_seeing"]).equals(table["cameras"])
    metres = [one.to_crs(EQUAL_AREA) for one in (table, there)]
    assert np.allclose(metres[0].geometry.x % 100, 50, atol=0.01)
    assert np.allclose(metres[0].geometry.y % 100, 50, atol=0.01)
    near = metres[1].geometry.apply(lambda p: metres[0].distance(p).min())
    assert near.max() <= 50 * 2**0.5 + 0.01
    assert not {"azimuth_deg", "camera_id", "name", "address", "lon"} & set(table)
    asked = layer(analysis, "cells", confidential=True)
    assert asked["cameras"].sum() == table["cameras"].sum()  # never, whoever asks


def test_a_full_disk_leaves_nothing_and_says_so(tables, tmp_path, monkeypatch):
    small = tmp_path / "small"
    small.mkdir()
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", small],
            check=False,
            capture_output=True,
        ).returncode
    )
    if not mounted:
        pytest.skip("no disk can be mounted here")
    monkeypatch.setattr(tempfile, "tempdir", str(small))
    try:
        for fmt in ("gpkg", "fgb", "shp", "geojson"):
            whole = pd.concat([tables["full", "cameras"]] * 20)
            with pytest.raises(FileError, match="không ghi được"):
                encode(whole, name="cameras", fmt=fmt)
            assert list(small.iterdir()) == []
        with pytest.raises(FileError, match="đĩa"):
            write_file(small / "a.bin", bytes(100_000))
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", small], check=True)


def test_slivers_are_counted_and_change_no_type():
    sliver = shapely.box(106.6, 17.2, 106.60000002, 17.3)
    square = shapely.box(106.6, 17.2, 106.61, 17.3)
    table = gpd.GeoDataFrame({"camera_id": ["a", "b"]}, geometry=[sliver, square], crs=4326)
    told = json.loads(encode(table, name="footprints", fmt="geojson"))
    assert [f["geometry"] and f["geometry"]["type"] for f in told["features"]] == [
        None,
        "MultiPolygon",
    ]
    assert told["metadata"]["shapes_lost"] == "footprints: 1"


@pytest.mark.parametrize("name", ["../etc/passwd", "cameras; DROP TABLE camera", "", "Cameras"])
def test_a_layer_that_is_none_is_refused_in_words(registers, name):
    with pytest.raises(GisError, match="cameras, sites, cells, footprints"):
        layer(registers["bare"], name)


def test_groups_are_parted_where_a_layer_holds_one_kind_of_shape(registers, tmp_path):
    analysis = registers["full"]
    for group, names in GROUPS.items():
        table = layer(analysis, group)
        assert len(table) == sum(len(layer(analysis, name)) for name in names)
        path = tmp_path / f"{group}.gpkg"
        path.write_bytes(encode(table, name=group, fmt="gpkg"))
        assert [n for n in pyogrio.list_layers(path)[:, 0] if n != "layer_styles"] == [*names]
        for fmt in ("fgb", "parquet"):
            assert not takes_layer(group, fmt)
            with pytest.raises(GisError, match=names[0]):
                encode(table, name=group, fmt=fmt)


def test_what_has_no_place_on_the_map_goes_into_no_map(tables):
    for fmt, kind in FORMATS.items():
        if not kind.shapeless:
            with pytest.raises(GisError, match="equipment"):
                encode(tables["full", "equipment"], name="equipment", fmt=fmt)


def test_the_dictionary_tells_of_every_field():
    table = dictionary_table()
    for name in SCHEMAS:
        fields = table[table["layer"] == name]
        assert fields["field"].tolist() == schema_of(name).names
        assert fields["key"].sum() == 1
    assert (table["label"] != table["field"]).all()
    numbers = table[table["type"] == "number"]
    assert np.isin(["m", "m2", "km2", "deg", "weight"], numbers["unit"].unique()).all()
