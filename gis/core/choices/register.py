"""The values that choice columns of the register may hold: stored, read and written."""

from gis.core.choices.code_list import CodeList
from gis.core.language import _


class Kind(CodeList):
    """What a camera is built as. A dome or turret has a fixed lens; only fisheye sees 360°."""

    FIXED = (
        "fixed",
        lambda: _("fixed (bullet)"),
        "thân cố định; thân; cố định; thân trụ; thân dài; hình trụ; camera thân; camera cố định; "
        "ip thân; ip cố định; bullet",
    )
    TURRET = "turret", lambda: _("turret"), "turret; tháp pháo; eyeball; camera turret"
    DOME = (
        "dome",
        lambda: _("dome"),
        "bán cầu; dome; ốp trần; vòm; camera dome; camera bán cầu; mini dome",
    )
    FISHEYE = (
        "fisheye",
        lambda: _("fisheye"),
        "mắt cá; fisheye; fish eye; toàn cảnh; 360; 360 độ; panorama; panoramic",
    )
    PTZ = (
        "ptz",
        lambda: _("PTZ"),
        "quay quét; ptz; speed dome; speeddome; xoay; quay; xoay 360; quay quét ptz; camera xoay; "
        "camera ptz; quay quét 360; xoay ptz; camera dome tốc độ cao; camera bán cầu tốc độ cao",
    )
    ANPR = (
        "anpr",
        lambda: _("number plates (ANPR)"),
        "nhận diện biển số; anpr; lpr; alpr; biển số; đọc biển số; chụp biển số; "
        "nhận dạng biển số; camera biển số",
    )


class Status(CodeList):
    """The state written in the register for one camera or one piece of equipment."""

    WORKING = (
        "working",
        lambda: _("working"),
        "hoạt động bình thường; hoạt động; đang hoạt động; hoạt động tốt; đang hoạt động tốt; "
        "bình thường; tốt; còn tốt; có hoạt động; còn hoạt động; đang sử dụng; sử dụng tốt; "
        "ổn định; hoạt động ổn định; còn sử dụng được; ok; online; active; good; normal; "
        "operational; up",
    )
    DEGRADED = (
        "degraded",
        lambda: _("working unsteadily"),
        "hoạt động không ổn định; không ổn định; chập chờn; hoạt động chập chờn; hoạt động kém; "
        "hình ảnh mờ; mờ; nhòe; chất lượng kém; hình mờ; xuống cấp; tín hiệu yếu; tín hiệu kém; "
        "lúc được lúc không; trung bình; unstable; poor; intermittent",
    )
    BROKEN = (
        "broken",
        lambda: _("broken"),
        "hư hỏng; hỏng; hư; bị hỏng; bị hư; đã hỏng; đã hư hỏng; bị hư hỏng; hỏng hóc; "
        "không hoạt động; không còn hoạt động; ngừng hoạt động; ngưng hoạt động; mất tín hiệu; "
        "mất kết nối; không có tín hiệu; không tín hiệu; mất hình; không lên hình; hỏng nguồn; "
        "mất nguồn; mất điện; offline; damaged; faulty; not working; out of order; no signal; "
        "inactive; down; không sửa được; không thể sửa chữa; hỏng hoàn toàn",
    )
    ABANDONED = (
        "abandoned",
        lambda: _("abandoned"),
        "bỏ trống; bỏ hoang; không có người quản lý; không người quản lý; không ai quản lý; "
        "bị bỏ hoang; không còn quản lý; bỏ không; không sử dụng; không còn sử dụng; "
        "chưa có đơn vị quản lý",
    )
    SUSPENDED = (
        "suspended",
        lambda: _("suspended"),
        "tạm ngừng; tạm dừng; tạm ngưng; tạm ngừng hoạt động; tạm dừng hoạt động; "
        "tạm ngưng hoạt động; cắt dịch vụ; bị cắt cước; đang sửa chữa; đang bảo trì; paused; "
        "maintenance",
    )
    UNKNOWN = (
        "unknown",
        lambda: _("not surveyed"),
        "chưa rà soát; chưa kiểm tra; chưa khảo sát; chưa xác định; chưa rõ; không rõ; "
        "không xác định; chưa đánh giá; not surveyed; n a",
    )
    DISPOSAL = (
        "disposal",
        lambda: _("proposed for disposal"),
        "đề nghị thanh lý; thanh lý; chờ thanh lý; đã thanh lý; write off",
    )


class EquipmentKind(CodeList):
    """Shared things cameras depend on; `hq` = the commune police headquarters' station."""

    RECORDER = "recorder", lambda: _("recorder"), "đầu ghi; đầu ghi hình; nvr; dvr; xvr; đầu thu"
    SWITCH = (
        "switch",
        lambda: _("network device"),
        "thiết bị mạng; switch; switch poe; bộ chuyển mạch; chuyển mạch; router; modem; bộ phát; "
        "converter",
    )
    LINE = (
        "line",
        lambda: _("line"),
        "đường truyền; cáp quang; internet; đường mạng; tuyến cáp; fiber; ftth; 4g; sim 4g",
    )
    POWER = (
        "power",
        lambda: _("power"),
        "nguồn điện; điện; nguồn; tủ điện; ups; bộ nguồn; bộ lưu điện; điện mặt trời",
    )
    POLE = (
        "pole",
        lambda: _("pole"),
        "cột, trụ; cột; trụ; cột camera; trụ camera; cột thép; cột điện",
    )
    SERVER = "server", lambda: _("server"), "máy chủ; server; phòng máy chủ; máy trạm"
    ACCOUNT = "account", lambda: _("account"), "tài khoản; cloud; tài khoản cloud; dịch vụ cloud"
    HQ = (
        "hq",
        lambda: _("police headquarters' station"),
        "trung tâm tại trụ sở Công an; trung tâm; trụ sở Công an; trung tâm giám sát; "
        "phòng giám sát; công an xã; công an phường; trụ sở",
    )


class FaultPart(CodeList):
    """The part that failed."""

    CAMERA = "camera", lambda: _("camera head"), "mắt camera; camera; mắt; ống kính; thân camera"
    POWER = (
        "power",
        lambda: _("power"),
        "nguồn điện; nguồn; điện; mất nguồn; mất điện; hỏng nguồn; adapter",
    )
    LINE = (
        "line",
        lambda: _("line"),
        "đường truyền; cáp; mạng; internet; cáp quang; đứt cáp; dây cáp; mất mạng; đường mạng; "
        "mất đường truyền",
    )
    SWITCH = (
        "switch",
        lambda: _("network device"),
        "thiết bị mạng; switch; bộ chuyển mạch; modem; router; converter",
    )
    RECORDER = (
        "recorder",
        lambda: _("recorder"),
        "đầu ghi; đầu ghi hình; ổ cứng; hỏng đầu ghi; nvr; dvr; đầu thu",
    )
    SERVER = "server", lambda: _("server"), "máy chủ; server; phòng máy chủ"
    ACCOUNT = "account", lambda: _("account"), "tài khoản; mất tài khoản; cloud; mất mật khẩu"
    POLE = "pole", lambda: _("pole"), "cột, trụ; cột; trụ; gãy cột; đổ cột; gãy trụ"
    HQ = (
        "hq",
        lambda: _("police headquarters' station"),
        "trung tâm tại trụ sở Công an; trung tâm; trụ sở Công an; trung tâm giám sát; màn hình; "
        "trụ sở",
    )


class Cause(CodeList):
    """Why the part failed."""

    WEAR = (
        "wear",
        lambda: _("wear"),
        "hao mòn; xuống cấp; cũ; hết khấu hao; lâu năm; hư hỏng do thời gian; cũ hỏng; quá cũ; "
        "lão hóa",
    )
    WEATHER = (
        "weather",
        lambda: _("storm, lightning"),
        "thiên tai, sét; thiên tai; sét; sét đánh; bão; lũ; bão lũ; mưa bão; do bão; do sét; lụt; "
        "ngập",
    )
    THEFT = (
        "theft",
        lambda: _("theft, vandalism"),
        "mất cắp, phá hoại; mất cắp; phá hoại; bị mất cắp; trộm; mất trộm; bị phá; bị đập phá",
    )
    UNPAID = (
        "unpaid",
        lambda: _("unpaid fees"),
        "nợ cước; hết cước; chưa đóng cước; cắt cước; hết kinh phí; không có kinh phí; "
        "chưa trả tiền; nợ tiền điện; nợ tiền mạng; hết hạn hợp đồng",
    )
    ACCOUNT_LOST = (
        "account_lost",
        lambda: _("account lost"),
        "mất tài khoản; mất mật khẩu; quên mật khẩu; không có tài khoản; không đăng nhập được",
    )
    BLOCKED_OR_TURNED = (
        "blocked_or_turned",
        lambda: _("blocked or turned away"),
        "che khuất, lệch hướng; che khuất; lệch hướng; bị che; cây che; cây che khuất; bị lệch; "
        "bị xoay; sai hướng",
    )
    MOVED = (
        "moved",
        lambda: _("moved"),
        "di dời; đã di dời; chuyển vị trí; tháo dỡ; giải phóng mặt bằng; làm đường; mở rộng đường",
    )
    NOT_HANDED_OVER = (
        "not_handed_over",
        lambda: _("not handed over"),
        "chưa bàn giao; không bàn giao; chưa được bàn giao; chưa tiếp nhận",
    )
    UNKNOWN = "unknown", lambda: _("not known"), "chưa rõ; không rõ; chưa xác định; không xác định"


class Origin(CodeList):
    """Who paid for the asset."""

    STATE = (
        "state",
        lambda: _("state budget"),
        "ngân sách nhà nước; ngân sách; nhà nước; nsnn; ngân sách xã; ngân sách huyện; "
        "ngân sách tỉnh; vốn ngân sách; công an; đầu tư công; ubnd xã",
    )
    COMMUNITY = (
        "community",
        lambda: _("citizens' contributions"),
        "xã hội hóa; xhh; nhân dân đóng góp; dân đóng góp; người dân; nhân dân; doanh nghiệp; "
        "doanh nghiệp tài trợ; tài trợ; vận động; ủng hộ; đóng góp; nguồn xã hội hóa; "
        "vốn xã hội hóa; hộ gia đình; tư nhân",
    )
    NEW_RURAL = (
        "new_rural",
        lambda: _("New Rural programme"),
        "Chương trình MTQG xây dựng nông thôn mới; nông thôn mới; ntm; xây dựng nông thôn mới; "
        "mtqg; chương trình mtqg; chương trình nông thôn mới; vốn nông thôn mới; "
        "nông thôn mới nâng cao; new rural programme",
    )
    OTHER = "other", lambda: _("other"), "khác; nguồn khác; dự án; dự án khác"
    UNKNOWN = "unknown", lambda: _("not known"), "chưa rõ; không rõ; chưa xác định"


class Payer(CodeList):
    """Who pays for it now."""

    COMMUNE = (
        "commune",
        lambda: _("commune budget"),
        "ngân sách xã; xã; ubnd xã; ngân sách phường; phường; ubnd phường; ngân sách cấp xã",
    )
    PROVINCE = (
        "province",
        lambda: _("provincial support"),
        "tỉnh hỗ trợ; tỉnh; ngân sách tỉnh; ubnd tỉnh; công an tỉnh",
    )
    PROGRAMME = (
        "programme",
        lambda: _("national target programme"),
        "lồng ghép chương trình MTQG; chương trình mtqg; mtqg; nông thôn mới; ntm; lồng ghép",
    )
    COMMUNITY = (
        "community",
        lambda: _("citizens' contributions"),
        "xã hội hóa; xhh; nhân dân; người dân; doanh nghiệp; dân đóng góp; hộ gia đình; tài trợ",
    )
    OTHER = "other", lambda: _("other lawful source"), "nguồn hợp pháp khác; khác; nguồn khác"
    UNCONFIRMED = (
        "unconfirmed",
        lambda: _("unconfirmed"),
        "chưa xác nhận; chưa rõ; không rõ; chưa xác định; chưa có",
    )


class LegalRole(CodeList):
    """What the custodian is to the asset."""

    INVESTOR = "investor", lambda: _("investor"), "chủ đầu tư; đầu tư; chủ sở hữu"
    RECEIVER = (
        "receiver",
        lambda: _("receiving and managing body"),
        "đơn vị tiếp nhận, quản lý; tiếp nhận; đơn vị tiếp nhận; quản lý; đơn vị quản lý; "
        "tiếp nhận quản lý",
    )


class Presence(CodeList):
    """What a survey found against what the papers list."""

    FOUND = "found", lambda: _("found"), "có thực tế; có; còn; đúng hồ sơ; có trên thực tế; found"
    NOT_FOUND = (
        "not_found",
        lambda: _("on file, not found"),
        "không thấy; không có thực tế; không tìm thấy; không còn; mất; missing",
    )
    NOT_ON_FILE = (
        "not_on_file",
        lambda: _("found, not on file"),
        "ngoài hồ sơ; chưa có hồ sơ; không có trong hồ sơ; phát sinh; extra",
    )


class Confidentiality(CodeList):
    """The mark the police set on a record."""

    NORMAL = "normal", lambda: _("normal"), "thường; bình thường; không mật; không; công khai"
    INTERNAL = "internal", lambda: _("internal"), "nội bộ; hạn chế; lưu hành nội bộ"
    SECRET = "secret", lambda: _("confidential"), "mật; tối mật; tuyệt mật; có"


class YesNo(CodeList):
    """Whether something is so; empty where nobody says."""

    YES = (
        "yes",
        lambda: _("yes"),
        "có; x; v; y; 1; 1.0; true; đúng; đã; rồi; đã có; có rồi; ok; đạt; đạt chuẩn; "
        "đạt yêu cầu; đáp ứng; phù hợp; hợp quy; đã hợp quy; đạt hợp quy; hỗ trợ; có hỗ trợ; "
        "đã lắp; đã lắp đặt; đã gắn; có lắp; có biển; có biển báo; có kết nối; đã kết nối; "
        "đã mã hóa; có mã hóa; https; tls; ssl; onvif; profile s; onvif profile s; qcvn 135; "
        "qcvn 135:2024; qcvn 135:2024/btttt",
    )
    NO = (
        "no",
        lambda: _("no"),
        "không; n; 0; 0.0; false; sai; chưa; chưa có; không có; không đạt; chưa đạt; "
        "không đạt chuẩn; chưa đạt chuẩn; không đạt yêu cầu; không đáp ứng; chưa đáp ứng; "
        "không phù hợp; không hợp quy; chưa hợp quy; không hỗ trợ; chưa lắp; chưa lắp đặt; "
        "không lắp; chưa gắn; không có biển; chưa có biển; không có biển báo; chưa có biển báo; "
        "không kết nối; chưa kết nối; không mã hóa; chưa mã hóa; k; ko; khg; ko có; k có; ko đạt; "
        "ko hỗ trợ; ko lắp; ko kết nối; ko mã hóa",
    )


class Importance(CodeList):
    """How important the commune says a camera is; 5 is most."""

    MOST = (
        "5",
        lambda: _("5, most important"),
        "rất quan trọng; rất cao; đặc biệt quan trọng; cao nhất; hàng đầu; trọng điểm; mức 5; "
        "cấp 5; rất cần thiết; ưu tiên 1; ưu tiên i; very high",
    )
    HIGH = (
        "4",
        lambda: _("4, important"),
        "quan trọng; cao; ưu tiên; cần thiết; mức 4; cấp 4; ưu tiên 2; ưu tiên ii; high",
    )
    MEDIUM = (
        "3",
        lambda: _("3, medium"),
        "trung bình; vừa; bình thường; mức 3; cấp 3; ưu tiên 3; ưu tiên iii; medium; normal",
    )
    LOW = (
        "2",
        lambda: _("2, less important"),
        "ít quan trọng; thấp; không ưu tiên; chưa cần thiết; mức 2; cấp 2; low",
    )
    LEAST = (
        "1",
        lambda: _("1, least important"),
        "không quan trọng; rất thấp; thấp nhất; mức 1; cấp 1; very low",
    )


class Codec(CodeList):
    """How a camera's picture is compressed."""

    H264 = (
        "h264",
        lambda: "H.264",
        "H.264; h264; h.264+; h264+; h.264/avc; avc; mpeg-4 avc; chuẩn h.264",
    )
    H265 = "h265", lambda: "H.265", "H.265; h265; h.265+; h265+; hevc; h.265/hevc; chuẩn h.265"


class RoundState(CodeList):
    """How far a commune's survey has come on its way through the chain of duty."""

    NOT_STARTED = "not_started", lambda: _("not started"), "chưa bắt đầu; chưa rà soát"
    DRAFTED = "drafted", lambda: _("drafted by the commune police"), "Công an cấp xã đã lập; đã lập"
    APPROVED = "approved", lambda: _("approved by the chair"), "Chủ tịch UBND đã duyệt; đã duyệt"
    REPORTED = "reported", lambda: _("reported to the province"), "đã báo cáo tỉnh; đã báo cáo"
    RETURNED = "returned", lambda: _("returned, to be mended"), "trả lại; bị trả lại; đã trả lại"
