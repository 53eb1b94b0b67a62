"""A camera hardly outside the outline keeps its commune in the analysis too."""

import pandas as pd
import pytest

from gis.analysis.run import in_communes
from tests.registers import communes


# Of a degree of longitude at 17.47° north: 106,180 m.
@pytest.mark.parametrize(
    ("metres", "stated", "code"),
    [
        (50, "18880", "18880"),
        (300, "18880", "18880"),
        (300, "18859", ""),
        (1200, "18880", ""),
        (300, "", ""),
    ],
)
def test_a_breakwater_is_of_the_commune_it_was_stated_in(metres, stated, code):
    lon = 106.65 + metres / 106_180
    cameras = pd.DataFrame(
        {"lon": [lon, 106.62], "lat": [17.47, 17.47], "commune_code": [stated, "18859"]}
    )
    assert in_communes(cameras, communes())["commune_code"].tolist() == [code, "18880"]
