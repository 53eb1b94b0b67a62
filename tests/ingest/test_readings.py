"""VN-2000 in every disguise: the right reading is proposed with evidence, never applied unasked."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Transformer

from gis.communes.boundaries import communes_or_schematic
from gis.ingest.importing import read_import
from gis.ingest.positions.crs_candidates import CANDIDATES, offsets
from tests.registers import workbook

RNG = np.random.default_rng(120)


def rows(communes, crs, *, swapped=False, unshifted=False, count=60):
    """Cameras in known communes with X (north) and Y (east) as somebody would note them."""
    lon, lat = RNG.uniform(106.1, 107.1, count), RNG.uniform(16.6, 17.8, count)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=4326)
    inside = points.sjoin(communes).sort_index()
    inside = inside[~inside.index.duplicated()]
    names, lon, lat = inside["full_name"], lon[inside.index], lat[inside.index]
    source = "EPSG:4756" if unshifted else "EPSG:4326"
    east, north = Transformer.from_crs(source, crs, always_xy=True).transform(lon, lat)
    first, second = (east, north) if swapped else (north, east)
    table = zip(range(len(names)), names, first.round(3), second.round(3), strict=True)
    return [(f"C{i}", *row) for i, *row in table], lon, lat


def book(table):
    return workbook([("Mã camera", "Xã", "X (m)", "Y (m)"), *table])


@pytest.mark.parametrize("crs", ["EPSG:9211", "EPSG:9212", "EPSG:3405", "EPSG:3406"])
@pytest.mark.parametrize("swapped", [False, True])
def test_zone_and_axes_are_told_by_the_communes(communes, crs, swapped):
    table, lon, lat = rows(communes, crs, swapped=swapped)
    found = read_import(book(table), "a.xlsx", communes=communes)
    assert found.accepted == 0  # nothing is applied before somebody confirms
    [best] = found.readings.table.query("proposed").to_dict("records")
    # Which of two such numbers is the north is plain: the plane alone is asked.
    assert best["reading"] == crs
    # In zone 49 eastings run through zero here: one so near it is no metre for sure.
    assert best["in_stated"] == best["rows"] >= 58
    again = read_import(book(table), "a.xlsx", communes=communes, crs=best["reading"])
    assert again.accepted == 60
    assert again.cameras["lon"].to_numpy() == pytest.approx(lon, abs=1e-7)
    assert again.cameras["lat"].to_numpy() == pytest.approx(lat, abs=1e-7)


def test_a_missing_datum_shift_is_not_told_by_the_communes_but_by_a_known_point(communes):
    table, lon, lat = rows(communes, "EPSG:9211", unshifted=True)
    found = read_import(book(table), "a.xlsx", communes=communes)
    tied = set(found.readings.table.query("tied")["reading"])
    assert {"EPSG:9211", "EPSG:9211+unshifted"} <= tied
    assert found.readings.undecided
    assert found.readings.table.query("proposed")["reading"].tolist() == ["EPSG:9211"]
    metres = offsets(found.readings, found.readings.rows.index[7], lon[7], lat[7])
    assert metres.idxmin() == "EPSG:9211+unshifted"
    assert metres["EPSG:9211+unshifted"] < 0.01
    assert 150 < metres["EPSG:9211"] < 300  # the datum: some 225 m
    assert 26_000 < metres["EPSG:9212"] < 27_500  # a quarter of a degree: some 26.6 km


def test_roads_tell_the_datum_where_cameras_stand_along_them(communes):
    table, lon, lat = rows(communes, "EPSG:9212", unshifted=True)
    roads = gpd.GeoSeries(
        [
            shapely.LineString([(x - 0.0002, y), (x + 0.0002, y)])
            for x, y in zip(lon, lat, strict=True)
        ],
        crs=4326,
    )
    found = read_import(book(table), "a.xlsx", communes=communes, roads=roads)
    tied = found.readings.table.query("tied").set_index("reading")["road_m"]
    assert tied.idxmin() == "EPSG:9212+unshifted"
    assert tied.min() < 1
    assert tied["EPSG:9212"] > 20


def test_metres_of_nowhere_get_no_proposal(communes):
    found = read_import(book([("C1", "Ô 1", 500, 700)]), "a.xlsx", communes=communes)
    assert not found.readings.table["proposed"].any()
    assert set(found.readings.table["reading"]) >= set(CANDIDATES)  # also X and Y exchanged


def test_a_file_in_degrees_has_nothing_to_weigh(communes):
    table = [("C1", "Ô 1", 17.0, 106.5)]
    data = workbook([("Mã camera", "Xã", "Vĩ độ", "Kinh độ"), *table])
    assert read_import(data, "a.xlsx", communes=communes).readings is None


def test_the_real_communes_tell_the_meridian():
    communes = communes_or_schematic()
    table, _lon, _lat = rows(communes.assign(full_name=communes["name"]), "EPSG:9212")
    found = read_import(book(table), "a.xlsx", communes=communes)
    if communes.attrs["source"] == "official":
        proposed = found.readings.table.query("proposed")["reading"].tolist()
        assert proposed == ["EPSG:9212"]
    else:
        assert isinstance(found.readings.table, pd.DataFrame)
