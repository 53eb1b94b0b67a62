"""The planes that files and addresses offer: each leads to the country, none is many at once."""

import pytest

from gis.core.crs import by_definition, file_plane, planes_for_files
from gis.core.errors import GisError


def test_they_are_what_files_take():
    codes = planes_for_files()
    assert {"EPSG:9211", "EPSG:9212", "EPSG:3405", "EPSG:32648"} <= set(codes)
    assert len(set(codes)) == len(codes)
    assert all(file_plane(code) for code in codes)


def test_a_grid_system_of_many_zones_is_no_plane():
    assert "EPSG:32600" not in planes_for_files()
    with pytest.raises(GisError):
        file_plane("EPSG:32600")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("OGC:CRS84", (106.6, 17.2)),
        ("EPSG:4326", (17.2, 106.6)),
        ("EPSG:32648", (670_145.4, 1_902_296.3)),  # east first
        ("EPSG:2044", (1_902_000, 18_670_000)),  # north first
    ],
)
def test_axes_are_in_the_order_of_the_definition(name, expected):
    found = by_definition(name).transform(106.6, 17.2)
    assert found == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("VN-2000 106°15′", 9212),
        ("TM-3 106°15′", 9212),
        ("106°15′", 9212),
        ("106.25", 9212),
        ("TM-3 106.25", 9212),
        ("VN-2000 106°30′", 9213),
        ("TM-6 105", 3405),
    ],
)
def test_a_plane_that_has_a_code_goes_by_it(name, code):
    assert file_plane(name).to_string() == f"EPSG:{code}"
