"""Layers as files of tiles: read by GDAL and by `pmtiles`, held to the table row by row."""

import gzip
import json
import sqlite3
from contextlib import closing

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.reader import MemorySource, Reader, all_tiles

from gis.core.errors import GisError
from gis.export.files import encode, encode_layers
from gis.export.layers import LAYERS, every_layer, layer
from gis.export.schema import SCHEMAS, FieldType, conform_layer, feature_ids, feature_numbers
from gis.export.vector_tiles.cutting import (
    EXACT_ZOOM,
    MOST_TILE_ROWS,
    TileAddress,
    every_tile,
    tiled_layer,
)
from gis.export.vector_tiles.encoding import EXTENT
from gis.export.vector_tiles.protobuf import varint, varints
from gis.mapserver.basemap import readable_tile
from gis.mapserver.tile_files import open_tile_file
from tests.export.every_column import PLAN, table_of

SHAPED = [name for name in (*LAYERS, PLAN) if SCHEMAS[name].geometry]
# Half the diagonal of a step of the grid, in metres of Web Mercator.
NEAR_M = 40_075_017 / 2**EXACT_ZOOM / EXTENT * 0.75


@pytest.fixture(scope="module")
def tables(registers):
    return {name: table_of(registers["full"], name) for name in SHAPED}


def read(data, tmp_path, name, ending="pmtiles"):
    """Read the tiles of the last zoom with GDAL."""
    path = tmp_path / f"{name}.{ending}"
    path.write_bytes(data)
    return pyogrio.read_dataframe(path, layer=name)


def plain(value, holds):
    """Return a value as tiles write it."""
    if pd.isna(value):
        return None
    if holds is FieldType.DATE:
        return str(value)[:10]
    return float(value) if holds in (FieldType.WHOLE, FieldType.NUMBER) else str(value)


def assert_same_rows(found, table, name):
    """Hold what stands in tiles to the rows that have a shape: every field, id and shape."""
    schema = SCHEMAS[name]
    table = table[table.geometry.notna()].reset_index(drop=True)
    numbers = feature_numbers(feature_ids(table, schema))
    assert set(found["mvt_id"]) == set(numbers)
    pieces = found.groupby("mvt_id")
    for row, number in zip(table.to_dict("records"), numbers, strict=True):
        of_row = pieces.get_group(number)
        for field in schema.fields:
            told = {plain(value, field.holds) for value in of_row[field.name]}
            assert told == {plain(row[field.name], field.holds)}, field.name
    shapes = table.geometry.to_crs(3857)
    for number, shape in zip(numbers, shapes, strict=True):
        drawn = shapely.union_all(shapely.buffer(pieces.get_group(number).geometry, 0.01))
        assert shapely.hausdorff_distance(shape, drawn) < NEAR_M


@pytest.mark.parametrize("name", SHAPED)
def test_gdal_reads_every_row_field_id_and_shape(tables, tmp_path, name):
    data = encode(tables[name], name=name, fmt="pmtiles")
    assert_same_rows(read(data, tmp_path, name), tables[name], name)


def test_mbtiles_hold_the_same_tiles(tables, tmp_path):
    table = tables["footprints"]
    data = encode(table, name="footprints", fmt="mbtiles")
    assert_same_rows(read(data, tmp_path, "footprints", "mbtiles"), table, "footprints")
    other = encode(table, name="footprints", fmt="pmtiles")
    expected = dict(all_tiles(MemorySource(other)))
    with closing(sqlite3.connect(tmp_path / "footprints.mbtiles")) as file:
        rows = file.execute("SELECT * FROM tiles").fetchall()
        told = dict(file.execute("SELECT name, value FROM metadata"))
    assert {(z, x, 2**z - 1 - y): data for z, x, y, data in rows} == expected
    assert told["format"] == "pbf"
    assert json.loads(told["json"])["vector_layers"][0]["id"] == "footprints"
    assert told["simulated"] == "true"


def test_the_file_says_what_it_holds_and_rests_on(registers):
    table = layer(registers["full"].of_register(simulated=True, revision="s-7"), "cameras")
    reader = Reader(MemorySource(encode(table, name="cameras", fmt="pmtiles")))
    header, told = reader.header(), reader.metadata()
    assert (header["min_zoom"], header["max_zoom"], header["clustered"]) == (5, EXACT_ZOOM, True)
    west, _south, _east, north = table.total_bounds
    assert header["min_lon_e7"] == pytest.approx(west * 1e7, abs=2)
    assert header["max_lat_e7"] == pytest.approx(north * 1e7, abs=2)
    assert (told["name"], told["simulated"], told["revision"]) == ("Camera", "true", "s-7")
    assert told["version"] == "s-7"
    assert "mô phỏng" in told["attribution"]
    [about] = told["vector_layers"]
    assert (about["id"], about["maxzoom"]) == ("cameras", EXACT_ZOOM)
    assert list(about["fields"]) == SCHEMAS["cameras"].names
    kinds = [about["fields"][name] for name in ("name", "surveyed_on", "lon", "simulated")]
    assert kinds == ["String", "String", "Number", "Boolean"]


def test_all_layers_are_one_file(registers, tmp_path):
    tables = every_layer(registers["full"], shaped=True)
    path = tmp_path / "all.pmtiles"
    path.write_bytes(encode_layers(tables, fmt="pmtiles"))
    assert set(pyogrio.list_layers(path)[:, 0]) == set(tables)
    for name, table in tables.items():
        assert_same_rows(pyogrio.read_dataframe(path, layer=name), table, name)


@pytest.mark.parametrize("register", ["empty", "bare"])
@pytest.mark.parametrize("fmt", ["pmtiles", "mbtiles"])
@pytest.mark.parametrize("name", ["cameras", "footprints", "communes"])
def test_a_layer_with_nothing_to_show_is_a_file_still(registers, tmp_path, name, register, fmt):
    path = tmp_path / f"{name}.{fmt}"
    table = layer(registers[register], name)
    path.write_bytes(encode(table, name=name, fmt=fmt))
    assert name in pyogrio.list_layers(path)[:, 0]
    shown = set(pyogrio.read_dataframe(path, layer=name).get("mvt_id", []))
    assert len(shown) == table.geometry.notna().sum()


def test_a_table_without_shapes_is_refused(registers):
    with pytest.raises(GisError, match="csv"):
        encode(layer(registers["full"], "equipment"), name="equipment", fmt="pmtiles")
    with pytest.raises(GisError, match="WGS 84"):
        encode(layer(registers["full"], "cameras"), name="cameras", fmt="pmtiles", crs="EPSG:9212")


@pytest.fixture(scope="module")
def crowd():
    """Five thousand cameras in one hectare, in a row of a commune 40 km wide."""
    count = 5_000
    places = np.random.default_rng(1).uniform(0, 0.001, (count, 2))
    rows = {"camera_id": [f"C{row}" for row in range(count)], "name": "Chợ"}
    table = gpd.GeoDataFrame(rows, geometry=shapely.points(np.add(places, (106.6, 17.2))), crs=4326)
    return tiled_layer(conform_layer(table, SCHEMAS["cameras"]), SCHEMAS["cameras"])


def numbers_in(tile):
    """Return the ids in a tile, by GDAL."""
    found = pyogrio.read_dataframe(tile)
    return set(found["mvt_id"]) if len(found) else set()


def test_a_tile_is_never_too_large_and_nothing_is_lost_in_the_end(crowd, tmp_path):
    before = set()
    for tile, content in every_tile([crowd], first_zoom=0):
        path = tmp_path / f"{tile.zoom}-{tile.column}-{tile.row}.mvt"
        path.write_bytes(content)
        shown = numbers_in(path)
        assert len(gzip.compress(content)) < 500_000
        if tile.zoom < EXACT_ZOOM:
            assert len(shown) == MOST_TILE_ROWS
            assert before <= shown  # what is shown once stays when one comes nearer
            before = shown
    everything = {f.name: numbers_in(f) for f in tmp_path.glob(f"{EXACT_ZOOM}-*.mvt")}
    assert len(set.union(*everything.values())) == 5_000
    assert sum(map(len, everything.values())) == 5_000  # each point in one tile alone


def test_layers_share_a_tile_by_what_they_need(crowd, tmp_path):
    table = gpd.GeoDataFrame({"site_id": ["a", "b"]}, geometry=[shapely.Point(106.6, 17.2)] * 2)
    few = conform_layer(table.set_crs(4326), SCHEMAS["sites"])
    cut = [crowd, tiled_layer(few, SCHEMAS["sites"]), crowd]
    tile, content = next(every_tile(cut, first_zoom=5))
    path = tmp_path / f"{tile.zoom}.mvt"
    path.write_bytes(content)
    assert len(pyogrio.read_dataframe(path, layer="sites")) == 2
    assert len(pyogrio.read_dataframe(path, layer="cameras")) == (MOST_TILE_ROWS - 2) // 2


def test_the_smallest_area_and_line_are_seen_at_every_zoom(tmp_path):
    speck = shapely.box(106.6, 17.2, 106.6000004, 17.2000004)
    stroke = shapely.LineString([(106.6, 17.2), (106.6000004, 17.2)])
    cases = {"footprints": (speck, "camera_id"), "demand_roads": (stroke, "place_id")}
    for name, (shape, key) in cases.items():
        table = gpd.GeoDataFrame({key: ["a"]}, geometry=[shape], crs=4326)
        cut = tiled_layer(conform_layer(table, SCHEMAS[name]), SCHEMAS[name])
        tiles = list(every_tile([cut], first_zoom=0))
        assert {tile.zoom for tile, _content in tiles} == set(range(EXACT_ZOOM + 1))
        for number, (_tile, content) in enumerate(tiles):
            path = tmp_path / f"{name}{number}.mvt"
            path.write_bytes(content)
            [drawn] = pyogrio.read_dataframe(path).geometry
            assert drawn.is_valid
            assert drawn.length > 0


def test_areas_in_tiles_are_valid_and_turn_as_they_should(tmp_path):
    """A ring with a hole, and a bow tie's neck thinner than the grid."""
    ring = (
        shapely.Point(106.6, 17.2).buffer(0.01).difference(shapely.Point(106.6, 17.2).buffer(0.005))
    )
    neck = shapely.Polygon(
        [
            *((106.7, 17.2), (106.71, 17.2), (106.705000001, 17.205)),
            *((106.71, 17.21), (106.7, 17.21), (106.705, 17.205)),
        ]
    )
    table = gpd.GeoDataFrame({"camera_id": ["a", "b"]}, geometry=[ring, neck], crs=4326)
    data = encode(table, name="footprints", fmt="pmtiles")
    found = read(data, tmp_path, "footprints")
    assert found.geometry.is_valid.all()
    pieces = found.dissolve("camera_id").geometry
    expected = table.to_crs(3857).geometry.area
    assert pieces["a"].area == pytest.approx(expected[0], rel=1e-3)
    assert pieces["b"].area == pytest.approx(expected[1], rel=1e-3)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20))
def test_many_numbers_are_written_as_each_one(numbers):
    content, places = varints(np.array(numbers, dtype=np.uint64))
    assert content == b"".join(map(varint, numbers))
    assert places.tolist() == np.cumsum([0, *(len(varint(n)) for n in numbers)]).tolist()


def test_numbers_are_written_as_the_specification_shows():
    assert varint(1) == b"\x01"
    assert varint(150) == b"\x96\x01"
    assert varint(300) == b"\xac\x02"


def test_a_tile_knows_its_place():
    tile = TileAddress(1, 1, 0)
    assert tile.box() == (0.5, 0.0, 1.0, 0.5)
    assert [(t.zoom, t.column, t.row) for t in tile.children()] == [
        *((2, 2, 0), (2, 3, 0), (2, 2, 1), (2, 3, 1)),
    ]


@pytest.mark.parametrize("ending", ["pmtiles", "mbtiles"])
def test_the_files_can_lie_beneath_the_map(tables, tmp_path, ending):
    path = tmp_path / f"vung.{ending}"
    path.write_bytes(encode(tables["footprints"], name="footprints", fmt=ending))
    file = open_tile_file(path)
    assert file.zooms == (5, EXACT_ZOOM)
    west, south, east, north = tables["footprints"].total_bounds
    assert file.bounds == pytest.approx((west, south, east, north), abs=1e-6)
    tile = readable_tile(file.any_tile())
    assert (tile.kind, len(tile.content) < 2_000_000) == ("vector", True)
