"""What a camera was put up for, by the words a commune's list has for where it hangs."""

import time

import pandas as pd
import pytest

from gis.demand.categories import purposes
from gis.demand.weights import read_weights
from gis.restoration.model.repair_options import own_weights

SAID = [
    ("Ngã tư Cầu (QL1 - đường 74)", "KP 3", "2 mắt hướng Bắc hỏng do sét", "junction"),
    ("Cổng chợ Cầu", "Khu phố 3", "Đầu ghi hỏng", "market"),
    ("CONG CHO CAU", "", "", "market"),
    ("Trường THPT Gio Linh", "KP 5", "", "school"),
    ("Vòng xuyến đường tránh QL1", "", "mất tín hiệu từ khi bỏ CA huyện", "junction"),
    ("Bệnh viện/TTYT huyện Gio Linh (cũ)", "", "", "hospital"),
    ("Trạm y tế xã", "", "", "hospital"),
    ("Trước UBND xã Gio Quang cũ", "Thôn Trúc Lâm", "", "office"),
    ("Trụ sở Công an xã", "", "", "office"),
    ("Cầu Trúc Khê", "Trúc Khê", "", "bridge"),
    ("KCN Quán Ngang (cổng chính)", "", "", "industrial"),
    ("Nhà văn hoá thôn Nhĩ Hạ", "", "", "culture_house"),
    ("Cổng làng Lan Đình", "Lan Đình", "", "village"),
    ("Camera 7", "Thôn An Mỹ", "", "village"),
    ("Thôn 3, trước cổng chợ", "", "", "market"),
    ("Bến xe Đông Hà", "", "", "station"),
    ("Cửa khẩu La Lay", "", "", "border_gate"),
    ("Đồn Biên phòng Cửa Tùng", "", "", "border_gate"),
    ("Km 12 Quốc lộ 9", "", "", "road_national"),
    ("GM-03", "", "nhìn vào cổng chợ", "market"),
    ("Đập An Trung", "", "", "plain"),
    ("Camera 5", "Đường Trường Chinh", "", "plain"),
    ("Camera 6", "", "Công an xã quản lý, đứt đường truyền", "plain"),
    ("", "", "", "plain"),
]


@pytest.mark.parametrize(("name", "address", "note", "purpose"), SAID)
def test_words_say_what_a_camera_was_put_up_for(name, address, note, purpose):
    table = pd.DataFrame({"name": [name], "address": [address], "note": [note]})
    assert purposes(table).tolist() == [f"own_{purpose}"]


def test_a_stated_importance_wins_over_the_kind_of_place():
    table = pd.DataFrame(
        {"name": ["Chợ", "Chợ", "x"], "address": "", "note": "", "importance": ["", "1", "5"]},
        index=[4, 7, 9],
    )
    assert own_weights(table, read_weights()).to_dict() == {4: 4, 7: 1, 9: 5}
    assert own_weights(table, read_weights({"own_market": 2.5})).to_dict() == {4: 2.5, 7: 1, 9: 5}


def test_every_purpose_has_a_weight_for_each_camera():
    weights = read_weights()
    own = weights[weights["per"] == "camera"]
    assert set(own.index) == {f"own_{said[3]}" for said in SAID}
    assert own["weight"].between(1, 5).all()


def test_a_long_list_and_a_long_text_are_read_soon():
    table = pd.DataFrame(
        {
            "name": [f"Camera {k} ngã ba" for k in range(20_000)],
            "address": "Thôn 1",
            "note": "nút " * 5_000,
        }
    )
    start = time.process_time()
    assert (purposes(table) == "own_junction").all()
    assert time.process_time() - start < 5
