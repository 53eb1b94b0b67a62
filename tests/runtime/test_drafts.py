"""What is typed and not saved: kept under its key, read, compared, settled."""

import os
import time

import pytest

from gis.core.errors import GisError
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS
from gis.runtime import drafts as kept
from gis.runtime.drafts import (
    Drafts,
    Entry,
    disputes,
    read_draft,
    settled,
    typed_into,
    without_settled,
)
from tests.world import cameras, communes, equipment

UNITS = equipment({"equipment_id": "R1", "name": "Đầu ghi Gio Mỹ", "kind": "recorder"})


def typed(table, **cells):
    row = table.iloc[0]
    return {(row.iloc[0], column): typed_into(row, column, text) for column, text in cells.items()}


def read(draft, stored, columns=CAMERA_COLUMNS):
    return read_draft(draft, stored, columns=columns, communes=communes(), equipment=UNITS)


def fields(reading):
    return {(e.field, e.before, e.after) for e in reading.merge.edits.itertuples()}


def test_a_draft_is_read_whatever_order_the_rows_have_now():
    before = cameras({"camera_id": "B", "status": "working"})
    draft = typed(before, status="hỏng do mất điện", repair_cost_vnd="2tr5")
    now = cameras({"camera_id": "A"}, {"camera_id": "B", "status": "working"})
    assert fields(read(draft, now)) == {
        ("status", "working", "broken"),
        ("fault_part", "", "power"),
        ("repair_cost_vnd", "", "2500000"),
    }


def test_what_is_saved_leaves_the_draft_and_what_cannot_be_read_stays():
    stored = cameras({"camera_id": "B", "status": "working"})
    draft = typed(stored, status="hỏng")
    saved = cameras({"camera_id": "B", "status": "broken"})
    assert without_settled(draft, read(draft, saved)) == {}
    draft = typed(stored, repair_cost_vnd="nhiều")
    reading = read(draft, stored)
    assert [code for code, _finding in reading.unread] == ["B"]
    assert without_settled(draft, reading) == draft


def test_a_conflict_is_settled_for_either_side():
    draft = typed(cameras({"camera_id": "B", "name": "old"}), name="mine", note="x")
    now = cameras({"camera_id": "B", "name": "theirs"})
    [dispute] = disputes(draft, read(draft, now).merge.conflicts)
    mine = read(settled(draft, dispute, mine=True), now)
    assert fields(mine) == {("name", "theirs", "mine"), ("note", "", "x")}
    other = read(settled(draft, dispute, mine=False), now)
    assert (fields(other), other.merge.conflicts) == ({("note", "", "x")}, [])


def test_what_an_entry_says_beside_its_own_is_settled_alone():
    draft = typed(cameras({"camera_id": "B", "status": "working"}), status="hỏng do mất điện")
    now = cameras({"camera_id": "B", "status": "working", "fault_part": "pole"})
    [dispute] = disputes(draft, read(draft, now).merge.conflicts)
    other = read(settled(draft, dispute, mine=False), now)
    assert (fields(other), other.merge.conflicts) == ({("status", "working", "broken")}, [])


def test_a_position_is_one_question():
    draft = typed(cameras({"camera_id": "B", "xy": (300, 300)}), position="17.2045, 106.6047")
    now = cameras({"camera_id": "B", "xy": (600, 600)})
    [dispute] = disputes(draft, read(draft, now).merge.conflicts)
    assert {c.field for c in dispute} == {"lon", "lat"}
    assert read(settled(draft, dispute, mine=True), now).merge.conflicts == []


def test_equipment_is_read_as_cameras_are_and_links_by_name():
    stored = equipment({"equipment_id": "L1", "kind": "line", "status": "working"})
    draft = typed(
        stored,
        kind="máy chủ",
        status="hỏng",
        repair_cost_vnd="6,5 triệu",
        channels="16",
        maintained_on="3/2024",
        depends_on="đầu ghi gio mỹ",
        payer="UBND xã",
    )
    assert fields(read(draft, stored, EQUIPMENT_COLUMNS)) == {
        ("kind", "line", "server"),
        ("status", "working", "broken"),
        ("repair_cost_vnd", "", "6500000"),
        ("channels", "", "16"),
        ("maintained_on", "", "2024-03-01"),
        ("depends_on", "", "R1"),
        ("payer", "", "commune"),
    }


def test_equipment_that_nobody_listed_is_taken_with_a_remark():
    stored = cameras({"camera_id": "B"})
    reading = read(typed(stored, depends_on="R9"), stored)
    assert fields(reading) == {("depends_on", "", "R9")}
    assert "R9" in reading.remarks[0][1].message


def test_drafts_come_back_under_their_key_alone(tmp_path):
    files = Drafts(tmp_path / "drafts")
    drafts = {"camera": {("A", "name"): Entry("mới", {"name": "cũ"})}}
    key = files.keep(drafts)
    assert files.load(key) == drafts
    assert files.keep(drafts, key) == key
    for other in ("", "x" * 22, "../" + key, "a" * 400, key + ".json"):
        assert files.load(other) == {}
    assert files.keep({"camera": {}}, key) == ""
    assert files.load(key) == {}
    assert list(files.folder.iterdir()) == []


def test_a_file_that_is_no_draft_is_none(tmp_path):
    files = Drafts(tmp_path)
    for text in ("", "{", "[1]", "[[1,2]]", "null", '[["camera","A","name","x",null]]'):
        (tmp_path / f"{'k' * 22}.json").write_text(text)
        assert files.load("k" * 22) == {}


def test_old_drafts_and_too_many_go(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "MOST_FILES", 3)
    files = Drafts(tmp_path)
    drafts = {"camera": {("A", "name"): Entry("x", {})}}
    old = files.keep(drafts)
    past = time.time() - 40 * 86_400
    os.utime(tmp_path / f"{old}.json", (past, past))
    keys = [files.keep(drafts) for _ in range(6)]
    assert files.load(old) == {}
    assert files.load(keys[-1]) == drafts
    assert len(list(tmp_path.iterdir())) <= 4


def test_a_draft_larger_than_anybody_types_is_refused(tmp_path):
    with pytest.raises(GisError):
        Drafts(tmp_path).keep({"camera": {("A", "note"): Entry("x" * 1_000_001, {})}})
