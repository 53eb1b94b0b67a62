"""Columns that say yes or no: read so where a file comes in, from old stores too."""

import io
import re

import pandas as pd
import pytest
from openpyxl import Workbook
from sqlalchemy import text

from gis.core.choices import YesNo
from gis.core.schema import CAMERA_COLUMNS, conform, parse_value
from gis.export.history import value_in_words
from gis.ingest.choice_words import read_choice
from gis.ingest.importing import read_import
from gis.store.changes import FIELDS
from gis.store.editing import StaleEditError, edit
from gis.store.store import Store
from gis.store.undoing import undo
from gis.survey.standards import check, read_rules
from tests.world import cameras, communes

NAMES = ("onvif", "qcvn135", "notice_sign", "encrypted")
COLUMNS = {column.name: column for column in CAMERA_COLUMNS}
# What people write; the unreadable ones say neither.
SAID = [
    ("Có", "yes"),
    ("CÓ", "yes"),
    ("co", "yes"),
    ("x", "yes"),
    ("✓", "yes"),
    ("Đạt", "yes"),
    ("Có (Profile S)", "yes"),
    ("Đã lắp", "yes"),
    (1, "yes"),
    (True, "yes"),
    ("yes", "yes"),
    ("Không", "no"),
    ("ko có", "no"),
    ("k", "no"),
    ("kèm biên bản", ""),
    ("Không có", "no"),
    ("Chưa đạt", "no"),
    ("chưa", "no"),
    (0, "no"),
    (False, "no"),
    ("No", "no"),
    ("không – đang xin cấp", "no"),
    (None, ""),
    ("-", ""),
    ("chưa rõ", ""),
    ("theo hồ sơ kèm", ""),
    ("có, không", ""),
]
NEITHER = ("kèm biên bản", "theo hồ sơ kèm", "có, không")


def read(heading, cells):
    book = Workbook()
    book.active.append(["STT", "Mã camera", "Tên camera", "Tình trạng", heading])
    for k, cell in enumerate(cells):
        book.active.append([k + 1, f"GL-{k:02}", f"Điểm số {k}", "hỏng", cell])
    held = io.BytesIO()
    book.save(held)
    return read_import(held.getvalue(), "ds.xlsx", communes=communes())


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Hỗ trợ ONVIF", "onvif"),
        ("Hợp quy QCVN 135", "qcvn135"),
        ("Biển báo", "notice_sign"),
        ("Mã hóa đường truyền", "encrypted"),
    ],
)
def test_lists_are_read_as_yes_or_no(heading, name):
    found = read(heading, [cell for cell, _value in SAID])
    table = found.cameras.set_index("camera_id")[name]
    assert [table[f"GL-{k:02}"] for k in range(len(SAID))] == [value for _cell, value in SAID]
    told = [f for f in found.findings if f.column == heading]
    assert [any(word in f.message for f in told) for word in NEITHER] == [True] * len(NEITHER)
    assert len(told) == len(NEITHER)
    assert all("có" in f.suggestion and "không" in f.suggestion for f in told)
    assert set(found.unread["column"]) == {name}


def test_what_a_word_means_can_be_said(tmp_path):
    found = read("Biển báo", ["dán rồi", "Có"])
    [word] = found.unread["value"]
    assert word == "dán rồi"


def test_a_day_ticked_off_has_no_date_yet():
    found = read("Ngày xác nhận truyền về", ["đã kết nối", "x", "chưa", "Không", "04/11/2025"])
    assert found.cameras["live_verified_on"].tolist() == ["", "", "", "", "2025-11-04"]
    assert len([f for f in found.findings if "Ngày xác nhận" in f.column]) == 2


# As versions before kept them, and what the rules made of them.
KEPT = {
    "Có": "met",
    "x": "met",
    "Đạt": "met",
    "1": "met",
    "Không": "failed",
    "chưa đạt": "failed",
    "0": "failed",
    "": "unknown",
    "theo hồ sơ kèm": "unknown",
}


@pytest.fixture
def old(tmp_path):
    """Return a store whose texts stand as a version before wrote them."""
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    rows = [{"camera_id": f"C{k}", "name": f"Điểm {k}"} for k in range(len(KEPT))]
    store.save(cameras=cameras(*rows), source="ds.xlsx", who="An")
    edits = [(f"C{k}", "onvif", "", "yes") for k, said in enumerate(KEPT) if said]
    edit(store, pd.DataFrame(edits, columns=FIELDS), source="bảng", who="An")
    with store.engine.begin() as connection:
        for k, said in enumerate(KEPT):
            here = {"said": said, "id": f"C{k}"}
            connection.execute(text("UPDATE camera SET onvif = :said WHERE camera_id = :id"), here)
            connection.execute(
                text("UPDATE event SET after = :said WHERE subject_id = :id AND field = 'onvif'"),
                here,
            )
    yield store
    store.engine.dispose()


def test_an_old_store_reads_the_same(old):
    table = old.cameras()
    meant = {"met": "yes", "failed": "no", "unknown": ""}
    assert table["onvif"].tolist() == [meant[outcome] for outcome in KEPT.values()]
    assert check(table, read_rules(), today="2026-11-24")["onvif"].tolist() == [*KEPT.values()]
    assert value_in_words("onvif", "theo hồ sơ kèm") == "theo hồ sơ kèm"  # history quotes it


def test_a_list_that_says_the_same_changes_nothing(old):
    before = old.revision()
    old.save(cameras=old.cameras(), source="ds.xlsx")
    assert old.revision() == before


def test_what_an_old_store_holds_can_be_edited_and_taken_back(old):
    change = pd.DataFrame([("C0", "onvif", "yes", "no")], columns=FIELDS)
    assert edit(old, change, source="bảng") == 1
    with pytest.raises(StaleEditError):
        edit(old, change, source="bảng")
    undo(old, int(old.revision().rpartition("-")[2]))
    assert old.cameras()["onvif"].iloc[0] == "yes"


def test_a_write_of_an_older_version_can_be_taken_back(old):
    undo(old, 2)
    assert set(old.cameras()["onvif"]) == {""}
    undo(old, 3)
    assert old.cameras()["onvif"].tolist()[:1] == ["yes"]


@pytest.mark.parametrize("name", NAMES)
def test_tables_and_events_of_older_versions_come_out_as_codes(name):
    table = conform(pd.DataFrame({name: ["Có", "khong", "yes", None, "gì đó"]}))
    assert table[name].tolist() == ["yes", "no", "yes", "", ""]
    assert [parse_value(COLUMNS[name], said) for said in ("x", "chưa", "", "gì đó")] == [
        "yes",
        "no",
        "",
        "",
    ]


@pytest.mark.parametrize("cell", ["1+1", "1/2", "x, y", "0; 1"])
def test_marks_within_something_else_say_neither(cell):
    with pytest.raises(ValueError, match=re.escape(cell)):
        read_choice(cell, YesNo)
