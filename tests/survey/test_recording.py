"""What is known of a camera can be recorded by table, form, survey workbook and phone form."""

import io

import pytest
from openpyxl import load_workbook

from gis.core.choices import CodeList
from gis.core.language import use_language
from gis.core.schema import CAMERA_COLUMNS, Column, ColumnType
from gis.export.survey_workbook import survey_workbook
from gis.export.xlsform import xlsform
from gis.ingest.by_hand import state_camera
from gis.ingest.entries import read_entries
from gis.ingest.importing import read_import
from gis.survey.questions import ASKED
from gis.survey.standards import read_rules
from gis.vocabulary.labels import column_words
from gis.vocabulary.words import value_words
from pages.components.register.camera_form import FOLDED_FIELDS, NEEDED
from pages.components.register.table_columns import CAMERAS
from tests import registers
from tests.world import cameras

COLUMNS = {column.name: column for column in CAMERA_COLUMNS}
# What an office asks for by name; the matrix below holds all the others too.
BY_NAME = (
    *("live_verified_on", "repair_cost_vnd", "connection_cost_vnd", "monthly_cost_vnd"),
    *("height_m", "tilt_deg", "focal_mm", "ir_range_m", "resolution_w_px", "resolution_h_px"),
    *("onvif", "qcvn135", "notice_sign", "encrypted", "storage_days", "made_on"),
)
# Found by the position, or what a row is known and named by.
IDENTITY = {"camera_id", "name", "address", "declared_commune", "lat", "lon"}
LINKS = {"depends_on", "connects_through"}  # to equipment that must be listed
TO_RECORD = [name for name in ASKED if name not in IDENTITY | LINKS]
HERE = {"camera_id": "C1", "name": "Chợ", "lat": 17.47, "lon": 106.62, "commune_code": "18880"}


@pytest.fixture(autouse=True)
def _vietnamese():
    use_language("vi")


def example(column: Column) -> tuple[object, object]:
    """Return what a person writes, and what is to be kept."""
    if isinstance(column.choices, type) and issubclass(column.choices, CodeList):
        value = str(list(column.choices)[-1])
        return value_words(column.name)[value], value
    if column.holds is ColumnType.DATE:
        return "04/11/2025", "2025-11-04"
    if column.holds is ColumnType.NUMBER:
        return 45, 45.0
    return "Đã xem", "Đã xem"


def kept(table, name):
    return table[name].iloc[0]


def test_all_that_an_office_asks_for_is_walked():
    assert set(BY_NAME) <= set(TO_RECORD)
    assert set(read_rules()["column"]) <= set(TO_RECORD)
    left = set(COLUMNS) - set(TO_RECORD) - IDENTITY - LINKS
    assert left == {
        *("commune_code", "repaired_on", "accepted_on", "accepted_by", "accepted_photo"),
        "confidentiality",
    }


@pytest.mark.parametrize("name", TO_RECORD)
def test_the_table_takes_it(name):
    text, value = example(COLUMNS[name])
    assert name in CAMERAS.editable
    read = read_entries(cameras(HERE)[["camera_id"]].assign(**{name: str(text)}), [name])
    assert read.of(0)[name] == value


@pytest.mark.parametrize("name", TO_RECORD)
def test_the_form_takes_it(name):
    text, value = example(COLUMNS[name])
    assert name in {*NEEDED, *FOLDED_FIELDS}
    typed = {"name": "Chợ", "position": "17.47, 106.62", name: str(text)}
    stated = state_camera(typed, communes=registers.communes(), known=cameras(HERE).iloc[:0])
    assert stated.unread == []
    assert kept(stated.row, name) == value


def test_the_survey_workbook_takes_all_of_it():
    book = load_workbook(io.BytesIO(survey_workbook(cameras(HERE), "Phường Đồng Hới")))
    page = book.worksheets[2]
    labels = column_words()
    places = {cell.value: cell.column for cell in page[1]}
    for name in TO_RECORD:
        page.cell(2, places[labels[name]], example(COLUMNS[name])[0])
    file = io.BytesIO()
    book.save(file)
    found = read_import(file.getvalue(), "ra-soat.xlsx", communes=registers.communes())
    assert found.quarantined == 0
    wanted = {name: example(COLUMNS[name])[1] for name in TO_RECORD}
    assert {name: kept(found.cameras, name) for name in TO_RECORD} == wanted


def test_the_phone_form_asks_all_of_it_and_its_answers_are_read():
    book = load_workbook(io.BytesIO(xlsform(cameras(HERE), "Phường Đồng Hới")))
    asked = {row[1]: row[0] for row in book["survey"].iter_rows(min_row=2, values_only=True)}
    lists = {row[0] for row in book["choices"].iter_rows(min_row=2, values_only=True)}
    assert set(TO_RECORD) - set(asked) == set()
    for name in TO_RECORD:
        assert (COLUMNS[name].choices is None) or asked[name].split()[1] in lists
    answers = {name: example(COLUMNS[name])[1] for name in TO_RECORD}
    headings = ("known", "camera_id", "declared_commune", "gps", "more", *answers)
    row = ("c1", "C1", "Phường Đồng Hới", "17.47 106.62 3.2 4.5", "yes", *answers.values())
    found = registers.read(row, headings=headings)
    assert {name: kept(found.cameras, name) for name in TO_RECORD} == answers
