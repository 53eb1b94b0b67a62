"""Equipment is looked after in the commune of most cameras behind it, counted one by one."""

from collections import Counter

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.survey.maintenance import due
from tests.world import cameras, equipment

UNITS = ("R1", "R2", "L;", "x")
EVERY_SIX = pd.DataFrame(
    {"interval_months": [6, 6], "visit_cost_vnd": [1e5, 1e5]}, index=["fixed", "recorder"]
)
LISTS = st.sampled_from(["", "R1", "R2", " R1 ; R2", "R2;R1", "R1;R1", "x;;R9", ";", " "])


@settings(deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(["1", "2", "", "3"]), LISTS), max_size=25))
def test_each_is_in_the_commune_of_most_of_its_cameras(rows):
    units = equipment(*({"equipment_id": unit, "kind": "recorder"} for unit in UNITS))
    listed = cameras(
        *({"commune_code": code, "depends_on": text} for code, text in rows),
        {"commune_code": "2", "depends_on": "x"},
    )
    counts = {unit: Counter({"2": 1} if unit == "x" else {}) for unit in UNITS}
    for code, text in rows:
        for part in text.split(";"):
            if part.strip() in counts:
                counts[part.strip()][code] += 1
    expected = {
        unit: min(each, key=lambda code: (-each[code], code), default="")
        for unit, each in counts.items()
    }
    table = due(listed, units, EVERY_SIX, today="2026-11-24")
    found = table[table["subject"] == "equipment"].set_index("subject_id")["commune_code"]
    assert found.to_dict() == expected
