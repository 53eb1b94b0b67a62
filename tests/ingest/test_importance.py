"""How important a camera is, as lists say it in words and numbers, read and kept."""

import io

import pytest
from openpyxl import Workbook

from gis.ingest.importing import read_import
from gis.store.store import Store
from tests.world import communes

SAID = [
    ("Cao", "4"),
    ("5", "5"),
    (3, "3"),
    ("Rất quan trọng", "5"),
    ("trung bình", "3"),
    ("Thấp", "2"),
    ("ưu tiên 1", "5"),
    (None, ""),
    ("hạng sang", ""),
]


def read(heading):
    book = Workbook()
    book.active.append(["STT", "Mã camera", "Tên camera", "Tình trạng", heading])
    for k, (said, _value) in enumerate(SAID):
        book.active.append([k + 1, f"GL-{k}", f"Điểm {k}", "hỏng", said])
    held = io.BytesIO()
    book.save(held)
    return read_import(held.getvalue(), "ds.xlsx", communes=communes())


@pytest.mark.parametrize("heading", ["Mức độ ưu tiên", "Mức độ quan trọng", "Tầm quan trọng"])
def test_lists_state_it_in_words_or_numbers(heading, tmp_path):
    found = read(heading)
    table = found.cameras.set_index("camera_id")
    assert [table.loc[f"GL-{k}", "importance"] for k in range(len(SAID))] == [v for _s, v in SAID]
    assert ["hạng sang" in f.message for f in found.findings].count(True) == 1
    told = [f.message for f in found.findings if "quan trọng nhất" in f.message]
    assert len(told) == ("ưu tiên" in heading)
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    store.save(cameras=found.cameras, source="ds.xlsx")
    assert store.cameras()["importance"].tolist() == table["importance"].tolist()
    store.engine.dispose()
