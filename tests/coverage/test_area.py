from itertools import combinations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.core.crs import WGS84, to_plane
from gis.coverage.area import changed_ground, covered_area, ground
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
    # installed, working, unconfirmed, lost; by two and by three working cameras at least
    expected = {"00001": [20000, 10000, 5000, 5000, 10000, 0], "00002": [0] * 6}
    result = rounded(covered_area(footprints, communes()))
    assert result["00002"] == expected["00002"]
    assert result["00001"] == pytest.approx(expected["00001"], rel=1e-3)


def test_ground_seen_by_two_and_by_three_working_views():
    footprints = seen(
        ("up", (100, 100, 500, 200)),
        ("up", (200, 100, 500, 200)),
        ("up", (300, 100, 500, 200)),
        ("up", (450, 100, 500, 200)),
        ("down", (100, 100, 500, 200)),
    )
    result = rounded(covered_area(footprints, communes()))["00001"]
    assert result == pytest.approx([40000, 40000, 0, 0, 30000, 20000], rel=1e-3)


def test_a_view_across_the_border_counts_on_each_side():
    result = rounded(covered_area(seen(("up", (900, 0, 1300, 100))), communes()))
    assert result["00001"] == pytest.approx([10000, 10000, 0, 0, 0, 0], rel=1e-3)
    assert result["00002"] == pytest.approx([30000, 30000, 0, 0, 0, 0], rel=1e-3)


def test_what_falls_outside_every_commune_counts_nowhere():
    result = covered_area(seen(("up", (-200, 0, 100, 100))), communes())
    assert result["installed_km2"].sum() * 1e6 == pytest.approx(10000, rel=1e-3)


def test_no_footprint_at_all_is_zero_everywhere():
    nothing = seen(("up", (0, 0, 1, 1))).head(0)
    assert (covered_area(nothing, communes()).to_numpy() == 0).all()


def seen_by(shapes: list[shapely.Geometry], least: int) -> shapely.Geometry:
    """Return what so many of the shapes have in common: the definition, spelt out."""
    groups = [shapely.intersection_all(list(group)) for group in combinations(shapes, least)]
    return shapely.union_all(groups)


# Few corners and sizes, so that edges often coincide and views are often the same.
step = st.integers(-2, 8).map(lambda k: 250.0 * k)
views = st.lists(
    st.tuples(
        st.sampled_from(["up", "up", "unconfirmed", "down"]),
        st.tuples(step, step, st.sampled_from([250.0, 500.0, 750.0]), st.sampled_from([0.0, 45.0])),
    ),
    min_size=1,
    max_size=7,
)


def drawn(rows: list[tuple]) -> gpd.GeoDataFrame:
    shapes = [
        shapely.affinity.rotate(shapely.box(x, y, x + side, y + side), turn)
        for _sight, (x, y, side, turn) in rows
    ]
    table = {"sight": [sight for sight, _ in rows]}
    return gpd.GeoDataFrame(table, geometry=placed(np.array(shapes, dtype=object)), crs=WGS84)


@settings(max_examples=60, deadline=None)
@given(views)
def test_areas_are_those_of_the_unions_built_one_by_one(rows):
    table = drawn(rows)
    shapes, sight = to_plane(table.geometry.to_numpy()), table["sight"].to_numpy()
    found = covered_area(table, communes()) * 1e6
    for border in communes().itertuples():
        inside = shapely.intersection(shapes, to_plane(border.geometry))
        up, best = list(inside[sight == "up"]), shapely.union_all(inside[sight != "down"])
        expected = {
            "installed_km2": shapely.union_all(inside).area,
            "working_km2": seen_by(up, 1).area,
            "twice_km2": seen_by(up, 2).area,
            "thrice_km2": seen_by(up, 3).area,
            "lost_km2": shapely.union_all(inside).area - best.area,
        }
        got = found.loc[border.code, list(expected)].to_dict()
        assert got == pytest.approx(expected, abs=0.05)


@settings(max_examples=40, deadline=None)
@given(views, views, st.data())
def test_changing_some_views_gives_what_starting_anew_gives(rows, others, data):
    before, after = drawn(rows), drawn((others + rows)[: len(rows)])
    odd = data.draw(st.sets(st.integers(0, len(rows) - 1)))
    changed = pd.Index(sorted(odd), dtype=int)
    now = before.copy()
    now.loc[changed] = after.loc[changed]
    now = now.drop(index=list(changed[: data.draw(st.integers(0, len(changed)))]))
    old = ground(before, communes())
    quick = changed_ground(old, now, changed).by_commune(communes()["code"])
    anew = covered_area(now, communes())
    assert quick.to_numpy() == pytest.approx(anew.to_numpy(), abs=1e-9)
