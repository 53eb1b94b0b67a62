"""An analysis tells what its figures rest on, and whatever leaves is marked by it alone."""

import io
from argparse import Namespace

import pytest
from openpyxl import load_workbook

from gis.analysis.result import ViewTerms, basis
from gis.analysis.run import analyse, reanalyse, reweighed
from gis.cli.outputs import out_file
from gis.export.layers import LAYERS, layer, plan_layer
from gis.export.plan_workbook import plan_workbook
from gis.restoration.model.repair_options import work
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests import world

MARKS = ["level", "light", "live_only", "boundaries", "simulated"]
ONE = {"camera_id": "A", "xy": (500, 500), "azimuth_deg": 0.0, "range_m": 100.0}
BROKEN = ONE | {"camera_id": "B", "status": "broken", "repair_cost_vnd": 2e6}


def analysed(*rows, source="official", **more):
    communes = world.communes()
    communes.attrs["source"] = source
    places = world.demand({"shape": "POINT (500 550)", "weight": 5.0})
    return analyse(world.cameras(*rows), world.equipment(), communes, places, **more)


def test_what_is_stated_of_no_register_is_real_and_of_no_revision():
    terms = ViewTerms("identify", "night", live_only=True)
    provenance = analysed(ONE, terms=terms, source="schematic").provenance
    assert list(provenance.as_dict()) == MARKS
    assert list(provenance.as_dict().values()) == ["identify", "night", True, "schematic", False]
    assert provenance.revision == ""


def test_the_register_is_stated_without_changing_anything_else():
    before = analysed(ONE)
    after = before.of_register(simulated=True, revision="store-7")
    assert (after.provenance.simulated, after.provenance.revision) == (True, "store-7")
    assert after.terms == before.terms
    assert after.cameras is before.cameras
    assert not before.provenance.simulated


@pytest.mark.parametrize("rows", [(BROKEN,), (ONE, BROKEN)], ids=["edited", "added"])
def test_an_analysis_worked_out_again_rests_on_the_same(rows):
    before = analysed(ONE, source="schematic").of_register(simulated=True, revision="r")
    now = reanalyse(before, world.cameras(*rows), world.equipment())
    assert now.provenance == before.provenance
    assert reweighed(before, "market", 2.0).provenance == before.provenance


@pytest.mark.parametrize("simulated", [True, False])
def test_all_that_leaves_is_marked_by_the_analysis(simulated):
    found = analysed(ONE, BROKEN, source="schematic").of_register(simulated=simulated)
    todo, asked = work(found), Request(request_money([1e9]))
    plan = make_plan(found, todo, asked)
    tables = [layer(found, name) for name in LAYERS]
    tables.append(plan_layer(found, todo, plan))
    for table in tables:
        assert [column for column in table if column in MARKS][-2:] == MARKS[-2:]
        assert table["simulated"].eq(simulated).all()
        assert table["boundaries"].eq("schematic").all()
    book = load_workbook(io.BytesIO(plan_workbook(found, todo, asked, plan)))
    assert any(row[0] == "Dữ liệu mô phỏng" for row in book.worksheets[0].values) is simulated
    assert basis(found)["simulated"] is simulated
    name = out_file(Namespace(commune=None, out=None), "plan", found, "xlsx").name
    assert name.endswith("_mo-phong.xlsx") is simulated
