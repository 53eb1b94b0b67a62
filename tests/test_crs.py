"""Projections for readers that know none."""

import numpy as np
import pytest

from gis.core.crs import WGS84, fitted_plane, transformer

PROVINCE = (105.4, 16.2, 107.6, 18.3)


def evaluated(plane, lon, lat):
    """Work the polynomials out as the map's script does."""
    west, south, east, north = plane["bounds"]
    u, v = (2 * lon - west - east) / (east - west), (2 * lat - south - north) / (north - south)
    pairs = [(i, j) for i in range(plane["degree"] + 1) for j in range(plane["degree"] + 1 - i)]
    return [
        sum(f * u**i * v**j for f, (i, j) in zip(plane["factors"][name], pairs, strict=True))
        for name in ("north", "east")
    ]


@pytest.mark.parametrize("crs", ["EPSG:9211", "EPSG:9212"])
def test_a_fitted_plane_agrees_with_proj_to_the_millimetre(crs):
    plane = fitted_plane(crs, PROVINCE)
    rng = np.random.default_rng(6)
    lon, lat = rng.uniform(105.4, 107.6, 500), rng.uniform(16.2, 18.3, 500)
    east, north = transformer(WGS84, crs).transform(lon, lat)
    told_north, told_east = evaluated(plane, lon, lat)
    assert np.abs(told_north - north).max() < 1e-3
    assert np.abs(told_east - east).max() < 1e-3
    assert plane["error_m"] < 1e-3


def test_a_plane_of_too_low_a_degree_says_how_far_it_is_off():
    assert fitted_plane("EPSG:9211", PROVINCE, degree=2)["error_m"] > 0.1
