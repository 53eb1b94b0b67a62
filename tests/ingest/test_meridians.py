"""Planes of VN-2000 about any meridian, told per sheet, by words or by the stated communes."""

import numpy as np
import pytest
from pyproj import Transformer

from gis.core.errors import FileError
from gis.ingest.headings.mapping import Mapping
from gis.ingest.importing import read_import
from gis.ingest.positions.crs_candidates import CANDIDATES, offsets, reading_in_words, reading_of
from gis.ingest.positions.meridians import FREE, plane_about, plane_in
from tests.registers import workbook

HEADINGS = ("Mã camera", "Xã", "X (m)", "Y (m)")
# The seven parameters of VN-2000 to WGS 84 (EPSG:6960), their rotations as a position vector.
VN2000 = (
    "+proj=tmerc +lat_0=0 +lon_0={} +k={} +x_0=500000 +y_0=0 +ellps=WGS84 "
    "+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,"
    "0.252906278 +units=m"
)
WORDS = {
    "TM-3 106°15′": "EPSG:9212",
    "TM3 106.25": "EPSG:9212",
    "106°15'": "EPSG:9212",
    "VN2000 múi 3 độ, KTT 106,25": "EPSG:9212",
    "múi 3 kinh tuyến trục 106 độ 45 phút": "TM-3 106.75",
    "kinh tuyến trục 106°": "EPSG:9211",
    "TM-6 106°30′": "TM-6 106.5",
    "múi 6°, KTT 106°45'": "TM-6 106.75",
    "k=0.9996 106°45": "TM-6 106.75",
    "UTM 48N": "EPSG:3405",
    "UTM zone 49": "EPSG:3406",
    "UTM 105°": "EPSG:3405",
    "auto": "auto",
    "EPSG:9211+swapped": "EPSG:9211+swapped",
    "TM-3 106°45′+swapped": "TM-3 106.75+swapped",
    "Lambert": "Lambert",
    "106": "EPSG:9211",
    "1066": "1066",
}


@pytest.mark.parametrize(("text", "reading"), WORDS.items(), ids=WORDS)
def test_a_reading_in_words(text, reading):
    assert reading_of(text) == reading


def test_two_meridians_in_one_text_are_none():
    assert plane_in("106°15′ hay 106°30′") == ""


def test_every_reading_has_words_of_its_own():
    readings = [*CANDIDATES, *FREE]
    told = {reading_in_words(reading) for reading in readings}
    assert len(told) == len(readings)
    assert not any("EPSG" in words or "TM-" in words for words in told)
    assert reading_in_words("TM-3 106.75") == "VN-2000, kinh tuyến trục 106°45′"


def rows(communes, meridian, k, start=0, count=40):
    rng = np.random.default_rng(7 + start)
    lon, lat = rng.uniform(106.2, 107.0, count), rng.uniform(16.7, 17.7, count)
    change = Transformer.from_crs("EPSG:4326", VN2000.format(meridian, k), always_xy=True)
    east, north = change.transform(lon, lat)
    column = ((lon - 105.7) // 0.1).astype(int)
    row = ((lat - 16.4) // 0.1).astype(int)
    names = communes.set_index(["code"])["full_name"]
    west, south = communes.bounds["minx"].round(6), communes.bounds["miny"].round(6)
    place = {
        (int((a - 105.65) // 0.1), int((b - 16.35) // 0.1)): name
        for a, b, name in zip(west, south, names, strict=True)
    }
    listed = [
        (f"C{start + i}", place[c, r], round(n, 3), round(e, 3))
        for i, (c, r, n, e) in enumerate(zip(column, row, north, east, strict=True))
    ]
    return listed, lon, lat


@pytest.mark.parametrize(("meridian", "k"), [(106.75, 0.9999), (104.5, 0.9999), (107.5, 0.9996)])
def test_a_meridian_of_no_code_is_proposed_where_the_communes_say_so(communes, meridian, k):
    table, lon, lat = rows(communes, meridian, k)
    found = read_import(workbook([HEADINGS, *table]), "a.xlsx", communes=communes)
    [best] = found.readings.table.query("proposed").to_dict("records")
    if k == 0.9999:
        assert best["reading"] == plane_about(meridian)
    read = read_import(
        workbook([HEADINGS, *table]),
        "a.xlsx",
        communes=communes,
        crs=plane_about(meridian, six=k == 0.9996),
    )
    assert np.abs(read.cameras["lon"] - lon).max() < 1e-6
    assert np.abs(read.cameras["lat"] - lat).max() < 1e-6


def test_a_known_point_tells_the_scale(communes):
    table, lon, lat = rows(communes, 106.25, 0.9996)
    found = read_import(workbook([HEADINGS, *table]), "a.xlsx", communes=communes)
    away = offsets(found.readings, ("Danh sách", 2), lon[0], lat[0])
    assert away.idxmin() == "TM-6 106.25"
    assert away.min() < 0.1


def test_two_sheets_on_different_meridians_come_in_at_once(communes):
    one, lon, lat = rows(communes, 106.25, 0.9999)
    other, lon2, lat2 = rows(communes, 107.0, 0.9999, start=100)
    book = workbook([HEADINGS, *one], [HEADINGS, *other], names=("Gio Linh", "Hải Lăng"))
    found = read_import(book, "a.xlsx", communes=communes)
    proposed = {
        name: own.table.query("proposed")["reading"].tolist()
        for name, own in found.readings.sheets.items()
    }
    assert proposed == {"Gio Linh": ["EPSG:9212"], "Hải Lăng": ["EPSG:9214"]}
    read = read_import(
        book,
        "a.xlsx",
        communes=communes,
        crs="EPSG:9212",
        mapping=Mapping(readings={"Hải Lăng": "EPSG:9214"}),
    )
    assert read.quarantined == 0
    assert np.abs(read.cameras["lon"] - np.append(lon, lon2)).max() < 1e-6
    assert np.abs(read.cameras["lat"] - np.append(lat, lat2)).max() < 1e-6


def test_a_sheet_that_is_not_there_is_told(communes):
    table, _lon, _lat = rows(communes, 106.25, 0.9999)
    with pytest.raises(FileError, match="Danh sách"):
        read_import(
            workbook([HEADINGS, *table]),
            "a.xlsx",
            communes=communes,
            mapping=Mapping(readings={"Trang 9": "EPSG:9214"}),
        )
