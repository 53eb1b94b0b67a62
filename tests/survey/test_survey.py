"""Survey rounds, and the files a survey goes out with and comes back in."""

import io
import json

import pandas as pd
import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from gis.core.choices import RoundState
from gis.core.language import use_language
from gis.core.schema import ROUND_COLUMNS, conform
from gis.core.text import fold
from gis.export.survey_workbook import SURVEY_COLUMNS, survey_workbook
from gis.export.xlsform import xlsform
from gis.ingest.headings.aliases import CAMERA_HEADINGS
from gis.ingest.importing import read_import
from gis.store.editing import StaleEditError
from gis.store.rounds import advance_round
from gis.store.store import Store
from gis.survey.progress import advance, progress, stale
from gis.vocabulary.labels import column_words
from tests import registers
from tests.world import cameras

TODAY = "2026-11-24"
CAMERAS = cameras(
    {
        "camera_id": "=C 1",
        "name": "Chợ",
        "lat": 17.47,
        "lon": 106.62,
        "kind": "dome",
        "status": "broken",
        "fault_part": "power",
        "cause": "weather",
        "azimuth_deg": 90.0,
        "commune_code": "18880",
        "surveyed_on": "2026-11-01",
        "surveyed_by": "An",
        "custodian": "Công an phường",
        "origin": "state",
        "presence": "found",
    },
    {"camera_id": "C2", "name": "Cổng", "commune_code": "18880", "surveyed_on": "2026-01-01"},
    {"camera_id": "C3", "commune_code": "18859", "status": "working"},
)
CODES = pd.Series(["18859", "18880", "00000"])
NO_ROUNDS = conform(pd.DataFrame(), ROUND_COLUMNS)


@pytest.fixture(params=["vi", "en"], autouse=True)
def _language(request):
    use_language(request.param)
    yield
    use_language("vi")


def back(data):
    return read_import(data, "ra-soat.xlsx", communes=registers.communes())


def test_every_column_people_see_is_a_heading_that_is_understood():
    labels = column_words()
    assert {CAMERA_HEADINGS[fold(labels[name])] for name in SURVEY_COLUMNS} == set(SURVEY_COLUMNS)


def test_the_workbook_comes_back_as_it_went_out():
    mine = CAMERAS.iloc[:2]
    found = back(survey_workbook(mine, "Phường Đồng Hới"))
    assert (found.quarantined, len(found.cameras)) == (0, 2)
    columns = [c for c in SURVEY_COLUMNS if c != "declared_commune"]
    assert found.cameras[columns].equals(mine[columns])


def test_the_workbook_is_locked_where_it_must_and_offers_lists():
    book = load_workbook(io.BytesIO(survey_workbook(CAMERAS.iloc[:1], "Phường Đồng Hới")))
    page = book.worksheets[2]
    status = SURVEY_COLUMNS.index("status") + 1
    assert page.protection.sheet
    assert page.cell(2, 1).protection.locked
    assert page.cell(2, 1).data_type == "s"  # “=C 1” is a code, no formula
    assert not page.cell(2, status).protection.locked
    assert not page.cell(3, 1).protection.locked  # room for a camera not known
    ranges = {str(v.sqref).split(":")[0] for v in page.data_validations.dataValidation}
    assert page.cell(2, status).coordinate in ranges


def test_a_survey_read_twice_changes_nothing_the_second_time(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    store.save(cameras=CAMERAS, source="list.xlsx")
    book = load_workbook(io.BytesIO(survey_workbook(CAMERAS.iloc[:2], "Phường Đồng Hới")))
    page = book.worksheets[2]
    page.cell(3, SURVEY_COLUMNS.index("surveyed_on") + 1, "20/11/2026")
    page.cell(3, SURVEY_COLUMNS.index("surveyed_by") + 1, "Bình")
    page.cell(4, SURVEY_COLUMNS.index("name") + 1, "Camera mới")
    file = io.BytesIO()
    book.save(file)
    first, second = (back(file.getvalue()) for _turn in range(2))
    assert store.save(cameras=first.cameras, source="ra-soat.xlsx") == 3
    assert store.save(cameras=second.cameras, source="ra-soat.xlsx") == 0
    rows = store.cameras().set_index("camera_id")
    assert rows.loc["C2", ["surveyed_on", "surveyed_by"]].tolist() == ["2026-11-20", "Bình"]
    assert len(rows) == 4
    store.engine.dispose()


def test_a_survey_that_does_not_say_who_looked_is_told():
    headings = ("Mã camera", "Vĩ độ", "Kinh độ", "Ngày rà soát", "Người rà soát")
    rows = [("C1", 17.47, 106.62, "20/11/2026", None), ("C2", 17.471, 106.62, "20/11/2026", "An")]
    found = registers.read(*rows, headings=headings)
    assert [f.row for f in found.findings if f.column == "Người rà soát"] == [2]


def test_the_form_is_one_that_odk_and_kobo_take(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(CAMERAS.iloc[:2], "Phường Đồng Hới"))
    made = convert(path, validate=False)
    assert "Chợ" in made.xform
    assert "=C 1" in made.xform
    names = {child["name"] for child in json.loads(json.dumps(made._pyxform))["children"]}
    assert {"camera_id", "status", "surveyed_on", "surveyed_by", "photo"} <= names


def test_what_the_form_sends_back_is_read():
    headings = (
        "known",
        "camera_id",
        "declared_commune",
        "presence",
        "status",
        "gps",
        "_gps_latitude",
        "_gps_longitude",
        "photo",
        "surveyed_on",
        "surveyed_by",
        "_id",
    )
    row = (
        "c1",
        "C1",
        "Phường Đồng Hới",
        "found",
        "broken",
        "17.47 106.62 3.2 4.5",
        17.47,
        106.62,
        "1700.jpg",
        "2026-11-20",
        "An",
        7,
    )
    camera = registers.read(row, headings=headings).cameras.iloc[0]
    assert camera[["camera_id", "presence", "status", "photo", "surveyed_on"]].tolist() == [
        "C1",
        "found",
        "broken",
        "1700.jpg",
        "2026-11-20",
    ]
    assert (camera["lat"], camera["lon"]) == (17.47, 106.62)


def test_progress_counts_what_was_looked_at_and_what_is_missing():
    table = progress(CAMERAS, NO_ROUNDS, CODES, since="2026-10-01", today=TODAY)
    table = table.set_index("commune_code")
    assert table["state"].unique().tolist() == ["not_started"]
    counts = ["cameras", "surveyed", "stale", "not_located", "unknown", "missing"]
    assert table.loc["18880", counts].tolist() == [2, 1, 1, 1, 1, 1]
    assert table.loc["18859", counts].tolist() == [1, 0, 1, 1, 0, 1]
    assert table.loc["00000", counts].tolist() == [0] * 6


def test_ninety_days_are_the_limit():
    days = pd.Series(["2026-08-26", "2026-08-25", ""])
    assert stale(days, today=TODAY).tolist() == [False, True, True]


def test_a_round_goes_step_by_step_through_the_chain_of_duty(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    for who, state in (("An", "drafted"), ("Bình", "approved"), ("Cúc", "reported")):
        row = progress(CAMERAS, store.rounds(), CODES, since="", today=TODAY).iloc[1]
        advance_round(store, row, who=who, today=TODAY)
        [now] = store.rounds().to_dict("records")
        assert now["state"] == RoundState(state)
        assert (now[f"{state}_by"], now[f"{state}_on"]) == (who, TODAY)
    with pytest.raises(StaleEditError):
        advance_round(store, row, who="Dũng", today=TODAY)  # the row is from before the last step
    row = progress(CAMERAS, store.rounds(), CODES, since="", today=TODAY).iloc[1]
    assert advance(row, who="An", today=TODAY).empty
    store.engine.dispose()
