"""Papers of a plan: the proposal, the draft of the decision, the estimate of costs."""

from tests.documents.templates.commune import write_map
from tests.documents.templates.layout import COMMITTEE, LEFT, POLICE, RIGHT, Column, Paper
from tests.documents.templates.situation import ORDER

NAMES = (Column("STT", "place", 1.3), Column("Hạng mục", "what", 5.0, LEFT))
LINES = (
    *NAMES,
    Column("Mã", "code", 2.6),
    Column("Số mắt camera", "cameras", 1.7),
    Column("Kinh phí (đồng)", "cost_vnd", 2.5, RIGHT),
    Column("Duy trì/tháng (đồng)", "monthly_vnd", 2.2, RIGHT),
    Column("Căn cứ giá", "basis", 1.9),
    Column("Nguồn đầu tư", "origin", 2.5),
    Column("Nguồn chi", "payer", 2.1),
    Column("Giai đoạn", "phase", 1.4),
    Column("Kết quả mang lại", "why", 5.4, LEFT),
)
LATER = (
    *NAMES,
    Column("Mã", "code", 3.5),
    Column("Số mắt camera", "cameras", 2.0),
    Column("Kinh phí dự kiến (đồng)", "cost_vnd", 3.2, RIGHT),
    Column("Lý do để lại", "why", 8.5, LEFT),
)
BEYOND = (
    Column("STT", "place", 1.2),
    Column("Vị trí, địa chỉ", "name", 7.5, LEFT),
    Column("Mã camera", "code", 4.0),
    Column("Lý do", "why", 6.5, LEFT),
    Column("Việc cần làm", "advice", 7.0, LEFT),
)
PRICED = (
    *NAMES,
    Column("Mã", "code", 2.6),
    Column("Bộ phận", "part", 2.8),
    Column("Công việc", "action", 2.0),
    Column("Đơn vị", "unit", 2.0),
    Column("Số lượng", "quantity", 1.6),
    Column("Đơn giá (đồng)", "unit_vnd", 2.4, RIGHT),
    Column("Căn cứ giá", "source", 3.2),
    Column("Thuế GTGT (%)", "vat", 1.6),
    Column("Nguồn chi", "payer", 2.1),
    Column("Thành tiền (đồng)", "cost_vnd", 2.5, RIGHT),
)
# The sentence of `gis.restoration.plans.costs.vat_sentence`, in the words of papers.
VAT = "Giá theo bảng giá là giá ước tính, đã gồm thuế giá trị gia tăng, cần có báo giá."
FOR_THE_PLAN = "Phê duyệt phương án phục hồi, tích hợp, kết nối"


def _money(heading, align=LEFT):
    return (
        Column(heading, "label", 7.0, align),
        Column("Kinh phí (triệu đồng)", "cost_million", 4.5, RIGHT),
        Column("Duy trì/tháng (đồng)", "monthly_vnd", 4.5, RIGHT),
    )


def proposal():
    paper = Paper(POLICE, "TTr-CA{{ initial }}")
    paper.title(
        "TỜ TRÌNH",
        "Về việc phê duyệt phương án phục hồi, tích hợp, kết nối",
        "hệ thống camera an ninh trên địa bàn {{ commune }}",
    )
    paper.centred("Kính gửi: Chủ tịch Ủy ban nhân dân {{ commune }}.")
    paper.basis(f"Căn cứ {ORDER};")
    paper.basis(
        "Căn cứ kết quả rà soát, đánh giá thực trạng hệ thống camera an ninh trên địa bàn "
        "{{ commune }} đến ngày {{ date }};"
    )
    paper.text(
        "Công an {{ commune }} kính trình Chủ tịch Ủy ban nhân dân {{ commune }} xem xét, phê "
        "duyệt phương án với các nội dung chính sau:"
    )
    _write_need(paper)
    _write_content(paper)
    _write_choice(paper)
    paper.text(
        "Kính trình Chủ tịch Ủy ban nhân dân {{ commune }} xem xét, quyết định./.", keep=True
    )
    recipients = ["Như trên;", "Ủy ban nhân dân {{ commune }};", "Lưu: CA{{ initial }}."]
    paper.sign("TRƯỞNG CÔNG AN", recipients)
    _write_annexes(paper)
    return paper


def _write_need(paper):
    paper.heading("I. SỰ CẦN THIẾT")
    paper.text(
        "Trên địa bàn {{ commune }} có {{ total }} mắt camera, trong đó {{ seeing }} mắt đang quan "
        "sát được, {{ not_seeing }} mắt không quan sát được, {{ unconfirmed }} mắt chưa xác nhận "
        "được tình trạng; {{ live }} mắt đã truyền hình ảnh về trụ sở Công an."
    )
    paper.when("equipment", lambda: _write_equipment(paper))


def _write_equipment(paper):
    paper.text("Nhiều camera cùng phụ thuộc một số thiết bị dùng chung không hoạt động:")
    paper.each(
        "e in equipment",
        "- {{ e.name }} ({{ e.code }}), {{ e.status }}: {{ e.cameras }} mắt camera phụ thuộc;",
    )


def _write_content(paper):
    paper.heading("II. NỘI DUNG PHƯƠNG ÁN")
    paper.text("1. Mục tiêu: {{ goal }}.")
    paper.when(
        "not lines",
        lambda: paper.text(
            "Đến ngày {{ date }} không có hạng mục nào được chọn với mức kinh phí và điều kiện "
            "đã đặt."
        ),
    )
    paper.text(
        "2. Khối lượng: {{ repairs }} hạng mục, đưa {{ restored }} mắt camera hoạt động trở lại "
        "(chi tiết tại Phụ lục I)."
    )
    paper.text("{{ account }}")
    paper.text(
        "3. Kinh phí thực hiện: **{{ cost_vnd }} đồng** (Bằng chữ: {{ cost_in_words }}); trong đó "
        f"{{{{ estimated }}}} hạng mục tính theo giá ước tính. {VAT}"
    )
    paper.text(
        "4. Kinh phí duy trì phát sinh: {{ monthly_vnd }} đồng/tháng, tương đương "
        "{{ yearly_million }} triệu đồng/năm."
    )
    paper.when("lines", lambda: _write_sums(paper))
    paper.text(
        "5. Hạng mục để lại giai đoạn sau: {{ left_count }} hạng mục, kinh phí dự kiến "
        "{{ left_million }} triệu đồng (Phụ lục II)."
    )
    paper.when("map", lambda: write_map(paper, "Bản đồ camera trước và sau phương án"))


def _write_sums(paper):
    for caption, heading, rows in (
        ("Kinh phí theo nguồn chi", "Nguồn chi", "payers"),
        ("Kinh phí theo nguồn đầu tư của camera", "Nguồn đầu tư", "origins"),
        ("Tiến độ thực hiện", "Giai đoạn", "phases"),
    ):
        paper.caption(caption)
        paper.table(_money(heading), rows)


def _write_choice(paper):
    paper.heading("III. CƠ SỞ LỰA CHỌN")
    paper.when(
        "has_places",
        lambda: paper.text(
            "Các hạng mục được chọn từ toàn bộ hạng mục có thể phục hồi, sao cho với số tiền trên, "
            "phần địa điểm, tuyến được giám sát trở lại là nhiều nhất. Mức giám sát trước "
            "phương án là "
            "{{ weight_before }}, sau phương án là {{ weight_after }} (theo bảng mức quan "
            "trọng của "
            "địa điểm, tuyến)."
        ),
    )
    paper.when(
        "not has_places",
        lambda: paper.text(
            "Các hạng mục được chọn từ toàn bộ hạng mục có thể phục hồi, sao cho với số tiền "
            "trên, số "
            "camera hoạt động trở lại, tính theo mức quan trọng của nơi lắp đặt, là nhiều nhất."
        ),
    )


def _write_annexes(paper):
    total = ["", "Tổng cộng", "", "{{ restored }}", "{{ cost_vnd }}", "{{ monthly_vnd }}"]
    total += [""] * (len(LINES) - len(total))
    paper.landscape("PHỤ LỤC I", "Hạng mục phục hồi, tích hợp, kết nối đề nghị thực hiện")
    paper.when("lines", lambda: paper.table(LINES, "lines", size=10, total=total))
    paper.when("not lines", lambda: paper.centred("Không có."))
    paper.caption("PHỤ LỤC II")
    paper.caption("Hạng mục để lại giai đoạn sau")
    paper.when("left", lambda: paper.table(LATER, "left", size=10))
    paper.when("not left", lambda: paper.centred("Không có."))
    paper.when("beyond", lambda: _write_beyond(paper))


def _write_beyond(paper):
    paper.caption("PHỤ LỤC III")
    paper.caption("Camera không phục hồi được bằng kinh phí, cần xử lý khác")
    paper.table(BEYOND, "beyond", size=10)


def decision():
    paper = Paper(COMMITTEE, "QĐ-UBND")
    where = "hệ thống camera an ninh trên địa bàn {{ commune }}"
    paper.title("QUYẾT ĐỊNH", FOR_THE_PLAN, where)
    paper.centred("CHỦ TỊCH ỦY BAN NHÂN DÂN {{ commune_capitals }}", bold=True)
    paper.basis("Căn cứ Luật Tổ chức chính quyền địa phương;")
    paper.basis("Căn cứ Luật Ngân sách nhà nước;")
    paper.basis(f"Căn cứ {ORDER};")
    paper.basis(
        "Theo đề nghị của Trưởng Công an {{ commune }} tại Tờ trình số      /TTr-CA{{ initial }} "
        "ngày      tháng      năm {{ year }}."
    )
    paper.centred("QUYẾT ĐỊNH:", bold=True)
    paper.text(f"**Điều 1.** {FOR_THE_PLAN} {where} với các nội dung sau:")
    paper.text(
        "1. Khối lượng: {{ repairs }} hạng mục, đưa {{ restored }} mắt camera hoạt động trở lại, "
        "theo Phụ lục I kèm theo Quyết định này."
    )
    paper.text(
        f"2. Tổng kinh phí: **{{{{ cost_vnd }}}} đồng** (Bằng chữ: {{{{ cost_in_words }}}}). {VAT}"
    )
    paper.text("3. Kinh phí duy trì phát sinh: {{ monthly_vnd }} đồng/tháng.")
    paper.when("payers", lambda: _write_payers(paper))
    paper.text(
        "**Điều 2.** Công an {{ commune }} chủ trì tổ chức thực hiện; lựa chọn đơn vị sửa chữa, "
        "cung cấp dịch vụ theo quy định; nghiệm thu từng hạng mục, cập nhật danh mục camera và báo "
        "cáo kết quả."
    )
    paper.text(
        "**Điều 3.** Văn phòng HĐND và UBND, Phòng Kinh tế, Công an {{ commune }} và các đơn vị, "
        "cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./."
    )
    paper.sign("CHỦ TỊCH", ["Như Điều 3;", "Công an tỉnh (để báo cáo);", "Lưu: VT."])
    _write_annexes(paper)
    return paper


def _write_payers(paper):
    paper.text("4. Nguồn kinh phí:", keep=True)
    paper.table(_money("Nguồn chi"), "payers")


def estimate():
    paper = Paper(POLICE, "DT-CA{{ initial }}", wide=True)
    paper.title(
        "DỰ TOÁN",
        "Kinh phí phục hồi, tích hợp, kết nối hệ thống camera an ninh",
        "trên địa bàn {{ commune }}",
    )
    paper.text(VAT)
    total = ["", "Tổng cộng", *[""] * (len(PRICED) - 3), "{{ cost_vnd }}"]
    paper.table(PRICED, "lines", size=10, total=total)
    paper.text("Bằng chữ: {{ cost_in_words }}.", keep=True)
    paper.text(
        "Kinh phí duy trì phát sinh: {{ monthly_vnd }} đồng/tháng; {{ yearly_million }} triệu "
        "đồng/năm.",
        keep=True,
    )
    paper.sign_all("NGƯỜI LẬP", "TRƯỞNG CÔNG AN", "CHỦ TỊCH UBND")
    return paper
