"""What reports say first: how many cameras there are, and in what state."""

from tests.documents.templates.layout import DAY, LEFT, Column

ORDER = (
    "Công văn số 120/UBND-NC ngày 04 tháng 11 năm 2025 của Chủ tịch Ủy ban nhân dân tỉnh Quảng Trị"
)
BY_ORIGIN = (
    Column("Tình trạng", "label", 4.1, LEFT),
    Column("Ngân sách nhà nước", "state", 2.1),
    Column("Xã hội hóa", "community", 2.0),
    Column("Chương trình MTQG NTM", "new_rural", 2.3),
    Column("Nguồn khác", "other", 2.0),
    Column("Chưa rõ", "unknown", 1.9),
    Column("Tổng cộng", "total", 2.1),
)
BY_WEEK = (
    Column("Tuần", "week", 4.2, LEFT),
    Column("Tổng số mắt", "cameras", 2.0),
    Column("Quan sát được", "seeing", 2.2),
    Column("Tỷ lệ (%)", "share", 1.8),
    Column("Phục hồi trong tuần", "restored", 2.2),
    Column("Hỏng thêm trong tuần", "failed", 2.2),
    Column("Đã phục hồi (cộng dồn)", "restored_since", 2.4),
)
COUNTED = (Column("Nội dung", "label", 9.0, LEFT), Column("Số mắt camera", "total", 4.0))


def by_sight(heading):
    return (
        Column(heading, "label", 5.7, LEFT),
        Column("Quan sát được", "seeing", 2.7),
        Column("Không quan sát được", "not_seeing", 3.0),
        Column("Chưa xác nhận", "unconfirmed", 2.7),
        Column("Tổng", "total", 2.4),
    )


def write_situation(paper, where):
    paper.text(
        f"Đến {DAY}, {where} có **{{{{ total }}}} mắt camera** tại {{{{ sites }}}} vị trí; "
        "{{ located }} mắt đã xác định vị trí, {{ not_located }} mắt chưa xác định vị trí. "
        "Đã rà soát {{ surveyed }}/{{ total }} mắt ({{ surveyed_share }} %), tính từ ngày "
        "{{ since }}."
    )
    paper.text(
        "Trong tổng số {{ total }} mắt: {{ seeing }} mắt đang quan sát được; {{ not_seeing }} mắt "
        "không quan sát được (trong đó {{ dark }} mắt bản thân không hỏng nhưng phụ thuộc thiết "
        "bị dùng chung bị hỏng); {{ unconfirmed }} mắt chưa xác nhận được tình trạng."
    )
    paper.caption("Bảng 1. Tình trạng camera theo nguồn đầu tư (mắt camera)")
    paper.table(BY_ORIGIN, "states")
    paper.caption("Bảng 2. Theo loại camera")
    paper.table(by_sight("Loại"), "kinds")


def write_weeks(paper, caption):
    paper.text(
        "Từ ngày {{ weeks_since }} đến ngày {{ date }} đã phục hồi {{ restored_since }} mắt camera."
    )
    paper.caption(caption)
    paper.table(BY_WEEK, "weeks")
