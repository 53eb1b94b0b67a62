"""Kinds of places that the weights do not know: told with their number, never silently raw."""

from gis.demand.files import read_demand_file
from tests.registers import communes, workbook

HEADINGS = ("STT", "Tên địa điểm", "Loại", "Vĩ độ", "Kinh độ", "Trọng số")


def test_a_kind_without_a_weight_of_its_own_is_told_with_its_number(tmp_path):
    path = tmp_path / "dia-diem.xlsx"
    rows = [
        HEADINGS,
        (1, "Chợ Đồng Hới", "Chợ", 17.47, 106.62, 8),
        (2, "Đài A", "Di tích lịch sử", 17.471, 106.621, 3),
        (3, "Đài B", "Di tích lịch sử", 17.472, 106.622, 3),
        (None, "Tổng cộng", None, None, None, 14),
    ]
    path.write_bytes(workbook(rows))
    found = read_demand_file([path], communes())
    assert len(found.demand) == 3
    [told] = [f for f in found.findings if "Di tích lịch sử (2)" in f.message]
    assert told.severity == "warning"
    assert not [f for f in found.findings if f.severity == "error"]
