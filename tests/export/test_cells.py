"""Cells of the published grid: of which commune each is."""

import pytest

from gis.analysis.run import analyse
from gis.export.layers import layer
from tests import world


@pytest.mark.parametrize(
    ("codes", "most"),
    [
        (["00002", "00002", "00001"], "00002"),
        (["00001", "00002", "00002"], "00002"),
        (["00002", "00001"], "00001"),  # of several the first in order
        (["00002"], "00002"),
    ],
)
def test_a_cell_is_of_the_commune_that_most_of_its_cameras_are_of(codes, most):
    communes = world.communes()
    communes.attrs["source"] = "schematic"  # then the code that is stated counts
    rows = [{"xy": (500, 500), "azimuth_deg": 0, "commune_code": code} for code in codes]
    found = analyse(world.cameras(*rows), world.equipment(), communes, world.nowhere())
    cells = layer(found, "cells")
    assert cells["commune_code"].tolist() == [most]
    assert cells["cameras"].tolist() == [len(codes)]
