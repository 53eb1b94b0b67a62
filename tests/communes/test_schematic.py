from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from gis.communes.location import locate
from gis.communes.schematic import schematic
from gis.communes.succession import read_succession
from gis.core.crs import to_plane

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "quang_tri_communes.gpkg"


def test_78_valid_tiles_without_overlap_or_gap():
    table = schematic()
    plane = to_plane(table.geometry.to_numpy())
    union = shapely.union_all(plane)
    assert table["code"].is_unique
    assert len(table) == 78
    assert shapely.is_valid(plane).all()
    assert shapely.area(plane).sum() == pytest.approx(shapely.area(union), rel=1e-9)
    holes = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    assert sum(shapely.area(shapely.polygons(holes))) < 1 if holes else True
    assert table.attrs["source"] == "schematic"


def test_every_former_centre_lies_in_its_successor():
    former = read_succession()
    centres = gpd.GeoSeries(gpd.points_from_xy(former["lon"], former["lat"]))
    assert (locate(centres, schematic()) == former["code"]).all()


@pytest.mark.skipif(not REAL.exists(), reason="the real boundaries are not at hand")
def test_most_of_the_area_falls_into_the_right_commune():
    real, drawn = (t.set_index("code").sort_index() for t in (gpd.read_file(REAL), schematic()))
    a, b = (np.asarray(to_plane(t.geometry.to_numpy())) for t in (real, drawn))
    assert shapely.area(shapely.intersection(a, b)).sum() / shapely.area(a).sum() > 0.7
