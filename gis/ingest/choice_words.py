"""The words people write for the values of choice columns."""

import difflib
import re
from enum import StrEnum
from functools import lru_cache

from gis.core.choices import (
    Cause,
    Codec,
    Confidentiality,
    EquipmentKind,
    FaultPart,
    Importance,
    Kind,
    LegalRole,
    Origin,
    Payer,
    Presence,
    RoundState,
    Status,
)
from gis.core.language import in_every_language
from gis.core.text import fold, phrases
from gis.vocabulary.words import words

# The first phrase of each listing is the term of administrative Vietnamese, shown to people.
_WRITTEN: dict[type[StrEnum], dict[StrEnum, str]] = {
    Status: {
        Status.WORKING: "hoạt động bình thường; hoạt động; đang hoạt động; hoạt động tốt; "
        "đang hoạt động tốt; bình thường; tốt; còn tốt; có hoạt động; còn hoạt động; "
        "đang sử dụng; sử dụng tốt; ổn định; hoạt động ổn định; còn sử dụng được; ok; online; "
        "active; good; normal; operational; up",
        Status.DEGRADED: "hoạt động không ổn định; không ổn định; chập chờn; hoạt động chập chờn; "
        "hoạt động kém; hình ảnh mờ; mờ; nhòe; chất lượng kém; hình mờ; xuống cấp; "
        "tín hiệu yếu; tín hiệu kém; lúc được lúc không; trung bình; unstable; poor; intermittent",
        Status.BROKEN: "hư hỏng; hỏng; hư; bị hỏng; bị hư; đã hỏng; đã hư hỏng; bị hư hỏng; "
        "hỏng hóc; không hoạt động; không còn hoạt động; ngừng hoạt động; ngưng hoạt động; "
        "mất tín hiệu; mất kết nối; không có tín hiệu; không tín hiệu; mất hình; "
        "không lên hình; hỏng nguồn; mất nguồn; mất điện; offline; damaged; faulty; "
        "not working; out of order; no signal; inactive; down; không sửa được; "
        "không thể sửa chữa; hỏng hoàn toàn",
        Status.ABANDONED: "bỏ trống; bỏ hoang; không có người quản lý; không người quản lý; "
        "không ai quản lý; bị bỏ hoang; không còn quản lý; bỏ không; không sử dụng; "
        "không còn sử dụng; chưa có đơn vị quản lý",
        Status.SUSPENDED: "tạm ngừng; tạm dừng; tạm ngưng; tạm ngừng hoạt động; "
        "tạm dừng hoạt động; tạm ngưng hoạt động; cắt dịch vụ; bị cắt cước; đang sửa chữa; "
        "đang bảo trì; paused; maintenance",
        Status.UNKNOWN: "chưa rà soát; chưa kiểm tra; chưa khảo sát; chưa xác định; chưa rõ; "
        "không rõ; không xác định; chưa đánh giá; not surveyed; n a",
        Status.DISPOSAL: "đề nghị thanh lý; thanh lý; chờ thanh lý; đã thanh lý; write off",
    },
    Kind: {
        Kind.FIXED: "thân cố định; thân; cố định; thân trụ; thân dài; hình trụ; camera thân; "
        "camera cố định; ip thân; ip cố định; bullet",
        Kind.TURRET: "turret; tháp pháo; eyeball; camera turret",
        Kind.DOME: "bán cầu; dome; ốp trần; vòm; camera dome; camera bán cầu; mini dome",
        Kind.FISHEYE: "mắt cá; fisheye; fish eye; toàn cảnh; 360; 360 độ; panorama; panoramic",
        Kind.PTZ: "quay quét; ptz; speed dome; speeddome; xoay; quay; xoay 360; quay quét ptz; "
        "camera xoay; camera ptz; quay quét 360; xoay ptz",
        Kind.ANPR: "nhận diện biển số; anpr; lpr; alpr; biển số; đọc biển số; chụp biển số; "
        "nhận dạng biển số; camera biển số",
    },
    EquipmentKind: {
        EquipmentKind.RECORDER: "đầu ghi; đầu ghi hình; nvr; dvr; xvr; đầu thu",
        EquipmentKind.SWITCH: "thiết bị mạng; switch; switch poe; bộ chuyển mạch; chuyển mạch; "
        "router; modem; bộ phát; converter",
        EquipmentKind.LINE: "đường truyền; cáp quang; internet; đường mạng; tuyến cáp; fiber; "
        "ftth; 4g; sim 4g",
        EquipmentKind.POWER: "nguồn điện; điện; nguồn; tủ điện; ups; bộ nguồn; bộ lưu điện; "
        "điện mặt trời",
        EquipmentKind.POLE: "cột, trụ; cột; trụ; cột camera; trụ camera; cột thép; cột điện",
        EquipmentKind.SERVER: "máy chủ; server; phòng máy chủ; máy trạm",
        EquipmentKind.ACCOUNT: "tài khoản; cloud; tài khoản cloud; dịch vụ cloud",
        EquipmentKind.HQ: "trung tâm tại trụ sở Công an; trung tâm; trụ sở Công an; "
        "trung tâm giám sát; phòng giám sát; công an xã; công an phường; trụ sở",
    },
    FaultPart: {
        FaultPart.CAMERA: "mắt camera; camera; mắt; ống kính; thân camera",
        FaultPart.POWER: "nguồn điện; nguồn; điện; mất nguồn; mất điện; hỏng nguồn; adapter",
        FaultPart.LINE: "đường truyền; cáp; mạng; internet; cáp quang; đứt cáp; dây cáp; "
        "mất mạng; đường mạng; mất đường truyền",
        FaultPart.SWITCH: "thiết bị mạng; switch; bộ chuyển mạch; modem; router; converter",
        FaultPart.RECORDER: "đầu ghi; đầu ghi hình; ổ cứng; hỏng đầu ghi; nvr; dvr; đầu thu",
        FaultPart.SERVER: "máy chủ; server; phòng máy chủ",
        FaultPart.ACCOUNT: "tài khoản; mất tài khoản; cloud; mất mật khẩu",
        FaultPart.POLE: "cột, trụ; cột; trụ; gãy cột; đổ cột; gãy trụ",
        FaultPart.HQ: "trung tâm tại trụ sở Công an; trung tâm; trụ sở Công an; "
        "trung tâm giám sát; màn hình; trụ sở",
    },
    Cause: {
        Cause.WEAR: "hao mòn; xuống cấp; cũ; hết khấu hao; lâu năm; hư hỏng do thời gian; "
        "cũ hỏng; quá cũ; lão hóa",
        Cause.WEATHER: "thiên tai, sét; thiên tai; sét; sét đánh; bão; lũ; bão lũ; mưa bão; "
        "do bão; do sét; lụt; ngập",
        Cause.THEFT: "mất cắp, phá hoại; mất cắp; phá hoại; bị mất cắp; trộm; mất trộm; bị phá; "
        "bị đập phá",
        Cause.UNPAID: "nợ cước; hết cước; chưa đóng cước; cắt cước; hết kinh phí; "
        "không có kinh phí; chưa trả tiền; nợ tiền điện; nợ tiền mạng; hết hạn hợp đồng",
        Cause.ACCOUNT_LOST: "mất tài khoản; mất mật khẩu; quên mật khẩu; không có tài khoản; "
        "không đăng nhập được",
        Cause.BLOCKED_OR_TURNED: "che khuất, lệch hướng; che khuất; lệch hướng; bị che; "
        "cây che; cây che khuất; bị lệch; bị xoay; sai hướng",
        Cause.MOVED: "di dời; đã di dời; chuyển vị trí; tháo dỡ; giải phóng mặt bằng; "
        "làm đường; mở rộng đường",
        Cause.NOT_HANDED_OVER: "chưa bàn giao; không bàn giao; chưa được bàn giao; chưa tiếp nhận",
        Cause.UNKNOWN: "chưa rõ; không rõ; chưa xác định; không xác định",
    },
    Origin: {
        Origin.STATE: "ngân sách nhà nước; ngân sách; nhà nước; nsnn; ngân sách xã; "
        "ngân sách huyện; ngân sách tỉnh; vốn ngân sách; công an; đầu tư công; ubnd xã",
        Origin.COMMUNITY: "xã hội hóa; xhh; nhân dân đóng góp; dân đóng góp; người dân; "
        "nhân dân; doanh nghiệp; doanh nghiệp tài trợ; tài trợ; vận động; ủng hộ; đóng góp; "
        "nguồn xã hội hóa; vốn xã hội hóa; hộ gia đình; tư nhân",
        Origin.NEW_RURAL: "Chương trình MTQG xây dựng nông thôn mới; nông thôn mới; ntm; "
        "xây dựng nông thôn mới; mtqg; chương trình mtqg; chương trình nông thôn mới; "
        "vốn nông thôn mới; nông thôn mới nâng cao; new rural programme",
        Origin.OTHER: "khác; nguồn khác; dự án; dự án khác",
        Origin.UNKNOWN: "chưa rõ; không rõ; chưa xác định",
    },
    Payer: {
        Payer.COMMUNE: "ngân sách xã; xã; ubnd xã; ngân sách phường; phường; ubnd phường; "
        "ngân sách cấp xã",
        Payer.PROVINCE: "tỉnh hỗ trợ; tỉnh; ngân sách tỉnh; ubnd tỉnh; công an tỉnh",
        Payer.PROGRAMME: "lồng ghép chương trình MTQG; chương trình mtqg; mtqg; nông thôn mới; "
        "ntm; lồng ghép",
        Payer.COMMUNITY: "xã hội hóa; xhh; nhân dân; người dân; doanh nghiệp; dân đóng góp; "
        "hộ gia đình; tài trợ",
        Payer.OTHER: "nguồn hợp pháp khác; khác; nguồn khác",
        Payer.UNCONFIRMED: "chưa xác nhận; chưa rõ; không rõ; chưa xác định; chưa có",
    },
    Presence: {
        Presence.FOUND: "có thực tế; có; còn; đúng hồ sơ; có trên thực tế; found",
        Presence.NOT_FOUND: "không thấy; không có thực tế; không tìm thấy; không còn; mất; missing",
        Presence.NOT_ON_FILE: "ngoài hồ sơ; chưa có hồ sơ; không có trong hồ sơ; phát sinh; extra",
    },
    Confidentiality: {
        Confidentiality.NORMAL: "thường; bình thường; không mật; không; công khai",
        Confidentiality.INTERNAL: "nội bộ; hạn chế; lưu hành nội bộ",
        Confidentiality.SECRET: "mật; tối mật; tuyệt mật; có",
    },
    Importance: {
        Importance.MOST: "rất quan trọng; rất cao; đặc biệt quan trọng; cao nhất; hàng đầu; "
        "trọng điểm; mức 5; cấp 5; rất cần thiết; ưu tiên 1; ưu tiên i; very high",
        Importance.HIGH: "quan trọng; cao; ưu tiên; cần thiết; mức 4; cấp 4; ưu tiên 2; "
        "ưu tiên ii; high",
        Importance.MEDIUM: "trung bình; vừa; bình thường; mức 3; cấp 3; ưu tiên 3; ưu tiên iii; "
        "medium; normal",
        Importance.LOW: "ít quan trọng; thấp; không ưu tiên; chưa cần thiết; mức 2; cấp 2; low",
        Importance.LEAST: "không quan trọng; rất thấp; thấp nhất; mức 1; cấp 1; very low",
    },
    Codec: {
        Codec.H264: "H.264; h264; h.264+; h264+; h.264/avc; avc; mpeg-4 avc; chuẩn h.264",
        Codec.H265: "H.265; h265; h.265+; h265+; hevc; h.265/hevc; chuẩn h.265",
    },
    RoundState: {
        RoundState.NOT_STARTED: "chưa bắt đầu; chưa rà soát",
        RoundState.DRAFTED: "Công an cấp xã đã lập; đã lập",
        RoundState.APPROVED: "Chủ tịch UBND đã duyệt; đã duyệt",
        RoundState.REPORTED: "đã báo cáo tỉnh; đã báo cáo",
        RoundState.RETURNED: "trả lại; bị trả lại; đã trả lại",
    },
    LegalRole: {
        LegalRole.INVESTOR: "chủ đầu tư; đầu tư; chủ sở hữu",
        LegalRole.RECEIVER: "đơn vị tiếp nhận, quản lý; tiếp nhận; đơn vị tiếp nhận; "
        "quản lý; đơn vị quản lý; tiếp nhận quản lý",
    },
}


def _vocabulary(choices: type[StrEnum], written: dict[StrEnum, str]) -> dict[str, str]:
    shown = {
        fold(word): value
        for labels in in_every_language(lambda: words(choices))
        for value, word in labels.items()
    }
    return shown | {
        phrase: str(value)
        for value, listing in written.items()
        for phrase in [fold(str(value)), *phrases(listing)]
    }


_VOCABULARIES = {choices: _vocabulary(choices, written) for choices, written in _WRITTEN.items()}
_PARTS = re.compile(r"[()\[\],;/+\n–]| - ")


def read_choice(text: str, choices: type[StrEnum]) -> str:
    """Return the stored value a word or phrase stands for.

    Marks and case do not matter. Remarks in brackets or after a comma, slash or dash are
    passed over as long as the known parts agree: ``"Hỏng (do sét)"`` is broken, but
    ``"Hoạt động, chập chờn"`` says two things.

    Raises
    ------
    ValueError
        No part of the text is known, or its parts contradict each other.
    """
    known = _VOCABULARIES[choices]
    if fold(text) in known:
        return known[fold(text)]
    values = {known[fold(part)] for part in _PARTS.split(text) if fold(part) in known}
    if len(values) != 1:
        raise ValueError(text)
    return values.pop()


def known_value(text: str, choices: type[StrEnum]) -> str:
    """Return the value a whole phrase stands for, nothing when it is not known."""
    return _VOCABULARIES[choices].get(fold(text), "")


@lru_cache(maxsize=4096)
def suggest(text: str, choices: type[StrEnum], *, near: bool = True) -> list[str]:
    """Return the terms nearest to an unknown word, best first; all terms when none is near."""
    known = _VOCABULARIES[choices]
    phrases_near = difflib.get_close_matches(fold(text), known, n=3, cutoff=0.6) if near else []
    values = [known[phrase] for phrase in phrases_near] or [str(value) for value in choices]
    return [_WRITTEN[choices][choices(value)].split(";")[0] for value in dict.fromkeys(values)]
