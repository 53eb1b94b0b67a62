"""A camera and equipment of one code are imported as two, and told of."""

import pytest

from gis.analysis.run import analyse
from gis.core.findings import Severity
from gis.ingest.importing import read_import
from gis.store.returns import without_removed
from gis.store.store import Store
from tests import world
from tests.registers import communes, workbook

CAMERAS = [
    ("Mã camera", "Tên", "Xã, phường", "Vĩ độ", "Kinh độ", "Tình trạng", "Phụ thuộc"),
    ("GL-01", "Chợ", "Đồng Hới", 17.47, 106.62, "Hỏng", "GL-01"),
    ("GL-02", "Trường", "Đồng Hới", 17.47, 106.63, "Hỏng", "GL-01"),
]
UNITS = [
    ("Mã thiết bị", "Tên thiết bị", "Loại thiết bị", "Tình trạng"),
    ("GL-01", "Đầu ghi 16 kênh", "Đầu ghi", "Hỏng"),
    ("SW-01", "Switch", "Switch", "Hoạt động"),
]


def alike(findings):
    return [f for f in findings if f.column == "equipment_id" and f.severity is Severity.WARNING]


def of_file(*sheets, names, **options):
    return read_import(workbook(*sheets, names=names), "ds.xlsx", communes=communes(), **options)


def test_both_come_in_and_the_row_of_the_equipment_is_named():
    found = of_file(CAMERAS, UNITS, names=("Camera", "Thiết bị"))
    assert sorted(found.cameras["camera_id"]) == ["GL-01", "GL-02"]
    assert sorted(found.equipment["equipment_id"]) == ["GL-01", "SW-01"]
    [told] = alike(found.findings)
    assert (told.sheet, told.row) == ("Thiết bị", 2)
    assert "GL-01" in told.message
    assert "equipment:GL-01" in told.suggestion


@pytest.mark.parametrize("first", ["cameras", "equipment"])
def test_whichever_is_in_the_register_before_it_is_told(tmp_path, first):
    """One file brings the cameras, another the equipment: in either order."""
    lists = {"cameras": (CAMERAS, "Camera"), "equipment": (UNITS, "Thiết bị")}
    store = Store(f"sqlite:///{tmp_path / 'r.sqlite'}")
    (rows, name), (later, later_name) = lists.pop(first), *lists.values()
    found = of_file(rows, names=(name,))
    store.save(cameras=found.cameras, equipment=found.equipment, source="a")
    again = without_removed(of_file(later, names=(later_name,), known=store.listed()), store)
    [told] = alike(again.findings)
    assert "GL-01" in told.message


def test_nothing_is_told_where_no_code_is_alike():
    found = of_file(CAMERAS, [UNITS[0], UNITS[2]], names=("Camera", "Thiết bị"))
    assert alike(found.findings) == []


def test_the_analysis_tells_it():
    found = analyse(
        world.cameras({"camera_id": "X", "xy": (10, 10)}),
        world.equipment({"equipment_id": "X", "kind": "line", "status": "broken"}),
        world.communes(),
        world.demand({"shape": "POINT (5 5)"}),
    )
    assert ["“X”" in f.message for f in alike(found.findings)] == [True]
