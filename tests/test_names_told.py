"""A camera without a name of its own is told by its address, wherever cameras are named."""

import pandas as pd
import pytest

from gis.analysis.run import analyse
from gis.export.xlsform import xlsform
from gis.mapserver.cameras import MapTables
from gis.mapserver.details import camera_particulars
from gis.mapserver.search import find_camera
from gis.restoration.model.prices import read_prices
from gis.restoration.plans.ranking import rank_repairs
from gis.survey.maintenance import due, read_intervals
from gis.vocabulary.labels import display_names
from tests.world import cameras, communes, demand, equipment

NAMELESS = {"camera_id": "GM-03", "name": "GM-03", "address": "Chợ Gio Mỹ", "status": "broken"}


@pytest.fixture
def analysed():
    rows = cameras({**NAMELESS, "xy": (300, 500)})
    market = demand({"shape": "POINT (300 510)"})
    return analyse(rows, equipment(), communes(), market)


def test_a_name_goes_before_the_address_and_that_before_what_else_is_given():
    table = pd.DataFrame(
        {
            "camera_id": ["A", "B", "C", "D"],
            "name": ["Cổng chợ", "", "C", ""],
            "address": ["Thôn 1", "Thôn 2", "Thôn 3", ""],
        }
    )
    assert display_names(table).tolist() == ["Cổng chợ", "Thôn 2", "Thôn 3", ""]
    assert display_names(table, otherwise="camera_id").tolist() == [
        "Cổng chợ",
        "Thôn 2",
        "Thôn 3",
        "D",
    ]
    assert display_names(equipment({"equipment_id": "R1", "name": ""})).tolist() == [""]


def test_the_map_names_it_by_its_address(analysed):
    tables = MapTables(analysed)
    assert camera_particulars(tables, 0)["title"] == "Chợ Gio Mỹ"
    assert find_camera(tables, "GM-03")["label"] == "GM-03 · Chợ Gio Mỹ"


def test_a_repair_and_a_visit_name_it_by_its_address(analysed):
    ranking = rank_repairs(analysed, prices=read_prices())
    assert ranking.repairs.table["name"].tolist() == ["Chợ Gio Mỹ"]
    visits = due(analysed.cameras, analysed.equipment, read_intervals(), today="2026-11-27")
    assert visits["name"].tolist() == ["Chợ Gio Mỹ"]
    assert xlsform(cameras(NAMELESS), "Gio Linh", simulated=False)
