import geopandas as gpd
import pandas as pd
import pytest
import shapely

from gis.coverage.area import covered_area
from gis.crs import WGS84
from tests.world import communes, placed


def seen(*rows: tuple[str, tuple[float, float, float, float]]) -> gpd.GeoDataFrame:
    """Rectangular footprints in metres, so that every area is a product."""
    sight, boxes = zip(*rows, strict=True)
    shapes = placed([shapely.box(*b) for b in boxes])
    return gpd.GeoDataFrame({"sight": list(sight)}, geometry=shapes, crs=WGS84)


def rounded(table: pd.DataFrame) -> dict[str, list[float]]:
    return {
        code: [round(v * 1e6) for v in row]
        for code, row in zip(table.index, table.to_numpy(), strict=True)
    }


def test_overlaps_count_once_and_the_best_camera_decides():
    footprints = seen(
        ("up", (100, 100, 200, 200)),
        ("up", (100, 100, 200, 200)),
        ("unconfirmed", (150, 100, 250, 200)),
        ("down", (100, 100, 300, 200)),
    )
    # installed, working, unconfirmed, lost
    expected = {"00001": [20000, 10000, 5000, 5000], "00002": [0, 0, 0, 0]}
    result = rounded(covered_area(footprints, communes()))
    assert result["00002"] == expected["00002"]
    assert result["00001"] == pytest.approx(expected["00001"], rel=1e-3)


def test_a_view_across_the_border_counts_on_each_side():
    result = rounded(covered_area(seen(("up", (900, 0, 1300, 100))), communes()))
    assert result["00001"] == pytest.approx([10000, 10000, 0, 0], rel=1e-3)
    assert result["00002"] == pytest.approx([30000, 30000, 0, 0], rel=1e-3)


def test_what_falls_outside_every_commune_counts_nowhere():
    result = covered_area(seen(("up", (-200, 0, 100, 100))), communes())
    assert result["installed_km2"].sum() * 1e6 == pytest.approx(10000, rel=1e-3)


def test_no_footprint_at_all_is_zero_everywhere():
    nothing = seen(("up", (0, 0, 1, 1))).head(0)
    assert (covered_area(nothing, communes()).to_numpy() == 0).all()
