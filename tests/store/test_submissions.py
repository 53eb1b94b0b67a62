"""Steps of the duty chain: what is submitted is frozen, what is returned says why."""

import pandas as pd
import pytest
from sqlalchemy import update

from gis.core.choices import RoundState
from gis.core.errors import StoreError
from gis.export.history import steps_table
from gis.store import tables
from gis.store.backup import backup, restore_backup
from gis.store.database import transaction
from gis.store.editing import StaleEditError, edit, history
from gis.store.rounds import advance_round, return_round, set_dates, survey_dates
from gis.store.submissions import submission_content, submissions
from gis.store.undoing import redoable, undo, undoable
from gis.survey.progress import progress
from tests.world import cameras

TODAY, CODE = "2026-11-24", "18880"
CAMERAS = cameras(
    {"camera_id": "C1", "commune_code": CODE, "status": "broken"},
    {"camera_id": "C2", "commune_code": CODE, "status": "working"},
)
# No text: what a database must give back byte by byte.
FIRST, SECOND = bytes(range(256)), b"PK\x03\x04\x00\xff'\"\\"


@pytest.fixture
def filled(store):
    store.save(cameras=CAMERAS, source="list.xlsx")
    return store


def row(store):
    table = progress(store.cameras(), store.rounds(), pd.Series([CODE]), since="", today=TODAY)
    return table.iloc[0]


def step(store, who, content=b"", **options):
    return advance_round(store, row(store), who=who, today=TODAY, content=content, **options)


def test_a_copy_is_kept_with_each_step_and_no_later_edit_changes_it(filled):
    step(filled, "An", FIRST)
    edits = [("C1", "status", "broken", "working")]
    edit(filled, pd.DataFrame(edits, columns=["subject_id", "field", "before", "after"]), source="")
    step(filled, "Bình", SECOND)
    held = submissions(filled, CODE)
    assert held["step"].tolist() == ["approved", "drafted"]
    assert held["who"].tolist() == ["Bình", "An"]
    assert held["size_bytes"].tolist() == [len(SECOND), 256]
    assert not held["taken_back"].any()
    assert [submission_content(filled, i) for i in held["submission_id"]] == [SECOND, FIRST]
    assert submissions(filled, "18859").empty


def test_a_step_somebody_took_before_keeps_no_second_copy(filled):
    seen = row(filled)
    step(filled, "An", FIRST)
    with pytest.raises(StaleEditError):
        advance_round(filled, seen, who="Bình", today=TODAY, content=SECOND)
    assert len(submissions(filled)) == 1


def test_a_step_taken_back_leaves_its_copy_marked(filled):
    step(filled, "An", FIRST)
    undo(filled, undoable(filled), who="An")
    assert row(filled)["state"] == RoundState.NOT_STARTED
    [copy] = submissions(filled).to_dict("records")
    assert copy["taken_back"]
    assert submission_content(filled, copy["submission_id"]) == FIRST
    step(filled, "An", SECOND)
    assert submissions(filled)["taken_back"].tolist() == [False, True]


def test_an_undoing_that_is_undone_leaves_the_step_as_it_was(filled):
    step(filled, "An", FIRST)
    undo(filled, undoable(filled))
    undo(filled, redoable(filled))
    assert row(filled)["state"] == RoundState.DRAFTED
    assert submissions(filled)["taken_back"].tolist() == [False]


def test_what_was_submitted_can_be_returned_with_a_reason_and_goes_on_again(filled):
    for who in ("An", "Bình", "Cúc"):
        step(filled, who)
    with pytest.raises(StoreError, match=r"lý do|why"):
        return_round(filled, row(filled), who="Dũng", today=TODAY, why=" ")
    return_round(filled, row(filled), who="Dũng", today=TODAY, why="Thiếu tọa độ chợ")
    now = row(filled)
    assert now["state"] == RoundState.RETURNED
    assert now[["returned_by", "returned_on", "returned_for"]].tolist() == [
        "Dũng",
        TODAY,
        "Thiếu tọa độ chợ",
    ]
    assert now[["drafted_by", "approved_on", "reported_by"]].tolist() == ["", "", ""]
    step(filled, "An", FIRST, why="đã đo lại")
    now = row(filled)
    assert now[["state", "drafted_by", "note"]].tolist() == ["drafted", "An", "đã đo lại"]
    assert now["returned_for"] == "Thiếu tọa độ chợ"  # the chair sees what had to be mended


def test_the_same_reason_given_again_is_told_of_both_steps(filled):
    for who in ("An", "Bình"):
        step(filled, who, why="chưa đến được")
    told = steps_table(history(filled, CODE))
    assert told.iloc[:, 1].tolist() == ["Bình", "An"]
    assert told.iloc[:, 3].tolist() == ["chưa đến được"] * 2


def test_only_what_was_submitted_can_be_returned(filled):
    assert return_round(filled, row(filled), who="Bình", today=TODAY, why="x") == 0
    assert filled.rounds().empty


def test_a_step_and_a_deadline_need_a_name(filled):
    for who in ("", "  "):
        with pytest.raises(StoreError, match=r"tên|name"):
            step(filled, who)
        with pytest.raises(StoreError, match=r"tên|name"):
            set_dates(filled, since="2025-11-04", deadline="2026-12-31", who=who, today=TODAY)
    assert filled.setting("survey") is None


def test_the_province_sets_its_deadline_by_a_paper_and_it_is_noted_who(filled):
    set_dates(
        filled,
        since="2025-11-04",
        deadline="2026-12-31",
        deadline_name=" Công văn số 12/UBND-NC ",
        who="Cúc",
        today=TODAY,
    )
    assert survey_dates(filled) == {
        "since": "2025-11-04",
        "deadline": "2026-12-31",
        "by": "Cúc",
        "on": TODAY,
        "deadline_name": "Công văn số 12/UBND-NC",
    }
    with pytest.raises(StoreError):
        set_dates(filled, since="2026-01-01", deadline="2025-12-31", who="Cúc", today=TODAY)


def test_days_that_an_older_version_kept_are_read(filled):
    filled.set("survey", {"since": "2026-01-01", "deadline": "2026-12-31"})
    assert survey_dates(filled) == {
        "since": "2026-01-01",
        "deadline": "2026-12-31",
        "by": "",
        "on": "",
        "deadline_name": "",
    }


def test_a_copy_changed_in_the_database_is_refused(filled):
    step(filled, "An", FIRST)
    with transaction(filled.engine, writes=True) as connection:
        connection.execute(update(tables.submission).values(content=SECOND))
    with pytest.raises(StoreError, match="18880"):
        submission_content(filled, submissions(filled)["submission_id"].iloc[0])
    with pytest.raises(StoreError, match="1-1"):
        submission_content(filled, "1-1")


def test_copies_are_in_the_backup_and_come_back(filled, tmp_path):
    step(filled, "An", FIRST)
    [before] = submissions(filled).to_dict("records")
    backup(filled, tmp_path / "b.sqlite")
    step(filled, "Bình", SECOND)
    restore_backup(tmp_path / "b.sqlite", filled, replace=True)
    assert submissions(filled).to_dict("records") == [before]
    assert submission_content(filled, before["submission_id"]) == FIRST
    step(filled, "Bình", SECOND)  # no number is given twice
    assert len(submissions(filled)) == 2


def test_rounds_and_copies_of_simulated_data_go_with_them(store):
    store.save(cameras=CAMERAS, source="demo", simulated=True)
    step(store, "An", FIRST)
    assert submissions(store)["simulated"].tolist() == [True]
    store.save(cameras=CAMERAS.assign(camera_id=["R1", "R2"]), source="list.xlsx")
    assert submissions(store).empty
    assert store.rounds().empty
