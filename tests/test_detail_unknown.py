"""Of how many cameras the detail is not known: beside every area and plan of a fine level."""

import io

import openpyxl
import pytest

from gis.analysis.result import ViewTerms, basis, summary
from gis.analysis.run import analyse, reanalyse
from gis.documents.fields import mark
from gis.export.layers import layer
from gis.export.plan_workbook import plan_workbook
from gis.restoration.model.repair_options import work
from gis.restoration.plans.descriptions import detail_sentence, terms_sentence
from gis.restoration.plans.planning import make_plan
from gis.restoration.plans.request import Request, request_money
from tests import world
from tests.command import Inside
from tests.documents.dossiers import dossier

LENS = {"hfov_deg": 80.0, "resolution_w_px": 1920.0}
AT = {"azimuth_deg": 0.0, "kind": "fixed", "status": "broken", "repair_cost_vnd": 1e6}
ROWS = (
    {"camera_id": "K", "xy": (100, 100), **AT, **LENS, "range_m": 30.0},
    {"camera_id": "R", "xy": (200, 100), **AT, "range_m": 30.0},
    {"camera_id": "H", "xy": (300, 100), **AT, "hfov_deg": 80.0},
    {"camera_id": "E", "xy": (1500, 100), **AT},
    # Neither of these has a view.
    {"camera_id": "N", "xy": (400, 100), **AT, "azimuth_deg": None},
    {"camera_id": "P", **AT},
)
SAID = "3 trong 4 camera xác định được vùng quan sát chưa ghi góc nhìn (tiêu cự) hoặc độ phân giải"


def found(level: str = "identify", rows=ROWS):
    places = world.demand({"shape": "POINT (100 104)", "weight": 1})
    tables = world.cameras(*rows), world.equipment(), world.communes(), places
    return analyse(*tables, terms=ViewTerms(level))


@pytest.mark.parametrize(
    ("level", "by_commune"), [("observe", [0, 0]), ("recognise", [2, 1]), ("identify", [2, 1])]
)
def test_they_are_counted_by_commune_where_the_level_asks_for_it(level, by_commune):
    answer = summary(found(level))
    assert [row["detail_unknown"] for row in answer["communes"]] == by_commune
    assert answer["detail_unknown"] == answer["province"]["detail_unknown"] == sum(by_commune)
    assert basis(found(level))["detail_unknown"] == sum(by_commune)
    assert layer(found(level), "communes")["detail_unknown"].tolist() == by_commune


def test_an_edited_camera_is_counted_anew():
    before = found()
    cameras = world.cameras(*ROWS)
    cameras.loc[1, list(LENS)] = list(LENS.values())
    assert reanalyse(before, cameras, world.equipment()).communes["detail_unknown"].tolist() == [
        1,
        1,
    ]


def test_the_sentence_says_of_how_many_and_nothing_where_all_is_known():
    assert detail_sentence(found())[0].startswith(SAID)
    assert detail_sentence(found(), "00002")[0].startswith("1 trong 1 camera")
    assert detail_sentence(found("observe")) == detail_sentence(found(rows=ROWS[:1])) == []


def test_the_workbook_of_a_plan_says_it_above_its_lines():
    analysis = found()
    asked = Request(budgets=request_money([5e6]))
    todo = work(analysis)
    data = plan_workbook(analysis, todo, asked, make_plan(analysis, todo, asked))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    titles = [str(cell.value) for [cell] in sheet.iter_rows(max_row=12, max_col=1)]
    assert sum(title.startswith(SAID) for title in titles) == 1


def test_a_paper_says_it_on_every_page():
    paper = dossier({"camera_id": "C1", "status": "broken"})
    assert mark(paper) == ""
    fine = analyse(
        paper.analysis.cameras,
        paper.analysis.equipment,
        world.communes(),
        world.demand({"shape": "POINT (0 0)", "weight": 1}),
        terms=ViewTerms("identify"),
    )
    object.__setattr__(paper, "analysis", fine)
    assert mark(paper).startswith("1 trong 1 camera")


def test_the_command_line_says_it_of_areas_and_plans(tmp_path):
    gis = Inside(tmp_path)
    world.cameras(*ROWS).to_csv(tmp_path / "cameras.csv", index=False)
    world.communes().to_file(tmp_path / "communes.gpkg")
    world.demand({"shape": "POINT (100 104)", "weight": 1}).to_file(tmp_path / "demand.geojson")
    inputs = [
        part
        for name in ("cameras.csv", "communes.gpkg", "demand.geojson")
        for part in (f"--{name.partition('.')[0]}", tmp_path / name)
    ]
    for command in (["analyse"], ["plan", "--budget", 5_000_000], ["rank"]):
        assert gis.json(*command, *inputs, "--level", "identify")["detail_unknown"] == 3
        assert gis.json(*command, *inputs)["detail_unknown"] == 0
    answer = gis.json("analyse", *inputs, "--level", "identify", "--light", "lit")
    assert (answer["light"], answer["detail_unknown"]) == ("lit", 3)


def test_a_night_under_street_lamps_is_named():
    assert terms_sentence(ViewTerms("detect", "lit")).endswith("ban đêm, có đèn đường")
