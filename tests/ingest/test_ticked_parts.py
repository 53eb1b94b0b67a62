"""Parts and causes with a column of ticks each."""

from gis.core.findings import Severity
from gis.ingest.importing import read_import
from tests.registers import communes, workbook


def test_ticks_under_parts_and_causes_are_read():
    rows = [
        ("TT", "Vị trí", "Tình trạng", "", "Bộ phận hỏng", "", "", "Nguyên nhân", ""),
        ("", "", "Tốt", "Hỏng", "Cam", "Dây", "Nguồn", "Sét đánh", "Nợ cước"),
        (1, "Cầu", "x"),
        (2, "Chợ", "", "x", "", "x"),
        (3, "Trường", "", "v", "", "", 1, "✓"),
        (4, "Trạm", "", "x", "X", 0),
    ]
    found = read_import(workbook(rows), "a.xlsx", communes=communes())
    cameras = found.cameras
    assert cameras["status"].tolist() == ["working", "broken", "broken", "broken"]
    assert cameras["fault_part"].tolist() == ["", "line", "power", "camera"]
    assert cameras["cause"].tolist() == ["", "", "weather", ""]
    assert [f.message for f in found.findings if f.severity is not Severity.NOTICE] == []


def test_a_bill_of_quantities_counts_its_cameras():
    rows = [
        ("STT", "Nội dung", "ĐVT", "KL", "Hiện trạng"),
        (1, "Camera ngã ba Sòng", "cái", "02", "khđ"),
        (2, "Camera cổng chợ", "cái", "01", "hư nguồn"),
        (3, "Camera nhà ông Ba", "bộ", "03", "hđ tốt"),
        ("", "Tổng", "", 6, ""),
    ]
    found = read_import(workbook(rows), "a.xlsx", communes=communes())
    assert found.cameras["status"].value_counts().to_dict() == {"working": 3, "broken": 3}
