"""The weeks on the overview and in the table of communes."""

import datetime as dt

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from gis.core.clock import now, stopped
from gis.core.language import _
from gis.store.changes import FIELDS
from gis.store.editing import edit
from tests.pages.screen import opened, page
from tests.world import cameras

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}


@pytest.fixture
def three_weeks(store):
    """Two broken cameras two weeks ago, one repaired a week ago."""
    rows = ({"camera_id": "A", "status": "broken"}, {"camera_id": "B", "status": "broken"})
    with stopped(now() - dt.timedelta(weeks=2)):
        store.save(cameras=cameras(*(HERE | row for row in rows)), source="list.xlsx")
    change = pd.DataFrame([("A", "status", "broken", "working")], columns=FIELDS)
    with stopped(now() - dt.timedelta(weeks=1)):
        edit(store, change, source="bảng")
    return store


def weeks_of(shown: AppTest):
    named = _("Restored in the week")
    [table] = [t.value for t in shown.dataframe if named in t.value.columns]
    return table


def test_the_overview_tells_the_weeks(app, three_weeks):
    shown = page(app, "overview")
    assert not shown.exception
    table = weeks_of(shown)
    assert table[_("Restored in the week")].tolist() == ["0", "1", "0"]
    assert table[_("Not seeing")].tolist() == ["1", "1", "2"]  # newest first
    shown.query_params["xa"] = "18880"
    shown.run()
    assert weeks_of(shown)[_("Camera views")].tolist() == ["2", "2", "2"]


def test_the_communes_are_told_week_by_week(app, three_weeks):
    shown = opened(app, "communes")
    assert not shown.exception
    [table] = [t.value for t in shown.dataframe if _("Change (points)") in t.value.columns]
    assert table[_("Camera views")].tolist() == [2]
    assert len(table[_("Week by week")].iloc[0]) == 3
