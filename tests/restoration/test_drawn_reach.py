"""What a drawn lens could see though the usual one does not."""

import numpy as np

from gis.analysis.result import ViewTerms
from gis.analysis.run import analyse
from gis.core.choices import Goal
from gis.restoration.robustness.samples import SampledRegister
from tests import world


def test_a_camera_whose_usual_lens_ends_in_its_blind_zone_is_drawn_all_the_same():
    """7 m high it identifies nobody at 80°; 54° and 2,560 pixels would to 9 m before the pole."""
    high = {
        "xy": (100, 100),
        "azimuth_deg": 0,
        "kind": "fixed",
        "height_m": 7.0,
        "tilt_deg": 20.0,
        "status": "broken",
        "repair_cost_vnd": 1e6,
    }
    place = world.demand({"shape": "POINT (100 108)", "weight": 1})
    found = analyse(
        world.cameras(high), world.equipment(), world.communes(), place, terms=ViewTerms("identify")
    )
    assert found.footprints.empty
    drawn = SampledRegister(found, Goal.SEE, None, seed=1)
    assert drawn.rows.tolist() == [0]
    assert any(seen.views.nnz for seen in drawn.draws(np.arange(60)))
