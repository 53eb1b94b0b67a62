"""The shapes of lists as offices keep them: headings, sections, totals, ticks, signatures."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from gis.communes.boundaries import communes_or_schematic
from gis.core.findings import Severity
from gis.ingest.headings.heading_rows import find_heading_rows, numbers_columns
from gis.ingest.headings.mapping import Mapping
from gis.ingest.importing import read_import
from gis.ingest.served_cameras import codes_by_key, named_codes
from tests.registers import communes, workbook

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"


def read(*sheets, names=None, **options):
    data = workbook(*sheets, names=names or tuple(f"Tờ {i + 1}" for i in range(len(sheets))))
    return read_import(data, "a.xlsx", communes=communes(), **options)


def merged(rows, *ranges):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cells in ranges:
        book.active.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return read_import(file.getvalue(), "a.xlsx", communes=communes())


def texts(found, severity):
    return [f.message for f in found.findings if f.severity is severity]


HEADINGS_OVER_TWO_ROWS = [
    ("STT", "Tên", "Địa chỉ", "Loại camera", "", "", "Lưu trữ", "", "Số ngày lưu trữ"),
    ("", "", "", "Thân trụ", "Bán cầu", "Quay quét", "Đầu ghi", "Thẻ nhớ", ""),
]


def test_kinds_ticked_under_one_heading_are_the_kinds_of_the_rows():
    rows = [
        *HEADINGS_OVER_TWO_ROWS,
        tuple(f"({n})" for n in range(1, 10)),
        (1, "Cổng chợ", "Số 5", "x", "", "", "x", "", 30),
        (2, "Ngã tư", "Quốc lộ 9", "", "", "x", "", "x", 7),
    ]
    cameras = read(rows).cameras
    assert cameras["name"].tolist() == ["Cổng chợ", "Ngã tư"]
    assert cameras["kind"].tolist() == ["fixed", "ptz"]
    assert cameras["storage_days"].tolist() == [30, 7]
    assert set(cameras["depends_on"]) == {""}  # a tick does not say on which recorder


def test_kinds_counted_under_one_heading_are_dealt_out():
    rows = [
        ("STT", "Tên điểm", "Số lượng", "Loại camera", "", ""),
        ("", "", "", "Thân", "Bán cầu", "PTZ"),
        (1, "Chợ", 3, 2, "", 1),
        (2, "Cầu", 2, "", 2, ""),
    ]
    cameras = read(rows).cameras
    assert cameras["kind"].tolist() == ["fixed", "fixed", "ptz", "dome", "dome"]


def test_headings_over_three_rows_are_no_cameras():
    rows = [
        ("A. Định danh", "", "", "B. Kỹ thuật", "", "", ""),
        ("STT", "Mã camera", "Địa chỉ", "Kiểu dáng", "", "Tọa độ", ""),
        ("", "", "", "Thân", "Vòm", "Vĩ độ", "Kinh độ"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        (1, "C1", "Chợ", "", "x", 17.47, 106.62),
    ]
    cameras = read(rows).cameras
    assert cameras["camera_id"].tolist() == ["C1"]
    assert cameras[["kind", "lat", "lon"]].to_numpy().tolist() == [["dome", 17.47, 106.62]]


def test_a_title_above_the_headings_does_not_join_them():
    header = find_heading_rows(
        [("DANH SÁCH CAMERA", "", ""), ("STT", "Tên", "Vĩ độ"), (1, "Chợ", 17.4)]
    )
    assert [h.text for h in header.headings] == ["STT", "Tên", "Vĩ độ"]
    assert header.first_data_row == 2


@pytest.mark.parametrize(
    "row",
    [("(1)", "(2)", "(3)"), ("1", "2", "3"), ("A", "B", "1", "2"), ("(1)", "(2)", "(3) = (1) + 2")],
)
def test_rows_that_number_the_columns(row):
    assert numbers_columns(row)


@pytest.mark.parametrize("row", [("1", "Chợ", "2"), ("1", "3", "5"), ("x", "x", "x"), ("1", "2")])
def test_rows_that_do_not(row):
    assert not numbers_columns(row)


def test_headings_repeated_on_each_page_and_page_numbers_are_left_out():
    headings = ("STT", "Tên điểm", "Địa chỉ", "Tình trạng")
    rows = [
        *(headings, ("(1)", "(2)", "(3)", "(4)"), (1, "Chợ", "Thôn 1", "Tốt"), ("", "Trang 1")),
        *(headings, ("(1)", "(2)", "(3)", "(4)"), (2, "Cầu", "Thôn 2", "Hỏng"), ("", "Trang 2/2")),
    ]
    found = read(rows)
    assert found.cameras["name"].tolist() == ["Chợ", "Cầu"]
    reasons = found.sheets[0].left_out["reason"].tolist()
    assert reasons == ["foot", "heading", "heading", "foot"]


TOTALS = (
    *("Cộng I", "Cộng (I)", "Tổng I", "Cộng xã Gio Mỹ", "Tổng toàn xã", "Cộng dồn", "TC"),
    *("TỔNG CỘNG", "Cộng mục I+II", "Tổng số", "Cong I", "Tổng cộng (I+II)", "Cộng thôn 1", "T/C"),
)


@pytest.mark.parametrize("label", TOTALS)
def test_totals_in_any_wording_are_no_cameras(label):
    rows = [("STT", "Tên", "Số lượng"), (1, "Chợ", 2), (2, "Cầu", 3), ("", label, 5)]
    found = read(rows)
    assert len(found.cameras) == 5
    assert found.sheets[0].sums[["stated", "counted"]].to_numpy().tolist() == [[5, 5]]
    assert texts(found, Severity.WARNING) == []


@pytest.mark.parametrize(
    "name",
    [
        "Cổng xã Gio Mỹ",
        "Cổng I",
        "Công an xã",
        "Cộng đồng thôn 1",
        "Công viên",
        "Tổng kho xăng dầu",
    ],
)
def test_places_that_only_read_like_totals_are_cameras(name):
    rows = [("STT", "Tên", "Số lượng"), (1, "Chợ", 2), (2, name, 1), ("", "Cộng", 3)]
    cameras = read(rows).cameras
    assert cameras["name"].tolist() == ["Chợ", "Chợ", name]


def test_a_total_without_any_word_is_told_by_its_place():
    rows = [("STT", "Tên", "Số lượng", "Hỏng"), (1, "Chợ", 2, 1), (2, "Cầu", 3, 0), ("", "", 5, 1)]
    found = read(rows)
    assert len(found.cameras) == 5
    assert found.sheets[0].sums["stated"].tolist() == [5, 1]


def test_a_total_that_differs_from_its_rows_is_told_where_it_stands():
    rows = [
        ("STT", "Tên", "Số lượng", "Hỏng"),
        ("I", "Thôn 1", "", ""),
        (1, "Chợ", 2, 1),
        (2, "Cầu", 3, 0),
        ("", "Cộng I", 5, 1),
        ("II", "Thôn 2", "", ""),
        (1, "Đình", 4, 2),
        ("", "Cộng II", 4, 3),
        ("", "Tổng cộng", 9, 4),
    ]
    found = read(rows)
    differing = [
        (f.row, f.column, f.message) for f in found.findings if f.severity is Severity.WARNING
    ]
    assert [(row, column) for row, column, _m in differing] == [(8, "Hỏng"), (9, "Hỏng")]
    assert "3" in differing[0][2]
    assert "2" in differing[0][2]
    assert len(found.cameras) == 9


def test_sums_beside_the_name_of_a_section_are_compared_too():
    rows = [
        ("STT", "Tên", "Số lượng"),
        ("I", "Thôn 1", 5),
        (1, "Chợ", 2),
        (2, "Cầu", 3),
        ("II", "Thôn 2", 7),
        (1, "Đình", 4),
    ]
    found = read(rows)
    assert len(found.cameras) == 9
    assert [(f.row, f.severity) for f in found.findings if f.row] == [(5, Severity.WARNING)]


def test_sections_give_their_commune_and_place_to_the_rows_below():
    rows = [
        ("STT", "Tên", "Tình trạng"),
        ("I", "PHƯỜNG ĐỒNG HỚI", ""),
        (1, "Chợ", "tốt"),
        ("II", "Phường Đồng Thuận", ""),
        (1, "Cầu", "tốt"),
        ("III", "Khu phố 3", ""),
        (1, "Đình", "tốt"),
    ]
    cameras = read(rows).cameras
    assert cameras["commune_code"].tolist() == ["18880", "18859", ""]
    assert cameras["address"].tolist() == ["", "", "Khu phố 3"]


def test_a_row_merged_over_the_sheet_heads_the_rows_below():
    found = merged(
        [
            ("STT", "Tên", "Địa chỉ", "Tình trạng"),
            ("Phường Đồng Hới", None, None, None),
            (1, "Chợ", "Số 1", "Tốt"),
            (2, "Cầu", "Số 2", "Hỏng"),
        ],
        "A2:D2",
    )
    assert found.cameras["commune_code"].tolist() == ["18880", "18880"]


def test_whatever_stands_below_a_signature_is_no_camera():
    rows = [
        ("STT", "Tên", "Hoạt động", "Hỏng"),
        (1, "Chợ", 1, ""),
        (2, "Cầu", "", 2),
        (),
        ("", "", "Gio Linh, ngày 20 tháng 11 năm 2025", ""),
        ("", "NGƯỜI LẬP BIỂU", "TRƯỞNG CÔNG AN XÃ", ""),
        (),
        ("", "", "Trung tá Nguyễn Văn A", ""),
        ("", "Ghi chú: số liệu đến 20/11", "", ""),
    ]
    found = read(rows)
    assert len(found.cameras) == 3
    assert texts(found, Severity.WARNING) == []
    assert found.sheets[0].left_out.index.tolist() == [5, 6, 8, 9]


def test_a_name_alone_at_the_end_is_a_camera():
    rows = [("STT", "Tên camera", "Địa chỉ"), (1, "Chợ", "Thôn 1"), ("", "Nhà văn hóa thôn 2", "")]
    assert read(rows).cameras["name"].tolist() == ["Chợ", "Nhà văn hóa thôn 2"]


TICKED = [
    ("TT", "Địa điểm", "Camera số", "Hoạt động", "Hỏng", "Nguồn", "Ghi chú"),
    (1, "Ngã tư Cầu", 1, "x", None, "NTM", None),
    (None, None, 2, None, "x", None, "sét đánh"),
    (None, None, 3, None, "X", None, None),
    (2, "Chợ Cầu", 1, "x", None, "XHH", None),
    (None, None, 2, "x", None, None, None),
]


@pytest.mark.parametrize("ranges", [(), ("A2:A4", "B2:B4", "F2:F4", "A5:A6", "B5:B6", "F5:F6")])
def test_blank_place_cells_continue_the_place_above(ranges):
    cameras = merged(TICKED, *ranges).cameras
    assert cameras["address"].tolist() == ["Ngã tư Cầu"] * 3 + ["Chợ Cầu"] * 2
    assert cameras["status"].tolist() == ["working", "broken", "broken", "working", "working"]
    assert cameras["origin"].tolist() == ["new_rural"] * 3 + ["community"] * 2
    assert cameras["site_id"].nunique() == 2


def test_a_row_with_a_code_and_no_place_continues_nothing():
    rows = [("Mã camera", "Vĩ độ", "Kinh độ"), ("C1", 17.47, 106.62), ("C2", None, None)]
    cameras = read(rows).cameras
    assert cameras["lat"].isna().tolist() == [False, True]


def test_where_only_the_broken_are_counted_the_others_work():
    rows = [
        ("STT", "Vị trí", "Số camera", "Số camera hỏng"),
        (1, "Cổng làng", 2, 0),
        (2, "Ngã ba", 3, 2),
        (3, "Trường", 2, None),
    ]
    found = read(rows)
    assert found.cameras["status"].tolist() == [
        *("working", "working", "working", "broken", "broken", "unknown", "unknown"),
    ]
    assert any(f.column == "Số camera hỏng" for f in found.findings)


def test_repair_money_goes_to_the_broken_alone_and_a_unit_price_is_not_divided():
    headings = ("Tên", "Số lượng", "Hoạt động", "Hỏng")
    rows = [
        (*headings, "Kinh phí sửa chữa (đồng)", "Chi phí hằng tháng"),
        ("Chợ", 4, 2, 2, 6e6, 4e5),
    ]
    cameras = read(rows).cameras
    assert cameras["repair_cost_vnd"].fillna(0).tolist() == [0, 0, 3e6, 3e6]
    assert cameras["monthly_cost_vnd"].tolist() == [1e5] * 4
    rows = [(*headings, "Đơn giá sửa chữa (đồng/camera)"), ("Chợ", 4, 2, 2, 3e6)]
    cameras = read(rows).cameras
    assert cameras["repair_cost_vnd"].fillna(0).tolist() == [0, 0, 3e6, 3e6]


EQUIPMENT = [
    ("THIẾT BỊ DÙNG CHUNG",),
    ("STT", "Mã thiết bị", "Tên thiết bị", "Loại", "Tình trạng", "Phục vụ camera"),
    (1, "DG-1", "Đầu ghi 16 kênh", "Đầu ghi", "hỏng", "GM-01 đến GM-03"),
    (2, "FTTH", "Đường truyền", "Internet", "tốt", "các camera trong chợ"),
]
CAMERAS = [("Mã camera", "Tên", "Tình trạng"), *((f"GM-0{n}", "Chợ", "hỏng") for n in range(1, 5))]


def test_a_sheet_of_equipment_is_equipment_and_links_the_cameras_it_names():
    found = read(CAMERAS, EQUIPMENT)
    assert found.equipment[["equipment_id", "kind", "status"]].to_numpy().tolist() == [
        ["DG-1", "recorder", "broken"],
        ["FTTH", "line", "working"],
    ]
    assert found.cameras["depends_on"].tolist() == ["DG-1", "DG-1", "DG-1", ""]
    [unlinked] = [f for f in found.findings if f.row == 4 and f.severity is Severity.WARNING]
    assert unlinked.column == "Phục vụ camera"


def test_equipment_alone_links_the_cameras_of_the_register():
    known = read(CAMERAS).cameras
    found = read(EQUIPMENT, known=known)
    linked = found.cameras.set_index("camera_id")["depends_on"]
    assert linked.to_dict() == {"GM-01": "DG-1", "GM-02": "DG-1", "GM-03": "DG-1"}
    assert found.rows == 2


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("GM-01 đến GM-03", ["GM-01", "GM-02", "GM-03"]),
        ("GM01-GM03", ["GM-01", "GM-02", "GM-03"]),
        ("GM-01-GM-03", ["GM-01", "GM-02", "GM-03"]),
        ("gm-1 → gm-2; GM-10", ["GM-01", "GM-02", "GM-10"]),
        ("GM-02, GM-10 và GM-01", ["GM-02", "GM-10", "GM-01"]),
        ("GM-01 ÷ 03", ["GM-01", "GM-02", "GM-03"]),
        ("GM-08 - GM-12", ["GM-10"]),
        ("Các camera thị trấn", []),
        ("GM-01 đến GM-99999999", ["GM-01"]),
    ],
)
def test_codes_named_in_words(text, codes):
    assert named_codes(text, codes_by_key(["GM-01", "GM-02", "GM-03", "GM-10"])) == codes


SUMMARY = [
    ("TỔNG HỢP TOÀN XÃ",),
    ("Đơn vị", "Tổng số camera", "Hoạt động", "Hỏng"),
    ("Thôn 1", 2, 1, 1),
    ("Thôn 2", 3, 3, 0),
    ("Tổng", 5, 4, 1),
]
LIST_1 = [("STT", "Tên", "Tình trạng"), (1, "Chợ", "tốt"), (2, "Cầu", "hỏng")]
LIST_2 = [("STT", "Tên", "Tình trạng"), *((n, f"Cột {n}", "tốt") for n in range(1, 3))]


def test_a_summary_is_compared_with_the_lists_and_not_imported():
    found = read(LIST_1, LIST_2, SUMMARY, names=("Thôn 1", "Thôn 2", "Tổng hợp"))
    assert (len(found.cameras), found.rows) == (4, 4)
    told = [(f.row, f.column) for f in found.findings if f.severity is Severity.WARNING]
    assert told == [(4, "Tổng số camera"), (4, "Hoạt động")]
    summary = found.sheets[-1]
    assert summary.role == "summary"
    assert summary.sums["stated"].tolist() == [5, 4, 1, 2, 1, 1, 3, 3, 0]


def test_what_a_sheet_is_taken_for_can_be_said():
    names = ("Thôn 1", "Thôn 2", "Tổng hợp")
    skipped = Mapping(roles={"Thôn 2": "skip"})
    found = read(LIST_1, LIST_2, SUMMARY, names=names, mapping=skipped)
    assert len(found.cameras) == 2


def test_tables_one_below_the_other_are_read_apart():
    rows = [
        ("I. CAMERA",),
        ("STT", "Tên camera", "Địa chỉ", "Tình trạng"),
        (1, "Chợ", "Thôn 1", "tốt"),
        (),
        ("II. ĐẦU GHI",),
        ("STT", "Tên thiết bị", "Số kênh", "Tình trạng"),
        (1, "Đầu ghi 8 kênh", 8, "hỏng"),
    ]
    found = read(rows)
    assert found.cameras["name"].tolist() == ["Chợ"]
    assert found.equipment[["name", "channels", "status"]].to_numpy().tolist() == [
        ["Đầu ghi 8 kênh", 8, "broken"]
    ]


def test_sections_without_a_number_head_the_rows_below():
    rows = [
        ("DANH SÁCH CAMERA",),
        ("STT", "Vị trí", "SL", "Tình trạng"),
        *(("", "Khu vực trung tâm"), (1, "Ngã ba", 2, "tốt"), (2, "Chợ", 1, "hỏng")),
        *(("", "Khu vực biển"), (3, "Cảng", 2, "tốt"), ("Tổng cộng: 5 camera",)),
        *(("", "", "", "Người lập"), ("", "", "", "(Đã ký)"), ("", "", "", "Lê Văn B")),
    ]
    cameras = read(rows).cameras
    assert cameras["address"].tolist() == [
        *["Ngã ba, Khu vực trung tâm"] * 2,
        "Chợ, Khu vực trung tâm",
        *["Cảng, Khu vực biển"] * 2,
    ]


def test_a_date_that_is_only_yes_is_told():
    headings = ("Mã camera", "Tên", "Đã kết nối về trụ sở")
    rows = [headings, ("C1", "a", "x"), ("C2", "b", "chưa"), ("C3", "c", "4/11/2025")]
    found = read(rows)
    assert found.cameras["live_verified_on"].tolist() == ["", "", "2025-11-04"]
    assert [f.row for f in found.findings if f.severity is Severity.WARNING] == [2]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Kinh phí dự kiến sửa chữa, khắc phục (triệu đồng)", "repair_cost_vnd"),
        ("Vị trí lắp đặt cụ thể", "address"),
        ("Đơn vị đang quản lý, sử dụng camera", "custodian"),
        ("Tình trạng hoạt động hiện nay", "status"),
        ("Nguyên nhân hư hỏng (nếu có)", "cause"),
        ("Model đầu ghi", "note"),
        ("Mã xác minh", "private"),
        ("Họ và tên chủ hộ", ""),
    ],
)
def test_headings_with_words_more_than_known(heading, column):
    header = find_heading_rows([("STT", "Mã camera", heading), (1, "C1", "")])
    assert header.headings[2].column == column


@pytest.mark.skipif(not CASES.is_dir(), reason="no cases beside the project")
def test_the_list_of_a_commune_with_all_its_sheets():
    path = CASES / "lists" / "danh-sach-xa-gio-linh.xlsx"
    found = read_import(path, communes=communes_or_schematic(), crs="EPSG:9212")
    assert len(found.equipment) == 3
    assert [s.role for s in found.sheets] == [*["cameras"] * 3, "equipment", "summary"]
    sums = found.sheets[0].sums
    assert (sums["stated"] == sums["counted"]).all()
    assert sums["stated"].tolist() == [13, 5, 8, 7, 3, 4, 20, 8, 12]
