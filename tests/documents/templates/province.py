"""Papers of the province: the report, the reminder, the annex of technical standards."""

from tests.documents.templates.commune import write_map
from tests.documents.templates.layout import LEFT, PROVINCE, Column, Paper
from tests.documents.templates.situation import COUNTED, ORDER, write_situation, write_weeks

LEAGUE = (
    Column("STT", "place", 1.1),
    Column("Xã, phường, đặc khu", "name", 5.4, LEFT),
    Column("Bước thực hiện", "state", 4.4),
    Column("Tổng số mắt", "cameras", 1.9),
    Column("Đã rà soát (%)", "surveyed_share", 2.0),
    Column("Quan sát được", "seeing", 2.1),
    Column("Không quan sát được", "not_seeing", 2.3),
    Column("Chưa xác nhận", "unconfirmed", 2.1),
    Column("Truyền về trụ sở", "live", 2.2),
    Column("Chưa có đơn vị quản lý", "orphans", 2.7),
)
STANDARDS = (
    Column("STT", "place", 1.3),
    Column("Yêu cầu", "name", 3.4, LEFT),
    Column("Mức", "least", 1.4),
    Column("Với camera sản xuất từ", "made_from", 2.6),
    Column("Căn cứ", "source", 9.4, LEFT),
    Column("Thuộc diện", "bound", 1.7),
    Column("Đạt", "met", 1.3),
    Column("Chưa đạt", "failed", 1.5),
    Column("Chưa rõ", "unknown", 1.5),
    Column("Xã", "commune", 1.9),
    Column("Phường", "ward", 1.9),
    Column("Đặc khu", "zone", 1.9),
)
LATE = "Hạn do tỉnh đặt: ngày {{ deadline }}."


def report():
    paper = Paper(PROVINCE, "BC-CAT")
    paper.title(
        "BÁO CÁO",
        "Tổng hợp kết quả rà soát, phục hồi, tích hợp, kết nối",
        "hệ thống camera an ninh trên địa bàn tỉnh Quảng Trị",
    )
    paper.centred("Kính gửi: Ủy ban nhân dân tỉnh Quảng Trị.")
    paper.text(f"Thực hiện {ORDER}, Công an tỉnh tổng hợp kết quả như sau:")
    paper.heading("I. TIẾN ĐỘ")
    paper.text(
        "Trong 78 xã, phường, đặc khu: {{ steps.reported }} đã báo cáo tỉnh; {{ steps.approved }} "
        "đã được Chủ tịch UBND cấp xã phê duyệt; {{ steps.drafted }} Công an cấp xã đã lập; "
        "{{ steps.not_started }} chưa thực hiện (trong đó {{ steps.returned }} bị trả lại)."
    )
    paper.when("deadline", lambda: paper.text(LATE))
    paper.heading("II. THỰC TRẠNG")
    write_situation(paper, "trên địa bàn tỉnh")
    paper.text(
        "Hình ảnh của {{ live }}/{{ total }} mắt camera đã được truyền về trụ sở Công an cấp xã."
    )
    paper.when("map", lambda: write_map(paper, "Bản đồ camera trên địa bàn tỉnh"))
    paper.when("weeks", lambda: write_weeks(paper, "Diễn biến theo tuần"))
    paper.heading("III. NGUYÊN NHÂN")
    paper.when("causes", lambda: paper.table(COUNTED, "causes"))
    nothing = "Đến ngày {{ date }} chưa ghi nhận camera không quan sát được."
    paper.when("not causes", lambda: paper.text(nothing))
    paper.text(
        "Chi tiết từng xã, phường, đặc khu tại Phụ lục I; đối chiếu tiêu chuẩn, quy chuẩn kỹ thuật "
        "tại Phụ lục II kèm theo./.",
        keep=True,
    )
    recipients = [
        "Như trên;",
        "Sở Khoa học và Công nghệ;",
        "UBND, Công an các xã, phường, đặc khu;",
    ]
    paper.sign("GIÁM ĐỐC", [*recipients, "Lưu: VT, PV01."])
    paper.landscape("PHỤ LỤC I", "Tổng hợp theo xã, phường, đặc khu")
    counts = ("seeing", "not_seeing", "unconfirmed", "live", "orphans")
    sums = [f"{{{{ sums.{name} }}}}" for name in counts]
    total = ["", "Toàn tỉnh", "", "{{ sums.cameras }}", "{{ surveyed_share }}", *sums]
    paper.table(LEAGUE, "communes", size=10, total=total)
    paper.landscape("PHỤ LỤC II", "Đối chiếu tiêu chuẩn, quy chuẩn kỹ thuật")
    _write_standards(paper)
    return paper


def _write_standards(paper):
    paper.text(
        "Đối chiếu {{ total }} mắt camera trong danh mục đến ngày {{ date }}. “Thuộc diện”: camera "
        "phải theo yêu cầu; camera sản xuất trước ngày áp dụng không thuộc diện. “Đạt”: danh mục "
        "ghi rõ là đạt; “Chưa rõ”: danh mục chưa ghi thông tin để kết luận. Cột xã, "
        "phường, đặc khu: số đạt trên số thuộc diện."
    )
    paper.table(STANDARDS, "standards", size=10)


def standards():
    paper = Paper(PROVINCE, wide=True)
    paper.title(
        "PHỤ LỤC",
        "Tiêu chuẩn, quy chuẩn kỹ thuật của camera an ninh",
        "trên địa bàn tỉnh Quảng Trị",
    )
    paper.centred(
        "(Kèm theo Báo cáo số      /BC-CAT ngày      tháng      năm {{ year }} của Công an tỉnh)",
        size=12,
        italic=True,
    )
    _write_standards(paper)
    paper.text(
        "Camera thay thế, lắp mới phải đạt mọi yêu cầu đang có hiệu lực; camera chưa rõ được kiểm "
        "tra khi rà soát, bảo dưỡng.",
        keep=True,
    )
    paper.sign_all("CÔNG AN TỈNH", "SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    return paper


def reminder():
    subject = "V/v đôn đốc rà soát, phục hồi hệ thống camera an ninh"
    paper = Paper(PROVINCE, "CAT-PV01", subject=subject)
    paper.centred(
        "Kính gửi: Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu (danh sách kèm theo)."
    )
    paper.text(
        f"Thực hiện {ORDER}, Công an tỉnh đã theo dõi tiến độ rà soát hệ thống camera an ninh của "
        "các địa phương. Đến ngày {{ date }}, còn {{ late }}/{{ all }} xã, phường, đặc khu chưa "
        "báo cáo kết quả."
    )
    paper.when("deadline", lambda: paper.text(LATE))
    paper.text(
        "Công an tỉnh đề nghị Chủ tịch Ủy ban nhân dân các địa phương có tên trong danh sách chỉ "
        "đạo Công an cấp xã khẩn trương hoàn thành rà soát, trình phê duyệt phương án phục hồi, "
        "tích hợp, kết nối và báo cáo về tỉnh."
    )
    paper.text("Trân trọng./.", keep=True)
    paper.sign("GIÁM ĐỐC", ["Như trên;", "UBND tỉnh (để báo cáo);", "Lưu: VT, PV01."])
    paper.landscape("DANH SÁCH ĐỊA PHƯƠNG CHƯA BÁO CÁO")
    paper.table(LEAGUE, "communes", size=10)
    return paper
