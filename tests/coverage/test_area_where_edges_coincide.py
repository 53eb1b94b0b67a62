"""Areas where views touch, coincide or nearly do, against the unions built of whole communes."""

from itertools import combinations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.core.crs import WGS84, to_plane
from gis.core.overlay import edges
from gis.coverage.area import covered_area
from gis.coverage.kernels.overlap import depth_sums
from tests.world import communes, placed

UP, UNCONFIRMED, DOWN = range(3)
SIGHT = np.array(["up", "unconfirmed", "down"])


def by_unions(shapes: np.ndarray, kinds: np.ndarray) -> list[float]:
    """Return the areas by their definition: seen by 1, 2, 3 working; confirmed or not; any."""
    up = list(shapes[kinds == UP])
    by_so_many = [
        shapely.union_all([shapely.intersection_all(list(g)) for g in combinations(up, least)])
        for least in (1, 2, 3)
    ]
    unions = [*by_so_many, shapely.union_all(shapes[kinds != DOWN]), shapely.union_all(shapes)]
    return [union.area for union in unions]


def summed(shapes: np.ndarray, kinds: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """Return the same of polygons in whole numbers, all of them neighbours."""
    count, (lines, ends) = len(shapes), edges(shapes)
    everyone = np.arange(count)
    near = np.tile(everyone, count), count * (everyone + 1), everyone
    views = shapely.bounds(shapes), kinds, ranks
    return depth_sums(lines, ends, views, near, 0, count).sum(axis=0)


corner = st.tuples(st.integers(0, 5), st.integers(0, 5))
kind = st.sampled_from([UP, UP, UP, UNCONFIRMED, DOWN])


@st.composite
def polygons(draw: st.DrawFn, scale: int = 1, jitter: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Triangles, boxes and frames with few corners, many of them shared, either way around."""
    shapes = []
    for _ in range(draw(st.integers(1, 6))):
        points = np.array(draw(st.lists(corner, min_size=3, max_size=3, unique=True))) * scale
        if jitter:
            points += draw(
                st.lists(st.tuples(*[st.integers(-jitter, jitter)] * 2), min_size=3, max_size=3)
            )
        triangle, (x0, y0), (x1, y1) = (
            shapely.Polygon(points),
            points.min(axis=0),
            points.max(axis=0),
        )
        box = shapely.box(x0, y0, x1, y1)
        shape = draw(st.sampled_from([triangle, box, box.difference(triangle)]))
        if shape.area and shape.geom_type == "Polygon":
            shapes.append(draw(st.sampled_from([shape, shape.reverse()])))
    shapes += draw(st.lists(st.sampled_from(shapes), max_size=2)) if shapes else []
    kinds = draw(st.lists(kind, min_size=len(shapes), max_size=len(shapes)))
    return np.array(shapes, dtype=object), np.array(kinds, dtype=np.int64)


@settings(max_examples=300, deadline=None)
@given(polygons(), st.randoms(use_true_random=False))
def test_shared_corners_and_edges_are_counted_once_whoever_ranks_first(drawn, random):
    shapes, kinds = drawn
    ranks = np.array(random.sample(range(-50, 50), len(shapes)), dtype=np.int64)
    assert summed(shapes, kinds, ranks) == pytest.approx(by_unions(shapes, kinds), rel=1e-12)


@settings(max_examples=200, deadline=None)
@given(polygons(scale=2**34, jitter=2))
def test_edges_a_nanometre_beside_each_other_change_nothing_that_shows(drawn):
    shapes, kinds = drawn
    found = summed(shapes, kinds, np.arange(len(shapes)))
    # A unit to either side of all edges, and what the union itself rounds.
    slack = 30 * sum(shapely.length(shapes))
    assert found == pytest.approx(by_unions(shapes, kinds), rel=1e-9, abs=slack)


at_m = st.integers(-2, 8).map(lambda k: 250.0 * k)
size_m = st.sampled_from([0.001, 0.5, 250.0, 250.0, 500.0])
views = st.lists(
    st.tuples(st.integers(0, 2), at_m, at_m, size_m, st.sampled_from([0.0, 0.0, 45.0, 1e-7])),
    min_size=1,
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(views)
def test_areas_of_touching_same_and_tiny_views_are_those_of_the_unions(rows):
    shapes = [
        shapely.affinity.rotate(shapely.box(x, y, x + side, y + side), turn)
        for _kind, x, y, side, turn in rows
    ]
    kinds = np.array([row[0] for row in rows])
    table = gpd.GeoDataFrame(
        {"sight": SIGHT[kinds]}, geometry=placed(np.array(shapes, dtype=object)), crs=WGS84
    )
    found = covered_area(table, communes()) * 1e6
    seen = to_plane(table.geometry.to_numpy())
    for code, border in zip(communes()["code"], to_plane(communes().geometry), strict=True):
        inside = shapely.buffer(shapely.intersection(seen, border), 0)
        working, twice, thrice, confirmed_or_not, installed = by_unions(inside, kinds)
        expected = {
            "installed_km2": installed,
            "working_km2": working,
            "unconfirmed_km2": confirmed_or_not - working,
            "lost_km2": installed - confirmed_or_not,
            "twice_km2": twice,
            "thrice_km2": thrice,
        }
        got = found.loc[code, list(expected)].to_dict()
        assert got == pytest.approx(expected, rel=1e-9, abs=2e-6 + 1e-9 * installed)


def test_the_same_view_a_hundred_times_is_its_area_once():
    box = placed(np.array([shapely.box(100, 100, 131, 117)], dtype=object)).repeat(100)
    table = gpd.GeoDataFrame({"sight": ["up"] * 100}, geometry=box, crs=WGS84)
    area = shapely.area(to_plane(box[0]))
    found = covered_area(table, communes()).loc["00001"] * 1e6
    assert found.to_numpy() == pytest.approx([area, area, 0, 0, area, area], rel=1e-9, abs=2e-6)
