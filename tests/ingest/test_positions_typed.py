"""Positions typed in metres: the camera's commune, or the words beside them, tell the plane."""

import pandas as pd
import pytest
from pyproj import Transformer

from gis.ingest.entries import POSITION, read_entries
from tests.world import communes, degrees

LON, LAT = degrees((300, 500)).tolist()


def metres(epsg):
    east, north = Transformer.from_crs(4326, epsg, always_xy=True).transform(LON, LAT)
    return f"{north:.2f}", f"{east:.2f}"


def read(text, home=None):
    homes = None if home is None else pd.Series([home])
    return read_entries(pd.DataFrame({POSITION: [text]}), communes(), homes=homes)


@pytest.mark.parametrize("epsg", [9211, 9212, 3405])
@pytest.mark.parametrize("form", ["{0}, {1}", "{1} {0}", "X: {0} Y: {1}", "X={0}; Y={1} (VN-2000)"])
def test_the_commune_of_the_camera_tells_the_plane(epsg, form):
    entries = read(form.format(*metres(epsg)), home="00001")
    assert entries.unread == []
    assert entries.of(0) == pytest.approx({"lon": LON, "lat": LAT}, abs=1e-6)


@pytest.mark.parametrize(
    ("epsg", "words"),
    [
        (9212, "VN-2000 106°15'"),
        (9212, "(KTT 106°15′)"),
        (9211, "kinh tuyến trục 106,00"),
        (3405, "UTM 48"),
    ],
)
def test_words_beside_them_tell_the_plane(epsg, words):
    entries = read(" ".join([*metres(epsg), words]))
    assert entries.of(0) == pytest.approx({"lon": LON, "lat": LAT}, abs=1e-6)


def test_metres_of_an_unknown_plane_or_elsewhere_are_not_taken():
    assert read(", ".join(metres(9212))).of(0) == {}
    assert read(", ".join(metres(9212)), home="00002").of(0) == {}
    assert read("VN-2000").of(0) == {}


@pytest.mark.parametrize("form", ["POINT({1:.6f} {0:.6f})", "{0:.6f} ({1:.6f})"])
def test_degrees_in_brackets_name_no_plane(form):
    assert read(form.format(LAT, LON)).of(0).get("lat") in (None, pytest.approx(LAT, abs=1e-6))
