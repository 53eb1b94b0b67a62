"""North and east of each row by their size: only the plane is asked."""

import numpy as np
import pytest
from pyproj import Transformer

from gis.ingest.importing import read_import
from gis.ingest.positions.crs_candidates import reading_in_words
from tests.registers import communes, workbook

HERE = "Phường Đồng Hới"
PLACES = [(17.4681, 106.6217), (17.4632, 106.629), (17.4701, 106.6301), (17.4655, 106.6123)]


def metres(plane, place):
    east, north = Transformer.from_crs(4326, plane, always_xy=True).transform(*place[::-1])
    return round(north, 3), round(east, 3)


def book(plane):
    """Return one list: X north, X east, degrees, degrees the other way round."""
    (north, east), (other_north, other_east) = (metres(plane, p) for p in PLACES[:2])
    rows = [
        (1, "Chợ", HERE, north, east),
        (2, "Ngã ba", HERE, other_east, other_north),
        (3, "Trường", HERE, *PLACES[2]),
        (4, "Cầu", HERE, *PLACES[3]),
    ]
    return workbook([("STT", "Tên", "Xã", "X", "Y"), *rows])


@pytest.mark.parametrize("plane", ["EPSG:9211", "EPSG:9212", "EPSG:3405", "EPSG:9210"])
@pytest.mark.parametrize("mark", ["", "+swapped"])
def test_rows_of_both_orders_and_degrees_in_one_list(plane, mark):
    found = read_import(book(plane), "a.xlsx", communes=communes())
    assert found.accepted == 2  # those in degrees need no plane
    tied = found.readings.table.query("tied")["reading"].tolist()
    assert plane in tied
    assert not any("swapped" in reading for reading in tied)
    chosen = read_import(book(plane), "a.xlsx", communes=communes(), crs=plane + mark)
    assert chosen.accepted == 4
    assert chosen.cameras[["lat", "lon"]].to_numpy() == pytest.approx(np.array(PLACES), abs=1e-7)


def test_nothing_speaks_of_exchanged_axes():
    found = read_import(book("EPSG:9212"), "a.xlsx", communes=communes())
    said = [reading_in_words(r) for r in found.readings.table["reading"]]
    assert not any("X và Y" in text or "exchanged" in text for text in said)
