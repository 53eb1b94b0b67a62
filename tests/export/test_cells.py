"""Cells of the published grid: of which commune each is."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gis.analysis.run import analyse
from gis.export.layers import layer
from tests import world


@given(st.lists(st.sampled_from(["00001", "00002", ""]), min_size=1, max_size=6))
def test_a_cell_is_of_the_commune_that_most_of_its_cameras_are_of(codes):
    rows = [{"xy": (500 + i, 500), "azimuth_deg": 0} for i in range(len(codes))]
    communes = world.communes()
    communes.attrs["source"] = "schematic"  # then the code that is stated counts
    cameras = world.cameras(*rows).assign(commune_code=codes)
    found = analyse(cameras, world.equipment(), communes, world.nowhere())
    cells = layer(found, "cells")
    stated = pd.Series([code or "00001" for code in codes])  # else that of the place
    assert cells["commune_code"].mode().iloc[0] in set(stated)
    if len(cells) == 1:
        assert cells["commune_code"].iloc[0] == stated.mode().iloc[0]
        assert cells["cameras"].tolist() == [len(codes)]
