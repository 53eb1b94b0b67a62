"""Bit rates, codecs, bandwidth and disks, as lists of cameras and equipment write them."""

import io

import numpy as np
import pytest
from openpyxl import Workbook

from gis.ingest.importing import read_import
from gis.store.store import Store
from tests.world import communes


def read(*sheets):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return read_import(held.getvalue(), "ds.xlsx", communes=communes())


def cameras(heading, *said):
    rows = [["STT", "Mã camera", "Tên camera", "Tình trạng", heading]]
    rows += [[k + 1, f"GL-{k}", f"Điểm {k}", "hỏng", text] for k, text in enumerate(said)]
    return read(("Camera", rows)).cameras.set_index("camera_id").sort_index()


@pytest.mark.parametrize(
    ("heading", "said", "kbps"),
    [
        ("Luồng (Mbps)", [2, "4", "2,5"], [2000, 4000, 2500]),
        ("Băng thông (kbps)", [2048, "4096", 1024], [2048, 4096, 1024]),
        ("Băng thông", ["4 Mbps", "2048 kbps", "2 Mb/s"], [4000, 2048, 2000]),
        ("Bitrate", [4, 2, 8], [4000, 2000, 8000]),
        ("Tốc độ bit", [2048, 4096, 3072], [2048, 4096, 3072]),
    ],
)
def test_a_bit_rate_is_read_in_kilobits_and_in_megabits(heading, said, kbps):
    assert cameras(heading, *said)["bitrate_kbps"].tolist() == kbps


def test_a_codec_is_read_as_it_is_printed_on_boxes(tmp_path):
    said = ["H.265", "h264", "H.265+", "HEVC", "H.264+", "H265", None]
    table = cameras("Chuẩn nén", *said)
    assert table["codec"].tolist() == ["h265", "h264", "h265", "h265", "h264", "h265", ""]
    assert "encrypted" not in table or (table["encrypted"] == "").all()
    store = Store(f"sqlite:///{tmp_path / 'register.sqlite'}")
    store.save(cameras=table.reset_index(), source="ds.xlsx")
    assert store.cameras()["codec"].tolist() == table["codec"].tolist()
    store.engine.dispose()


@pytest.mark.parametrize(
    ("disks", "said", "stored"),
    [
        ("Dung lượng ổ cứng (TB)", [4, "8"], [4, 8]),
        ("Ổ cứng", ["4TB", "500 GB"], [4, 0.5]),
        ("Dung lượng (GB)", [4000, 2000], [4, 2]),
        ("HDD", ["6 TB", None], [6, np.nan]),
    ],
)
def test_disks_days_and_bandwidth_of_equipment(disks, said, stored):
    head = ["STT", "Mã thiết bị", "Loại thiết bị", "Tình trạng", disks, "Số ngày lưu", "Băng thông"]
    rows = [
        head,
        [1, "DG-1", "Đầu ghi", "hoạt động", said[0], "30 ngày", None],
        [2, "DT-1", "Đường truyền", "hoạt động", said[1], 15, "100 Mbps"],
    ]
    cams = [["STT", "Mã camera", "Tên camera", "Tình trạng"], [1, "C-1", "Chợ", "hỏng"]]
    found = read(("Camera", cams), ("Thiết bị", rows)).equipment.set_index("equipment_id")
    np.testing.assert_allclose(found.loc[["DG-1", "DT-1"], "storage_tb"], stored)
    assert found["storage_days"].to_dict() == {"DG-1": 30, "DT-1": 15}
    assert found.loc["DT-1", "bandwidth_mbps"] == 100
