"""Lists as communes hand them in, without any map of places: a plan, curve, draws and floors."""

from pathlib import Path

import pandas as pd
import pytest

from gis.analysis.run import analyse
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.ingest.importing import read_import
from gis.restoration.model.repair_options import work
from gis.restoration.plans.account import account
from gis.restoration.plans.budget_curve import choices
from gis.restoration.plans.budget_options import budget_options
from gis.restoration.plans.formulation import formulate
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.ranking import rank_repairs, ranking_lines_in_words
from gis.restoration.plans.request import Request, request_money
from gis.restoration.robustness.assessment import judge
from gis.simulation.register import simulate
from tests.world import cameras, communes, equipment, nowhere

LISTS = Path(__file__).resolve().parents[3] / "shared" / "cases" / "lists"
COPY = [
    ("Ngã tư Cầu", "broken"),
    ("Cổng chợ Cầu", "broken"),
    ("Trường THPT", "working"),
    ("Vòng xuyến đường tránh", "abandoned"),
    ("Bệnh viện", "broken"),
    ("Ngã ba Kỳ Trúc", "broken"),
    ("Cầu Bến Ngự", "disposal"),
    ("Nhà văn hóa thôn Nhĩ Hạ", "broken"),
    ("Trường mầm non", "unknown"),
]


def copied():
    """A small list made here: nine cameras of West, one recorder, no position, no direction."""
    rows = [
        {"name": name, "status": status, "commune_code": "00001", "depends_on": "R" * (k % 3 == 1)}
        for k, (name, status) in enumerate(COPY)
    ]
    unit = {"equipment_id": "R", "kind": "recorder", "status": "broken"}
    return cameras(*rows), equipment(unit), communes(), "00001"


def gio_linh():
    source = LISTS / "danh-sach-xa-gio-linh.xlsx"
    if not source.exists():
        pytest.skip("the shared lists are not here")
    known = communes_or_schematic()
    found = read_import(source, communes=known, crs="EPSG:9212")
    return found.cameras, found.equipment, known, "19495"


@pytest.mark.parametrize("listed", [copied, gio_linh])
def test_a_bare_list_has_a_plan_ranking_curve_draws_and_floors(listed):
    table, shared, known, code = listed()
    found = analyse(table, shared, known, nowhere())
    todo = work(found)
    scope = {"commune": code}
    offered = choices(formulate(found, todo, Request(request_money([0.0]), **scope)))
    assert offered.all_vnd > 0
    points = offered.curve
    assert (points["gap"] == 0).all()
    assert points["weight"].is_monotonic_increasing
    three = budget_options(offered)
    assert bool(three["all"].iloc[-1])
    whole = make_plan(found, todo, Request(request_money([1e12]), **scope))
    counts = account(found, todo, "see", whole, commune=code).counts
    assert counts["later"] == 0
    assert counts["planned"] == len(whole.restored) == three["cameras"].iloc[-1] > 0
    assert whole.cost_vnd == pytest.approx(offered.all_vnd)
    half = make_plan(found, todo, Request(request_money([offered.all_vnd / 2]), **scope))
    assert 0 < half.own_weight < whole.own_weight == points["weight"].iloc[-1]
    counts = account(found, todo, "see", half, commune=code).counts
    assert counts["not_working"] == sum(
        counts[p] for p in ("planned", "later", "survey", "disposal", "unlisted")
    )
    ranked = ranking_lines_in_words(found, rank_repairs(found))
    assert ranked["own_weight"].sum() >= whole.own_weight - 1e-9
    fair = make_plan(found, todo, Request(request_money([offered.all_vnd / 2]), floor=1.0, **scope))
    assert fair.limits.floors[code] > 0
    judged = judge(found, Request(request_money([offered.all_vnd / 2]), **scope), half, draws=5)
    assert isinstance(judged.surveys, pd.DataFrame)
    assert judged.repairs.loc[half.lines["id"], "share"].max() > 0


def test_every_broken_camera_of_a_simulated_ward_is_accounted_for():
    known = communes_or_schematic()
    made = simulate(known, read_succession(), cameras=3000, seed=1)
    [code] = known.loc[known["full_name"] == "Phường Đồng Sơn", "code"]
    found = analyse(made.cameras, made.equipment, known, made.demand)
    todo = work(found)
    here = found.cameras["commune_code"] == code
    down = int((here & (found.cameras["sight"] == "down")).sum())
    assert down > 10
    asked = Request(request_money([0.0]), commune=code)
    offered = choices(formulate(found, todo, asked))
    for amount in (0.0, offered.all_vnd / 2, offered.all_vnd, 2 * offered.all_vnd):
        counts = account(found, todo, "see", offered.plan(amount), commune=code).counts
        assert counts["not_working"] == down
        assert (
            down
            == counts["planned"]
            + counts["later"]
            + counts["survey"]
            + counts["disposal"]
            + counts["unlisted"]
        )
    assert counts["later"] == 0
    assert counts["planned"] > 0
