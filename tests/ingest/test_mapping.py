"""Headings that nobody foresaw: shown, corrected, remembered."""

import pytest

from gis.ingest.headings.mapping import Mapping
from gis.ingest.importing import read_import
from gis.ingest.sheets import HeadingsError
from tests.registers import AT_DONG_HOI, communes, workbook

ODD = ("Ký danh", "Hoành", "Tung", "Cột bí ẩn")
ROW = ("C1", AT_DONG_HOI[1], AT_DONG_HOI[0], "hư hỏng")
MEANING = {"ky danh": "camera_id", "hoanh": "lon", "tung": "lat", "cot bi an": "status"}


def read(mapping=None, headings=ODD):
    options = {"mapping": mapping} if mapping else {}
    data = workbook([("DANH SÁCH",), headings, ROW])
    return read_import(data, "a.xlsx", communes=communes(), **options)


def test_unknown_headings_are_shown_with_the_refusal():
    with pytest.raises(HeadingsError) as caught:
        read()
    [sheet] = caught.value.sheets
    assert [h.text for h in sheet.headings] == list(ODD)


def test_what_people_say_headings_mean_is_followed():
    camera = read(Mapping(headings=MEANING)).cameras.iloc[0]
    assert camera[["camera_id", "status"]].tolist() == ["C1", "broken"]
    assert (camera["lat"], camera["lon"]) == AT_DONG_HOI


def test_a_layout_is_remembered_whatever_the_case_and_for_no_other():
    with pytest.raises(HeadingsError) as caught:
        read()
    remembered = Mapping(layouts={caught.value.sheets[0].layout: MEANING})
    found = read(remembered, tuple(text.upper() for text in ODD))
    assert found.cameras["camera_id"].tolist() == ["C1"]
    assert found.sheets[0].layout == caught.value.sheets[0].layout
    with pytest.raises(HeadingsError):
        read(remembered, (*ODD[:3], "Cột khác"))


def test_a_proposal_can_be_corrected():
    headings = ("Mã camera", "Kinh độ", "Vĩ độ", "Tình trạng")
    proposed = read(headings=headings)
    assert proposed.cameras["status"].tolist() == ["broken"]
    corrected = read(Mapping(headings={"tinh trang": ""}), headings)
    assert corrected.cameras["status"].tolist() == ["unknown"]
