"""Words of a list that are not known: told by the command, and said with --value."""

import pytest

from gis.ingest.headings.mapping import VALUES
from gis.store.store import Store

LIST = "Mã camera,Địa chỉ,Tình trạng,Loại\nC1,Thôn 1,bể dĩa: a=b,Dome\nC2,Thôn 2,bể dĩa: a=b,lạ\n"


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def test_unknown_words_are_counted_and_said(gis, path):
    assert gis.json("import", path, "--dry-run")["unread"] == [
        {"column": "status", "heading": "Tình trạng", "value": "bể dĩa: a=b", "rows": 2},
        {"column": "kind", "heading": "Loại", "value": "lạ", "rows": 1},
    ]
    said = ("--value", "status:Bể dĩa: a=b=broken", "--value", "Loại:lạ=ptz")
    assert gis.json("import", path, "--dry-run", *said)["unread"] == []


@pytest.mark.parametrize("wrong", ["status:x=nonsense", "colour:x=red", "status", "status:=broken"])
def test_a_value_that_cannot_be_is_refused_in_one_line(gis, path, wrong):
    done = gis("import", path, "--dry-run", "--value", wrong)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_the_page_remembered_holds_for_the_command(gis, path):
    store = Store(gis.environment["CAMERA_STORE"])
    store.set(VALUES, {"status": {"be dia a b": "broken"}}, who="An")
    assert {unread["column"] for unread in gis.json("import", path)["unread"]} == {"kind"}
    assert store.cameras()["status"].tolist() == ["broken"] * 2
