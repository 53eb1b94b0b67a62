"""Papers of a commune: the review, the maintenance of the year, and the records."""

from tests.documents.templates.layout import COMMITTEE, LEFT, POLICE, RIGHT, Column, Paper
from tests.documents.templates.situation import (
    COUNTED,
    ORDER,
    by_sight,
    write_situation,
    write_weeks,
)

PLACE = (Column("STT", "place", 1.3), Column("Vị trí, địa chỉ", "name", 6.2, LEFT))
CODE = Column("Mã camera", "code", 3.0)
STATE = Column("Tình trạng", "status", 3.0)
FAULT = Column("Bộ phận hỏng, nguyên nhân", "fault", 3.6)
ORIGIN = Column("Nguồn đầu tư", "origin", 2.9)
NOTE = Column("Ghi chú", "note", 3.0, LEFT)
LISTED = (
    *PLACE,
    CODE,
    Column("Loại", "kind", 2.6),
    STATE,
    FAULT,
    ORIGIN,
    Column("Đơn vị quản lý", "custodian", 2.7),
    Column("Tọa độ (WGS 84)", "position", 2.9),
)
INSPECTED = (
    *PLACE,
    CODE,
    Column("Tình trạng trong danh mục", "status", 3.0),
    Column("Tình trạng khi kiểm tra", "", 3.4),
    FAULT,
    Column("Đề xuất xử lý", "", 3.2),
    NOTE,
)
HANDED_OVER = (
    *PLACE,
    CODE,
    STATE,
    Column("Lý do chưa có đơn vị quản lý", "why", 4.0),
    ORIGIN,
    Column("Giá trị (đồng)", "value", 2.6, RIGHT),
    NOTE,
)
ACCEPTED = (
    *PLACE,
    CODE,
    Column("Ngày sửa xong", "repaired_on", 2.4),
    Column("Có hình ảnh (có/không)", "", 2.2),
    Column("Truyền về trụ sở (có/không)", "", 2.2),
)
MAINTAINED = (
    Column("Loại", "label", 5.5, LEFT),
    Column("Số lượng", "count", 2.4),
    Column("Chu kỳ (tháng)", "interval_months", 2.6),
    Column("Chi phí một lần (đồng)", "visit_vnd", 3.0, RIGHT),
    Column("Kinh phí năm (triệu đồng)", "year_million", 3.0, RIGHT),
)
VISITS = (
    Column("STT", "place", 1.2),
    Column("Camera, thiết bị", "name", 8.3, LEFT),
    Column("Mã", "code", 4.0),
    Column("Loại", "kind", 4.0),
    Column("Bảo dưỡng gần nhất", "maintained_on", 3.2),
    Column("Đến hạn", "next_on", 2.8),
    Column("Chi phí (đồng)", "cost_vnd", 2.7, RIGHT),
)
CHAIR = "TM. ỦY BAN NHÂN DÂN"


def review():
    paper = Paper(COMMITTEE, "BC-UBND")
    paper.title(
        "BÁO CÁO",
        "Kết quả rà soát, đánh giá thực trạng hệ thống camera an ninh",
        "trên địa bàn {{ commune }}",
    )
    paper.centred("Kính gửi: Ủy ban nhân dân tỉnh Quảng Trị; Công an tỉnh Quảng Trị.")
    paper.text(
        f"Thực hiện {ORDER} về rà soát, phục hồi, tích hợp, kết nối hệ thống camera an ninh, "
        "Ủy ban nhân dân {{ commune }} báo cáo kết quả như sau:"
    )
    paper.heading("I. THỰC TRẠNG HỆ THỐNG CAMERA")
    paper.when("cameras", lambda: _write_cameras(paper))
    nobody = "Đến ngày {{ date }} trên địa bàn {{ commune }} không có camera nào trong danh mục."
    paper.when("not cameras", lambda: paper.text(nobody))
    paper.when(
        "has_places",
        lambda: paper.text(
            "Về địa bàn: {{ lost_places }} địa điểm và {{ lost_road_km }} km đường mất giám sát do "
            "camera không hoạt động; {{ gap_places }} địa điểm và {{ gap_road_km }} km đường "
            "chưa có "
            "camera."
        ),
    )
    paper.when("map", lambda: write_map(paper, "Bản đồ camera trên địa bàn {{ commune }}"))
    paper.heading("II. NGUYÊN NHÂN, TỒN TẠI")
    paper.when("parts", lambda: _write_reasons(paper))
    paper.when("equipment", lambda: _write_equipment(paper))
    paper.when("orphans", lambda: _write_orphans(paper))
    nothing = "Đến ngày {{ date }} chưa ghi nhận camera không quan sát được hoặc tồn tại khác."
    paper.when("not parts and not equipment and not orphans", lambda: paper.text(nothing))
    paper.when("weeks", lambda: write_weeks(paper, "Bảng 6. Diễn biến theo tuần"))
    paper.heading("III. ĐỀ XUẤT, KIẾN NGHỊ")
    paper.when("cameras", lambda: _write_proposals(paper))
    paper.when(
        "not cameras",
        lambda: paper.text(
            "Giao Công an {{ commune }} kiểm tra lại địa bàn, hồ sơ bàn giao của các đơn vị "
            "trước sắp "
            "xếp; bổ sung danh mục khi có camera."
        ),
    )
    paper.text(
        "Danh sách chi tiết tại Phụ lục kèm theo. Ủy ban nhân dân {{ commune }} trân trọng báo "
        "cáo./.",
        keep=True,
    )
    recipients = ["Như trên;", "Đảng ủy, HĐND {{ commune }};", "Công an {{ commune }};"]
    paper.sign("CHỦ TỊCH", [*recipients, "Lưu: VT."], on_behalf_of=CHAIR)
    paper.landscape(
        "PHỤ LỤC",
        "Danh sách camera an ninh trên địa bàn {{ commune }}",
        note="(Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm {{ year }} của Ủy ban "
        "nhân dân {{ commune }})",
    )
    write_list(paper, LISTED)
    return paper


def write_map(paper, caption):
    paper.caption(caption)
    paper.picture("map")


def write_list(paper, columns, *, size=10):
    """Write the cameras as a table, or that there are none."""
    paper.when("cameras", lambda: paper.table(columns, "cameras", size=size))
    paper.when("not cameras", lambda: paper.centred("Không có camera."))


def _write_cameras(paper):
    write_situation(paper, "trên địa bàn {{ commune }}")
    paper.caption("Bảng 3. Theo đơn vị hành chính ghi trong danh sách gốc")
    paper.table(by_sight("Đơn vị ghi trong danh sách"), "former")
    paper.text(
        "Hình ảnh của {{ live }}/{{ total }} mắt camera đã được truyền về trụ sở Công an "
        "{{ commune }} và đã kiểm tra trực tiếp."
    )


def _write_proposals(paper):
    paper.text(
        "1. Giao Công an {{ commune }} tham mưu phương án phục hồi, tích hợp, kết nối camera; ưu "
        "tiên thiết bị dùng chung có nhiều camera phụ thuộc."
    )
    paper.text(
        "2. Đề nghị các cơ quan, đơn vị được giao tài sản trước sắp xếp bàn giao hồ sơ, tài khoản "
        "quản trị của camera chưa có đơn vị quản lý."
    )
    paper.text("3. Bố trí kinh phí sửa chữa, kết nối và duy trì hằng năm theo tờ trình kèm theo.")


def _write_reasons(paper):
    paper.caption("Bảng 4. Bộ phận hỏng của camera không quan sát được")
    paper.table(COUNTED, "parts")
    paper.caption("Bảng 5. Nguyên nhân")
    paper.table(COUNTED, "causes")


def _write_equipment(paper):
    paper.text("Thiết bị dùng chung không hoạt động, làm mất hình ảnh của nhiều camera:")
    paper.each(
        "e in equipment",
        "- {{ e.name }} ({{ e.code }}), {{ e.status }}, bộ phận: {{ e.part }}: {{ e.cameras }} mắt "
        "camera phụ thuộc;",
    )


def _write_orphans(paper):
    paper.text("Camera chưa có đơn vị quản lý sau sắp xếp đơn vị hành chính:")
    paper.each("o in orphans", "- {{ o.label }}: {{ o.total }} mắt;")


def maintenance():
    paper = Paper(COMMITTEE, "KH-UBND")
    paper.title(
        "KẾ HOẠCH",
        "Bảo dưỡng hệ thống camera an ninh năm {{ year }}",
        "trên địa bàn {{ commune }}",
    )
    paper.heading("I. MỤC ĐÍCH, YÊU CẦU")
    paper.text(
        "Duy trì hoạt động ổn định của hệ thống camera an ninh; mỗi camera, thiết bị dùng chung "
        "được kiểm tra, vệ sinh, bảo dưỡng theo chu kỳ; ghi kết quả vào danh mục camera."
    )
    paper.heading("II. NỘI DUNG")
    paper.text(
        "Có {{ total }} camera, thiết bị thuộc diện bảo dưỡng; {{ overdue }} đã quá hạn đến ngày "
        "{{ date }}. Kinh phí bảo dưỡng một năm: {{ yearly_million }} triệu đồng."
    )
    paper.when("kinds", lambda: paper.table(MAINTAINED, "kinds"))
    paper.heading("III. TỔ CHỨC THỰC HIỆN")
    paper.text(
        "Công an {{ commune }} chủ trì thực hiện, báo cáo kết quả hằng quý. Kinh phí bố trí trong "
        "dự toán chi thường xuyên hằng năm và các nguồn hợp pháp khác./."
    )
    recipients = ["Công an tỉnh;", "Công an {{ commune }};", "Lưu: VT."]
    paper.sign("CHỦ TỊCH", recipients, on_behalf_of=CHAIR)
    paper.landscape("PHỤ LỤC", "Lịch bảo dưỡng năm {{ year }}")
    paper.when("lines", lambda: paper.table(VISITS, "lines", size=10))
    nothing = "Không có camera, thiết bị thuộc diện bảo dưỡng."
    paper.when("not lines", lambda: paper.centred(nothing))
    return paper


def inspection():
    paper = Paper(POLICE)
    paper.title("BIÊN BẢN", "Kiểm tra hiện trạng camera an ninh")
    _write_meeting(
        paper, "Công an {{ commune }}", "đơn vị quản lý, thôn, khu phố", "đơn vị kỹ thuật"
    )
    paper.text(
        "đã kiểm tra hiện trạng {{ total }} mắt camera theo danh mục kèm theo, thống nhất ghi nhận "
        "kết quả vào danh mục và kết luận:"
    )
    _write_conclusion(paper, copies=3)
    paper.sign_all("ĐẠI DIỆN CÔNG AN", "ĐƠN VỊ QUẢN LÝ", "ĐƠN VỊ KỸ THUẬT")
    paper.landscape("DANH MỤC CAMERA KIỂM TRA")
    write_list(paper, INSPECTED)
    return paper


def handover():
    paper = Paper(COMMITTEE)
    paper.title("BIÊN BẢN", "Bàn giao, tiếp nhận camera an ninh")
    paper.text(
        "Hôm nay, ngày ...... tháng ...... năm {{ year }}, tại trụ sở Ủy ban nhân dân "
        "{{ commune }}, chúng tôi gồm:"
    )
    for side in ("GIAO: " + "." * 88, "NHẬN: Ủy ban nhân dân {{ commune }}"):
        paper.heading(f"BÊN {side}")
        paper.text(f"Đại diện: {'.' * 46} Chức vụ: {'.' * 40}", first_cm=0)
    paper.when(
        "cameras",
        lambda: paper.text(
            "Hai bên thống nhất bàn giao, tiếp nhận {{ total }} mắt camera chưa có đơn vị quản "
            "lý sau "
            "sắp xếp đơn vị hành chính (danh sách kèm theo), cùng hồ sơ, tài khoản quản trị, "
            "hợp đồng "
            "đường truyền, điện."
        ),
    )
    paper.when(
        "not cameras",
        lambda: paper.text(
            "Đến ngày {{ date }} không có camera nào trong danh mục chưa có đơn vị quản lý."
        ),
    )
    paper.text(
        "Kể từ ngày ký biên bản, Ủy ban nhân dân {{ commune }} chịu trách nhiệm quản lý, vận hành, "
        "bảo dưỡng. Mật khẩu quản trị được bàn giao trực tiếp và đổi ngay; không ghi vào biên bản."
    )
    paper.text("Biên bản lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản.", keep=True)
    paper.sign_all("ĐẠI DIỆN BÊN GIAO", "ĐẠI DIỆN BÊN NHẬN")
    paper.landscape("DANH SÁCH CAMERA BÀN GIAO")
    write_list(paper, HANDED_OVER)
    return paper


def acceptance():
    paper = Paper(COMMITTEE)
    paper.title("BIÊN BẢN", "Nghiệm thu sửa chữa, phục hồi camera an ninh")
    _write_meeting(
        paper, "Ủy ban nhân dân {{ commune }}", "Công an {{ commune }}", "đơn vị thi công"
    )
    paper.when("cameras", lambda: _write_accepted(paper))
    paper.when(
        "not cameras",
        lambda: paper.text(
            "Đến ngày {{ date }} không có camera nào chờ nghiệm thu trong danh mục."
        ),
    )
    paper.text("Kết luận:", first_cm=0)
    _write_conclusion(paper, copies=3)
    paper.sign_all("ỦY BAN NHÂN DÂN", "CÔNG AN", "ĐƠN VỊ THI CÔNG")
    return paper


def _write_accepted(paper):
    paper.text("cùng nghiệm thu {{ total }} mắt camera đã sửa chữa, chờ nghiệm thu, theo bảng sau:")
    paper.table(ACCEPTED, "cameras", size=10)


def _write_meeting(paper, *parties):
    paper.text(
        f"Hôm nay, ngày ...... tháng ...... năm {{{{ year }}}}, tại {'.' * 40}, {{{{ commune }}}}, "
        "chúng tôi gồm:"
    )
    for place, party in enumerate(parties, start=1):
        paper.text(
            f"{place}. Đại diện {party}: {'.' * 26} Chức vụ: {'.' * 22}", first_cm=0, align=LEFT
        )


def _write_conclusion(paper, *, copies):
    for _line in range(2):
        paper.text("." * 118, first_cm=0, align=LEFT)
    paper.text(
        f"Biên bản lập thành 0{copies} bản có giá trị như nhau, mỗi bên giữ 01 bản.", keep=True
    )
