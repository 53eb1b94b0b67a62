"""``python -m gis undo | redo | changes | edit``: the same words, asked about in the same cases."""

import pytest

from gis.core.clock import today
from gis.store.store import Store
from tests.command import Inside
from tests.world import cameras

ROWS = ({"camera_id": "A", "status": "broken"}, {"camera_id": "B", "status": "working"})


@pytest.fixture
def gis(tmp_path):
    inside = Inside(tmp_path)
    Store(inside.environment["CAMERA_STORE"]).save(
        cameras=cameras(*ROWS), source="list.xlsx", who="An"
    )
    return inside


def rows(gis):
    return Store(gis.environment["CAMERA_STORE"]).cameras().set_index("camera_id")


def test_one_row_is_taken_back_in_words_and_done_again(gis):
    gis.json("edit", "B", "name=Cổng", "--who", "Bình")
    answer = gis.json("undo", "--who", "Bình")
    assert answer["changed"] == 1
    assert answer["what"].startswith("Hoàn tác: sửa camera “B” (Tên: (trống) → Cổng) của Bình")
    assert rows(gis).loc["B", "name"] == ""
    assert gis.json("redo", "--who", "Bình")["what"].startswith("Làm lại: sửa camera “B”")
    assert rows(gis).loc["B", "name"] == "Cổng"
    assert gis("redo", "--who", "Bình").returncode == 2


def test_a_list_is_taken_back_only_when_one_says_so(gis):
    asked = gis("undo", "--who", "An")
    assert asked.returncode == 2
    assert "thêm 2 mắt camera của An" in asked.stderr
    assert "2 mắt camera sẽ không còn trong danh mục" in asked.stderr
    assert "--yes" in asked.stderr
    assert len(rows(gis)) == 2
    assert gis.json("undo", "--yes", "--who", "An")["changed"] == 2
    assert rows(gis).empty
    assert gis("undo", "--yes", "--who", "An").returncode == 2
    assert gis.json("redo", "--yes", "--who", "An")["changed"] == 2
    assert len(rows(gis)) == 2


def test_what_was_written_is_told_newest_first(gis):
    gis.json("edit", "B", "name=Cổng", "--who", "Bình")
    gis.json("undo", "--who", "Cúc", "--others")
    told = [(c["who"], c["what"], c["source"]) for c in gis.json("changes")["changes"]]
    deed = "sửa camera “B” (Tên: (trống) → Cổng)"
    assert told == [
        ("Cúc", f"Hoàn tác: {deed}", ""),
        ("Bình", deed, "dòng lệnh"),
        ("An", "thêm 2 mắt camera", "list.xlsx"),
    ]
    assert gis.json("changes", "--last", "1")["changes"][0]["who"] == "Cúc"
    assert "Hoàn tác: sửa camera “B”" in gis("changes").stdout


def test_what_another_did_is_taken_back_only_when_that_is_said(gis):
    gis.json("edit", "B", "name=Cổng", "--who", "Bình")
    for nameless in (("undo",), ("undo", "--others"), ("redo",), ("undo", "--who", " ")):
        assert "--who" in gis(*nameless).stderr
    refused = gis("undo", "--who", "Cúc")
    assert refused.returncode == 2
    assert "của Bình" in refused.stderr
    assert "--others" in refused.stderr
    assert rows(gis).loc["B", "name"] == "Cổng"
    assert gis.json("undo", "--who", "Cúc", "--others")["changed"] == 1
    assert rows(gis).loc["B", "name"] == ""


def test_ones_own_last_change_goes_although_another_wrote_since(gis):
    gis.json("edit", "B", "name=Cổng", "--who", "Bình")
    gis.json("edit", "A", "name=Chợ", "--who", "Cúc")
    assert "“B”" in gis.json("undo", "--who", " bình ")["what"]
    assert rows(gis)["name"].to_dict() == {"A": "Chợ", "B": ""}
    assert "“B”" in gis.json("redo", "--who", "Bình")["what"]
    assert "“A”" in gis.json("undo", "--who", "Cúc")["what"]
    assert rows(gis)["name"].to_dict() == {"A": "", "B": "Cổng"}


@pytest.mark.parametrize(
    ("answer", "repaired"),
    [
        (["--repaired"], today()),
        (["--repaired", "3/4/2026"], "2026-04-03"),
        (["--mistake"], ""),
        (["repaired_on=5/6/2026"], "2026-06-05"),
    ],
)
def test_a_failed_camera_that_works_asks_for_the_reason(gis, answer, repaired):
    refused = gis("edit", "A", "status=đang hoạt động")
    assert refused.returncode == 2
    assert "--mistake" in refused.stderr
    gis.json("edit", "A", "status=đang hoạt động", *answer)
    assert rows(gis).loc["A", ["status", "repaired_on"]].tolist() == ["working", repaired]


def test_the_answers_exclude_each_other_and_a_day_must_be_one(gis):
    assert gis("edit", "A", "status=working", "--repaired", "--mistake").returncode == 2
    assert gis("edit", "A", "status=working", "--repaired", "hôm kia").returncode == 2
    assert rows(gis).loc["A", "status"] == "broken"


def test_the_weeks_of_province_and_commune(gis):
    store = Store(gis.environment["CAMERA_STORE"])
    store.save(cameras=cameras({"camera_id": "A", "commune_code": "18880"}), source="b.xlsx")
    [week] = gis.json("weeks")["weeks"]
    assert (week["cameras"], week["seeing"], week["not_seeing"], week["share"]) == (2, 1, 1, 50.0)
    [week] = gis.json("weeks", "--commune", "18880")["weeks"]
    assert (week["cameras"], week["not_seeing"]) == (1, 1)
    assert "Phục hồi trong tuần" in gis("weeks").stdout
    assert gis("weeks", "--commune", "1").returncode == 2
