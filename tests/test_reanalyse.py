"""An analysis brought up to date is the analysis made anew, also of what is live alone."""

import pandas as pd
import pytest

from gis.analysis.result import ViewTerms
from gis.analysis.run import analyse, reanalyse
from tests import world

UNITS = world.equipment(
    {"equipment_id": "H", "kind": "hq", "status": "working", "channels": 1},
)
PLACES = world.demand({"shape": "LINESTRING (0 550, 2000 550)", "weight_per_km": 4.0})


def two(first):
    common = {"azimuth_deg": 0.0, "range_m": 80.0, "status": "working", "connects_through": "H"}
    return world.cameras(
        {"camera_id": "A", "xy": (500, 500), "live_verified_on": first, **common},
        {"camera_id": "B", "xy": (1500, 500), "live_verified_on": "2026-02-02", **common},
    )


@pytest.mark.parametrize("live_only", [True, False])
def test_a_channel_that_one_camera_gives_up_goes_to_another_nobody_touched(live_only):
    terms = ViewTerms(live_only=live_only)
    before = analyse(two("2026-01-01"), UNITS, world.communes(), PLACES, terms=terms)
    now = reanalyse(before, two("2026-03-03"), UNITS)
    anew = analyse(two("2026-03-03"), UNITS, world.communes(), PLACES, terms=terms)
    assert now.cameras["sight"].tolist() == anew.cameras["sight"].tolist()
    pd.testing.assert_frame_equal(
        now.communes.drop(columns="geometry"), anew.communes.drop(columns="geometry")
    )
    if live_only:
        assert before.cameras["sight"].tolist() == ["up", "down"]
        assert now.cameras["sight"].tolist() == ["down", "up"]
