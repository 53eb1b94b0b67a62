"""Every number of every paper, worked out by hand for some cameras, read back from the file."""

import pytest

from gis.documents.document import document
from gis.documents.kinds import PROVINCIAL, DocumentKind
from gis.survey.maintenance import read_intervals
from tests.documents.dossiers import dossier
from tests.documents.papers import by_heading, tables, text

NO_FAULT = {"status": "working", "kind": "dome"}
CAMERAS = (
    # Broken, its repair quoted at 2 million, nobody answers for it, asset of 12 million.
    {
        "camera_id": "C1",
        "name": "Cổng chợ",
        "status": "broken",
        "fault_part": "camera",
        "cause": "weather",
        "repair_cost_vnd": 2e6,
        "payer": "commune",
        "kind": "fixed",
        "declared_commune": "Xã Cũ",
        "asset_value_vnd": 12e6,
        "resolution_h_px": 1920,
        "maintained_on": "2026-10-27",
    },
    # Works, but hangs on the recorder R1.
    {
        "camera_id": "C2",
        "address": "Ngã tư",
        "depends_on": "R1",
        "origin": "community",
        "custodian": "Công an xã West",
        "resolution_h_px": 640,
        "monthly_cost_vnd": 50_000,
    }
    | NO_FAULT,
    # Works, without position.
    {
        "camera_id": "C3",
        "xy": None,
        "origin": "new_rural",
        "custodian": "Công an xã West",
        "onvif": "có",
        "maintained_on": "2026-01-27",
    }
    | NO_FAULT,
    # Of this one nobody knows.
    {"camera_id": "C4", "status": "unknown", "custodian": "Công an huyện Gio Linh"},
    # Repaired, waits for acceptance.
    {
        "camera_id": "C5",
        "name": "Bến xe",
        "repaired_on": "2026-01-02",
        "custodian": "Công an xã West",
    }
    | NO_FAULT,
    # Broken; only the price list says what it costs: power, 800,000.
    {
        "camera_id": "C6",
        "name": "Cầu",
        "status": "broken",
        "fault_part": "power",
        "kind": "fixed",
        "cause": "weather",
        "custodian": "Công an xã West",
        "origin": "community",
    },
    # To be disposed of, in the other commune.
    {"camera_id": "C7", "status": "disposal", "commune_code": "00002", "xy": (1500, 500)},
)


def made(kind, budget_vnd=None, **more):
    commune = None if kind in PROVINCIAL else "00001"
    return document(kind, dossier(*CAMERAS, commune=commune, budget_vnd=budget_vnd, **more))


@pytest.fixture(scope="module")
def review():
    return made("review")


def test_the_review_counts_by_kind_former_commune_part_and_cause(review):
    rows = by_heading(review, "Loại", "Quan sát được")
    kinds = {row["Loại"]: list(row.values())[1:] for row in rows}
    # C2, C3 and C5 are domes: one sees, one is dark, one unconfirmed as its repair waits.
    assert kinds["bán cầu (dome)"] == ["1", "1", "1", "3"]
    assert kinds["cố định (thân trụ)"] == ["0", "2", "0", "2"]
    assert kinds["không ghi"] == ["0", "0", "1", "1"]
    rows = by_heading(review, "Đơn vị ghi trong danh sách")
    former = {row["Đơn vị ghi trong danh sách"]: row["Tổng"] for row in rows}
    assert former == {"Xã Cũ": "1", "không ghi": "5"}
    parts, causes = (
        {row["Nội dung"]: row["Số mắt camera"] for row in table} for table in _counted(review)
    )
    assert sum(map(int, parts.values())) == 3, "C1, C2 and C6 do not see"
    assert causes["thiên tai, sét"] == "2"


def _counted(review):
    return [
        [dict(zip(head, row, strict=True)) for row in rows]
        for head, *rows in tables(review)
        if head[0] == "Nội dung"
    ]


def test_the_review_tells_orphans_live_cameras_and_places(review):
    told = text(review)
    # C1 names nobody, C4 a district police that is no more.
    assert "chưa có đơn vị quản lý: 1 mắt" in told
    assert "đơn vị quản lý không còn sau sắp xếp: 1 mắt" in told
    assert "Hình ảnh của 0/6 mắt camera đã được truyền về trụ sở" in told
    # The school 50 m north: C4 and C5 may see it, so it is neither lost nor without camera.
    assert "0 địa điểm và 0,0 km đường mất giám sát" in told
    assert "0 địa điểm và 0,0 km đường chưa có camera" in told
    assert "Đã rà soát 0/6 mắt (0,0 %)" in told


def test_a_proposal_sums_by_payer_origin_and_phase():
    data = made("proposal", 9.3e6)
    told = text(data)
    # The recorder 6.5 million, C1 2 million, C6 0.8 million by the price list.
    assert "9.300.000 đồng" in told
    assert "3 hạng mục, đưa 3 mắt camera hoạt động trở lại" in told
    assert "trong đó 1 hạng mục tính theo giá ước tính" in told
    assert "3 camera không hoạt động = 3 trong phương án + 0 để lại sau." in told
    payers = {r["Nguồn chi"]: r for r in by_heading(data, "Nguồn chi", "Kinh phí (triệu đồng)")}
    assert payers["ngân sách xã"]["Kinh phí (triệu đồng)"] == "2,0"
    assert payers["không ghi"]["Kinh phí (triệu đồng)"] == "7,3"
    origins = by_heading(data, "Nguồn đầu tư", "Kinh phí (triệu đồng)")
    assert {r["Nguồn đầu tư"]: r["Kinh phí (triệu đồng)"] for r in origins} == {
        "không ghi": "6,5",
        "ngân sách nhà nước": "2,0",
        "xã hội hóa": "0,8",
    }
    phases = by_heading(data, "Giai đoạn", "Kinh phí (triệu đồng)")
    assert [r["Kinh phí (triệu đồng)"] for r in phases] == ["9,3"]
    # Electricity of C1 and C6 at 20,000 a month; the recorder has none.
    assert "40.000 đồng/tháng, tương đương 0,5 triệu đồng/năm" in told


def test_what_is_left_is_told_with_its_reason():
    data = made("proposal", 2.8e6)
    (left,) = by_heading(data, "Lý do để lại")
    assert left["Hạng mục"] == "Đầu ghi chợ"
    assert left["Kinh phí dự kiến (đồng)"] == "6.500.000"
    assert left["Số mắt camera"] == "1"
    assert left["Lý do để lại"] == "Vượt phần kinh phí còn lại (0,0 triệu đồng)"
    assert "1 hạng mục, kinh phí dự kiến 6,5 triệu đồng" in text(data)


def test_an_estimate_says_part_work_price_source_and_vat_and_adds_up():
    *rows, total = by_heading(made("estimate", 9.3e6), "Thuế GTGT (%)")
    lines = {row["Mã"]: row for row in rows}
    assert total["Thành tiền (đồng)"] == "9.300.000"
    assert sum(int(r["Thành tiền (đồng)"].replace(".", "")) for r in rows) == 9_300_000
    assert lines["C6"] | {"STT": ""} == {
        "STT": "",
        "Hạng mục": "Cầu",
        "Mã": "C6",
        "Bộ phận": "nguồn điện",
        "Công việc": "sửa chữa",
        "Đơn vị": "cái",
        "Số lượng": "1",
        "Đơn giá (đồng)": "800.000",
        "Căn cứ giá": "bảng giá: ước tính ban đầu, 01/11/2026",
        "Thuế GTGT (%)": "10",
        "Nguồn chi": "",
        "Thành tiền (đồng)": "800.000",
    }
    assert lines["C1"]["Bộ phận"] == "camera cố định (thân trụ)"
    assert lines["C1"]["Công việc"] == "thay mới"
    assert (lines["C1"]["Căn cứ giá"], lines["C1"]["Thuế GTGT (%)"]) == ("báo giá", "")
    assert lines["R1"]["Bộ phận"] == "đầu ghi"


def test_a_maintenance_plan_counts_and_sums():
    data = made("maintenance")
    kinds = {row["Loại"]: row for row in by_heading(data, "Chu kỳ (tháng)")}
    # Every half year at 150,000: C1, C4 (of no kind) and C6 are fixed, C2, C3 and C5 domes.
    assert kinds["cố định (thân trụ)"]["Số lượng"] == "3"
    assert kinds["cố định (thân trụ)"]["Kinh phí năm (triệu đồng)"] == "0,9"
    assert kinds["bán cầu (dome)"]["Kinh phí năm (triệu đồng)"] == "0,9"
    lines = {row["Mã"]: row for row in by_heading(data, "Bảo dưỡng gần nhất")}
    assert lines["C1"]["Đến hạn"] == "27/04/2027"
    assert lines["C3"]["Đến hạn"] == "27/07/2026", "long due"
    assert lines["C2"]["Camera, thiết bị"] == "Ngã tư", "its address, as it has no name"
    recorder = 200_000 * 12 / 3 / 1e6
    told = text(data)
    assert f"Kinh phí bảo dưỡng một năm: {1.8 + recorder:.1f} triệu".replace(".", ",") in told
    assert "Có 7 camera, thiết bị thuộc diện bảo dưỡng; 1 đã quá hạn" in told


def test_a_maintenance_plan_takes_the_intervals_people_have_stated():
    chosen = {"dome": {"interval_months": 12.0, "visit_cost_vnd": 100_000.0}}
    data = made("maintenance", intervals=read_intervals(overrides=chosen))
    kinds = {row["Loại"]: row for row in by_heading(data, "Chu kỳ (tháng)")}
    assert kinds["bán cầu (dome)"]["Kinh phí năm (triệu đồng)"] == "0,3"
    assert kinds["bán cầu (dome)"]["Chu kỳ (tháng)"] == "12"


def test_records_list_the_cameras_they_are_for():
    inspected = by_heading(made("inspection"), "Tình trạng khi kiểm tra")
    assert [row["Mã camera"] for row in inspected] == ["C1", "C2", "C3", "C4", "C5", "C6"]
    assert {row["Tình trạng khi kiểm tra"] for row in inspected} == {""}, "filled in on the spot"
    handed = {row["Mã camera"]: row for row in by_heading(made("handover"), "Giá trị (đồng)")}
    assert set(handed) == {"C1", "C4"}
    assert handed["C1"]["Giá trị (đồng)"] == "12.000.000"
    assert "tiếp nhận 2 mắt camera" in text(made("handover"))
    (waiting,) = by_heading(made("acceptance"), "Ngày sửa xong")
    assert (waiting["Mã camera"], waiting["Ngày sửa xong"]) == ("C5", "02/01/2026")


def test_the_report_of_the_province_lists_all_communes_and_their_sum():
    data = made(DocumentKind.REPORT)
    *rows, total = by_heading(data, "Bước thực hiện")
    west, east = rows
    counts = (
        "Tổng số mắt",
        "Quan sát được",
        "Không quan sát được",
        "Chưa xác nhận",
        "Chưa có đơn vị quản lý",
    )
    assert [west[name] for name in counts] == ["6", "1", "3", "2", "2"]
    assert [east[name] for name in counts] == ["1", "0", "1", "0", "1"]
    assert [total[name] for name in counts] == ["7", "1", "4", "2", "3"]
    assert "2 chưa thực hiện" in text(data)
    assert "còn 2/2 xã, phường, đặc khu chưa" in text(made(DocumentKind.REMINDER))


@pytest.mark.parametrize("kind", [DocumentKind.STANDARDS, DocumentKind.REPORT])
def test_standards_are_met_by_as_many_as_the_register_says(kind):
    rules = {row["Yêu cầu"]: row for row in by_heading(made(kind), "Yêu cầu")}
    lines = rules["Độ phân giải"]
    # C1 has 1,920 pixels of at least 1,080, C2 640; of the other five nothing is said.
    assert lines["Mức"] == "1.080"
    assert [lines[c] for c in ("Thuộc diện", "Đạt", "Chưa đạt", "Chưa rõ")] == ["7", "1", "1", "5"]
    assert lines["Xã"] == "1/6"
    assert lines["Phường"] == "0/1"
    onvif = rules["Chuẩn ONVIF"]
    assert [onvif[c] for c in ("Đạt", "Chưa đạt", "Chưa rõ")] == ["1", "0", "6"]
    qcvn = rules["QCVN 135"]
    assert qcvn["Với camera sản xuất từ"] == "01/01/2026"
    assert "QCVN 135:2024/BTTTT" in qcvn["Căn cứ"]
