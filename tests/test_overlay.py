import numpy as np
import shapely

from gis.core.overlay import edges


def test_every_edge_has_the_inside_to_its_left_whichever_way_the_rings_run():
    yard = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 4, 1)])
    shapes = [shapely.box(5, 5, 6, 7), shapely.Polygon(), yard, two]
    for drawn in (shapes, [shapely.reverse(shape) for shape in shapes]):
        lines, ends = edges(np.array(drawn, dtype=object))
        assert ends.tolist() == [4, 4, 12, 20]
        cross = lines[:, 0] * lines[:, 3] - lines[:, 1] * lines[:, 2]
        areas = [part.sum() / 2 for part in np.split(cross, ends[:-1])]
        assert areas == [2, 0, 8, 3]
    assert edges(np.array([], dtype=object))[0].shape == (0, 4)
