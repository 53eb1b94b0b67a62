"""Adding, removing and bringing back single cameras from a terminal."""

import pytest

from gis.store.store import Store
from tests import registers
from tests.command import Inside

ROWS = [("C1", "Chợ", "Phường Đồng Hới", 17.4678, 106.6232, "hư hỏng")]


@pytest.fixture
def gis(tmp_path):
    inside = Inside(tmp_path)
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(registers.workbook([registers.HEADINGS, *ROWS]))
    inside.json("import", path)
    return inside


def count(gis):
    return len(Store(gis.environment["CAMERA_STORE"]).cameras())


def test_a_camera_is_added_copied_removed_and_brought_back(gis):
    where = "position=17°28'12\"B 106°37'20\"Đ"
    code = gis.json("add", "name=Cổng chào", where, "status=hỏng", "--who", "An")["camera_id"]
    assert code.startswith("auto-")
    event = gis.json("history", code)["events"][0]
    assert (event["who"], event["after"]) == ("An", "created")
    again = gis("add", "name=Cổng chào", where)
    assert again.returncode == 2
    assert code in again.stderr
    copy = gis.json("add", "--like", code, "azimuth_deg=bắc", "--anyway")["camera_id"]
    assert count(gis) == 3
    assert gis("remove", copy, code).returncode == 2
    gis.json("remove", copy, code, "--reason", "nhập thử", "--who", "Bình")
    told = gis.json("removed")["removed"]
    assert {(row["subject_id"], row["reason"], row["who"]) for row in told} == {
        (code, "nhập thử", "Bình"),
        (copy, "nhập thử", "Bình"),
    }
    assert "nhập thử" in gis("removed").stdout
    assert gis.json("bring-back", code)["changed"] == 1
    assert count(gis) == 2
    assert gis("bring-back", code).returncode == 2


def test_disposal_is_proposed(gis):
    gis.json("dispose", "C1", "--reason", "hết niên hạn")
    fields = {e["field"]: e["after"] for e in gis.json("history", "C1")["events"][1:]}
    assert fields["status"] == "disposal"
    assert "hết niên hạn" in fields["note"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("add",),
        ("add", "name=x"),
        ("add", "tên=x"),
        ("add", "name"),
        ("add", "--like", "C9"),
        ("add", "name=x", "position=đâu đó"),
        ("add", "name=x", "declared_commune=Atlantis"),
        ("remove", "C9", "--reason", "x"),
        ("remove", "C1", "--reason", " "),
        ("remove", "C1", "--reason", "x", "--equipment"),
        ("bring-back", "C1"),
        ("dispose", "C9", "--reason", "x"),
    ],
)
def test_a_wrong_question_is_answered_in_one_line(gis, wrong):
    done = gis(*wrong)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert count(gis) == 1


def test_a_commune_that_is_none_is_refused(gis):
    done = gis("edit", "C1", "commune_code=abc")
    assert done.returncode == 2
    assert "abc" in done.stderr
    assert gis.json("edit", "C1", "commune_code=18859")["changed"] == 1
