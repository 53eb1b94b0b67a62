"""The weeks in the review of a commune and in the report of the province."""

import datetime as dt
import io

import docx
import pandas as pd
import pytest

from gis.documents.document import document, fields
from gis.export.weeks import weeks
from tests.documents.dossiers import BROKEN, DARK, SOUND, dossier
from tests.world import cameras, equipment

NOW = dt.datetime(2026, 11, 27, 20, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture(scope="module")
def gone_by():
    """One camera of two in West was repaired this week; East has one that works."""
    now = cameras(
        {"status": "working", "commune_code": "00001", "repaired_on": "2026-11-24"},
        {"status": "broken", "commune_code": "00001"},
        {"status": "working", "commune_code": "00002"},
    )
    rows = [
        ("2026-11-17", "C0", "", "", "created"),
        ("2026-11-17", "C1", "", "", "created"),
        ("2026-11-17", "C2", "", "", "created"),
        ("2026-11-24", "C0", "status", "broken", "working"),
        ("2026-11-24", "C0", "repaired_on", "", "2026-11-24"),
    ]
    events = pd.DataFrame(rows, columns=["at", "subject_id", "field", "before", "after"])
    events = events.assign(at=pd.to_datetime(events["at"], utc=True), subject="camera")
    return weeks(now, equipment(), events, now=NOW)


def lines(data):
    for table in docx.Document(io.BytesIO(data)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if rows[0][0] == "Tuần":
            return rows[1:]
    return None


def test_the_review_tells_the_weeks_of_its_commune(gone_by):
    paper = document("review", dossier(BROKEN, SOUND, weeks=gone_by))
    assert lines(paper) == [
        ["16/11–22/11/2026", "2", "0", "0,0", "0", "0", "0"],
        ["23/11–27/11/2026", "2", "0", "0,0", "1", "0", "1"],
    ]
    told = "\n".join(p.text for p in docx.Document(io.BytesIO(paper)).paragraphs)
    assert "Từ ngày 16/11/2026 đến ngày 27/11/2026 đã phục hồi 1 mắt camera." in told


def test_the_report_tells_those_of_the_province(gone_by):
    paper = document("report", dossier(BROKEN, DARK, commune=None, weeks=gone_by))
    assert [line[1:4] for line in lines(paper)] == [["3", "1", "33,3"], ["3", "1", "33,3"]]


def test_without_weeks_the_paper_has_no_such_table():
    assert lines(document("review", dossier(BROKEN))) is None
    assert fields("review", dossier(BROKEN))["weeks"] == []


def test_no_more_weeks_than_fit_on_a_page(gone_by):
    many = pd.concat(
        [gone_by.assign(begins=f"2026-{k:02d}-01", ends=f"2026-{k:02d}-07") for k in range(1, 12)]
        + [gone_by]
    )
    assert len(fields("review", dossier(BROKEN, weeks=many))["weeks"]) == 13
