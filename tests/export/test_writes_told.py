"""What a write did, in a sentence, whatever it was; and how much its undoing takes away."""

import pandas as pd
import pytest

from gis.export.writes import past, reversal
from gis.store import archive
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.store import Store
from gis.store.undoing import undo
from tests.world import cameras, demand, equipment


@pytest.fixture
def store(tmp_path):
    opened = Store(f"sqlite:///{tmp_path / 'r.sqlite'}")
    rows = ({"camera_id": name, "status": "working"} for name in "ABC")
    opened.save(cameras=cameras(*rows), source="list.xlsx", who="An")
    return opened


def change(store, *rows, subject="camera"):
    edit(store, pd.DataFrame(rows, columns=FIELDS), source="bảng", who="Bình", subject=subject)


def what(store):
    """Return the last write in words, without who and when."""
    return past(store, limit=1)["what"].iloc[0]


def test_the_sentence_names_how_many_which_fields_who_and_when(store):
    change(
        store,
        *((name, "status", "working", "broken") for name in "ABC"),
        ("A", "cause", "", "weather"),
    )
    found = reversal(store)
    assert found.what.startswith(
        "sửa 3 mắt camera (trạng thái trong danh mục, nguyên nhân) của Bình lúc "
    )
    assert found.what[-16:-10] == " ngày "
    assert (found.rows, found.going) == (3, 0)


def test_more_fields_than_fit_are_only_hinted_at(store):
    fields = ("name", "address", "custodian", "investor", "note")
    change(store, *((name, field, "", "x") for name in "AB" for field in fields))
    assert what(store).endswith(", …)")


def test_one_row_is_named_with_its_values_cut_where_they_are_long(store):
    change(store, ("A", "note", "", "x" * 50))
    assert what(store) == f"sửa camera “A” (Ghi chú: (trống) → {'x' * 40}…)"


def test_rows_that_came_or_went(store):
    archive.remove(store, ["A", "B"], reason="cũ", source="tay")
    assert what(store) == "xóa 2 mắt camera"
    assert reversal(store).going == 0
    archive.restore(store, ["A"], source="tay")
    assert what(store) == "thêm camera “A”"
    assert (reversal(store).rows, reversal(store).going) == (1, 1)


def test_a_new_code(store):
    store.save(renamed={"A": "Z"}, source="b.xlsx")
    assert what(store) == "đổi mã camera “Z”"
    assert reversal(store).rows == 1


def test_several_tables_in_one_write(store):
    store.save(
        equipment=equipment({"equipment_id": "R"}, {"equipment_id": "S"}),
        demand=demand({"shape": "POINT (1 1)"}),
        source="b.xlsx",
    )
    assert what(store) == "thêm 1 địa điểm, tuyến; thêm 2 thiết bị"
    found = reversal(store)
    assert (found.rows, found.going) == (3, 3)
    assert found.going_in_words == "2 thiết bị, 1 địa điểm, tuyến"


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        (
            "survey",
            {"since": "2025-11-04", "deadline": ""},
            {"since": "2025-11-04", "deadline": "2026-12-31"},
            "mốc thời gian rà soát: (trống) → 31/12/2026",
        ),
        (
            "weights",
            {"market": 6, "school": 5},
            {"market": 7, "school": 4},
            "mức quan trọng của địa điểm, tuyến (2 giá trị)",
        ),
        ("scenario:18880:200 triệu", {"a": 1}, None, "phương án đã lưu “200 triệu”"),
        ("unheard_of", 1, 2, "unheard_of"),
    ],
)
def test_settings_are_told_and_set_back(store, name, before, after, told):
    store.set(name, before)
    store.set(name, after)
    assert what(store) == f"đổi thiết lập: {told}"
    undo(store, reversal(store).revision)
    assert store.setting(name) == before
    assert what(store) == f"Hoàn tác: đổi thiết lập: {told}"


def test_simulated_rows_that_went_with_a_list(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 's.sqlite'}")
    store.save(cameras=cameras({"camera_id": "S"}), source="demo", simulated=True)
    store.save(cameras=cameras({"camera_id": "A"}), source="list.xlsx")
    assert what(store) == "thêm camera “A”; xóa dữ liệu mô phỏng"
    assert reversal(store).rows == 1


def test_a_file_called_like_an_undoing_is_told_as_what_it_did(store):
    store.save(cameras=cameras({"camera_id": "A", "name": "x"}), source="undo 1")
    assert what(store) == "sửa camera “A” (Tên: (trống) → x)"
