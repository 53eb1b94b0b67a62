"""Headings in short, as officers write them and as attribute tables keep them."""

import csv
from pathlib import Path

import pytest

from gis.ingest.headings.headers import name_columns

HEADINGS = Path(__file__).parent / "headings_in_short.csv"


def column_of(heading):
    names = name_columns([heading, "Tên camera", "Tình trạng hoạt động"], equipment=False)
    return names.headings[0].column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        tuple(row.values())
        for row in csv.DictReader(HEADINGS.read_text(encoding="utf-8").splitlines())
    ],
)
def test_a_heading_in_short_is_understood(heading, column):
    assert column_of(heading) == column


@pytest.mark.parametrize("heading", ["NguonKPDT", "KinhPhiDT"])
def test_what_may_be_short_for_two_things_is_asked(heading):
    """ĐT: *đầu tư* (who paid, once) and *duy trì* (who pays, month by month) are both usual."""
    assert column_of(heading) == ""


@pytest.mark.parametrize("text", ["Gio Linh", "Hải Lăng", "Nguyễn Văn An", "ABC", "TP", "Chợ Cầu"])
def test_a_name_is_no_heading_in_short(text):
    assert column_of(text) == ""
