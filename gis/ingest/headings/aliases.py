"""The headings people write, and the canonical column each one names.

A heading is looked up by its folded words, so marks, case and punctuation do not matter;
every canonical name is also a heading of itself.
"""

from collections.abc import Container
from enum import StrEnum

from gis.core.language import in_every_language
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, Column
from gis.core.text import fold, phrases
from gis.vocabulary.labels import column_words, question_words


class Role(StrEnum):
    """What a heading may name besides a canonical column.

    `X` and `Y` are read as Vietnamese surveyors label them, north and east. `PRIVATE`
    columns are never kept; `ORDINAL` ones (running numbers, the remarks this program
    returns beside bad rows) say nothing of the camera. `INDEX` numbers the cameras of one
    place; `SERVES` names the cameras that a piece of equipment serves.
    """

    POSITION = "position"
    X = "x"
    Y = "y"
    QUANTITY = "quantity"
    ON_FILE = "on file"
    FOUND = "found"
    RESOLUTION = "resolution"
    DISTRICT = "district"
    PRIVATE = "private"
    ORDINAL = "ordinal"
    INDEX = "index"
    SERVES = "serves"


_BOTH = {
    "name": "tên; nội dung; hạng mục; danh mục; mục; tên hạng mục; công trình; tên gọi; "
    "tên thiết bị; name; camera; title",
    "kind": "loại; chủng loại; kiểu; loại thiết bị; kiểu dáng; kind; type; equipment type",
    "status": "tình trạng; trạng thái; hiện trạng; tình trạng hoạt động; hiện trạng hoạt động; "
    "tình trạng thiết bị; tình trạng kỹ thuật; chất lượng; tình trạng sử dụng; "
    "hiện trạng sử dụng; status; condition; state",
    "fault_part": "bộ phận hỏng; bộ phận hư hỏng; thiết bị hỏng; bộ phận lỗi; "
    "bộ phận hư; bộ phận bị hỏng; bộ phận bị hư; bộ phận bị lỗi; thiết bị hư; thiết bị hư hỏng; "
    "thiết bị bị hỏng; phần hỏng; chi tiết hỏng; linh kiện hỏng; hạng mục hỏng; fault; faulty part",
    "cause": "nguyên nhân; lý do; tồn tại; tồn tại hạn chế; nguyên nhân hỏng; "
    "nguyên nhân hư hỏng; lý do hỏng; "
    "lý do hư hỏng; "
    "cause; reason of fault",
    "depends_on": "phụ thuộc; phụ thuộc thiết bị; thiết bị phụ thuộc; mã đầu ghi; đầu ghi; "
    "thuộc đầu ghi; "
    "mã thiết bị dùng chung; thiết bị dùng chung; depends on",
    "repair_cost_vnd": "chi phí sửa chữa; đơn giá sửa chữa; chi phí dự kiến; chi phí; "
    "kinh phí sửa; chi phí sửa; "
    "kinh phí; "
    "nhu cầu kinh phí; kinh phí đề nghị; kinh phí sửa chữa thay thế; "
    "kinh phí sửa chữa; chi phí khắc phục; "
    "kinh phí khắc phục; chi phí phục hồi; kinh phí phục hồi; dự toán sửa chữa; "
    "dự kiến kinh phí; dự kiến kinh phí sửa chữa; kinh phí dự kiến; repair cost",
    "monthly_cost_vnd": "chi phí hằng tháng; chi phí hàng tháng; cước hằng tháng; "
    "cước hàng tháng; cước thuê bao; cước thuê bao tháng; chi phí tháng; chi phí duy trì; "
    "kinh phí duy trì; cước internet; "
    "cước đường truyền; cước tháng; cước mạng; tiền cước; chi phí vận hành; monthly cost; "
    "monthly fee",
    "origin": "nguồn vốn; nguồn; vốn; vốn đầu tư; nguồn gốc; nguồn đầu tư; nguồn kinh phí; "
    "nguồn kinh phí đầu tư; "
    "nguồn hình thành; nguồn vốn đầu tư; nguồn kinh phí lắp đặt; origin; funding; source of funds",
    "payer": "đơn vị chi trả; nguồn chi trả; người chi trả; nguồn kinh phí duy trì; "
    "nguồn kinh phí sửa chữa; payer; paid by",
    "custodian": "đơn vị quản lý; tên cơ quan tổ chức; cơ quan tổ chức; "
    "cơ quan quản lý sử dụng; chủ quản; chủ quản lý; đơn vị quản lý sử dụng; người quản lý; "
    "cơ quan quản lý; "
    "đơn vị sử dụng; đơn vị tiếp nhận; đơn vị vận hành; custodian; owner; managed by",
    "maintained_on": "ngày bảo trì; ngày bảo dưỡng; bảo trì gần nhất; bảo dưỡng gần nhất; "
    "maintained on",
    Role.PRIVATE: "mật khẩu; password; pass; mk; tên đăng nhập; đăng nhập; tài khoản; "
    "tài khoản xem; "
    "tài khoản đăng nhập; tài khoản mật khẩu; user; username; user name; login; account; rtsp; "
    "link rtsp; luồng; luồng rtsp; luồng video; đường dẫn luồng; stream; stream url; link; "
    "link xem; link camera; url; ip; địa chỉ ip; ip address; ip tĩnh; ip wan; tên miền; ddns; "
    "điện thoại; số điện thoại; sđt; sdt người quản lý; số điện thoại liên hệ; "
    "số điện thoại người quản lý; điện thoại liên hệ; phone; phone number; mobile; zalo",
    Role.ORDINAL: "trang; đơn vị tính; đvt; stt; tt; số tt; số thứ tự; thứ tự; no; lý do trả lại; "
    "cách khắc phục; "
    "dòng trong tệp gốc; reason returned; how to fix; row in the original file",
}
_CAMERA = _BOTH | {
    "camera_id": "mã; mã số; kí hiệu; mã cam; mã định danh; ký hiệu; số hiệu; mã hiệu; id; code; "
    "mã thiết bị; camera id; cam id",
    "serial": "số seri; seri; số serial; số máy; serial; serial number; s n",
    "site_id": "mã vị trí; mã điểm; mã điểm lắp đặt; mã cột; mã trụ; số cột; site; pole id",
    "name": _BOTH["name"] + "; tên vị trí; tên điểm; tên điểm lắp đặt; tên vị trí lắp đặt; "
    "điểm camera",
    "address": "địa chỉ; địa điểm; vị trí; điểm; nơi; vị trí lắp đặt; "
    "địa điểm lắp đặt; nơi lắp đặt; "
    "địa chỉ lắp đặt; điểm lắp đặt; khu vực lắp đặt; khu vực; thôn; thôn tổ dân phố; "
    "số nhà đường; số nhà; thôn xóm; xóm; bản; tổ; khóm; ấp; tuyến đường; đường; tuyến; "
    "thôn bản; thôn khu phố; tổ dân phố; khu phố; tên thôn; tên thôn bản; tên khu phố; "
    "tên đường; tên tuyến; tên tuyến đường; đường phố; tên địa điểm; address; place; location; "
    "site address",
    "lon": "gps longitude; kinh độ; tọa độ kinh độ; kinh độ e; lon; lng; long; longitude",
    "lat": "gps latitude; vĩ độ; tọa độ vĩ độ; vĩ độ n; lat; latitude",
    Role.POSITION: "tọa độ; tọa độ gps; tọa độ vị trí; tọa độ lắp đặt; tọa độ địa lý; gps; "
    "vị trí gps; vị trí tọa độ; tọa độ google map; "
    "google map; google maps; link google map; link bản đồ; lat lon; lat long; "
    "lat lng; vĩ độ kinh độ; kinh độ vĩ độ; kinh vĩ độ; tọa độ vĩ độ kinh độ; "
    "tọa độ kinh độ vĩ độ; tọa độ x y; coordinates; coordinate; "
    "wkt; wkb; shape; geometry; geom; the geom; gispoint; gis point; geopoint; point",
    Role.X: "x; tọa độ x; x vn2000; x vn 2000; tọa độ x vn2000; tọa độ x vn 2000; northing; "
    "x wgs84; point y",
    Role.Y: "y; tọa độ y; y vn2000; y vn 2000; tọa độ y vn2000; tọa độ y vn 2000; easting; "
    "y wgs84; point x",
    "declared_commune": "xã; phường; xã phường; phường xã; xã phường đặc khu; "
    "xã phường thị trấn; xã thị trấn; phường thị trấn; xã thị trấn cũ; xã phường thị trấn cũ; "
    "phường xã cũ; thị trấn; xã hiện nay; xã mới; thuộc phường; đơn vị; "
    "đơn vị hành chính; tên xã; tên xã phường; địa phương; "
    "địa bàn; thuộc xã; xã cũ; đơn vị cũ; đơn vị hành chính cũ; phường cũ; xã phường cũ; "
    "xã trước sáp nhập; đơn vị cấp xã; công an xã; công an xã phường; ubnd xã; ubnd xã phường; "
    "commune; ward",
    "azimuth_deg": "hướng; hướng quan sát; hướng nhìn; góc phương vị; phương vị; hướng quay; "
    "hướng lắp đặt; hướng chiếu; hướng giám sát; hướng ghi hình; hướng đặt; góc hướng; góc quay; "
    "azimuth; direction; bearing; heading; facing; rotation",
    "hfov_deg": "góc nhìn; góc quan sát; góc mở; góc nhìn ngang; góc mở ngang; góc ống kính; "
    "fov; hfov; field of view; angle of view",
    "vfov_deg": "góc nhìn dọc; góc nhìn đứng; góc mở dọc; vfov",
    "range_m": "tầm xa; tầm nhìn; tầm quan sát; khoảng cách quan sát; bán kính; "
    "phạm vi; phạm vi quan sát; tầm nhìn xa; range",
    "height_m": "chiều cao; độ cao; chiều cao lắp đặt; độ cao lắp đặt; chiều cao cột; cao; height; "
    "mounting height",
    "tilt_deg": "góc nghiêng; độ nghiêng; góc cúi; góc chúc; tilt",
    "focal_mm": "tiêu cự; ống kính; tiêu cự ống kính; focal; focal length; lens",
    "sensor_width_mm": "chiều rộng cảm biến; sensor width",
    "sensor_height_mm": "chiều cao cảm biến; sensor height",
    Role.RESOLUTION: "độ phân giải; độ nét; resolution",
    "resolution_w_px": "độ phân giải ngang; resolution w",
    "resolution_h_px": "độ phân giải dọc; resolution h",
    "ir_range_m": "tầm hồng ngoại; tầm xa hồng ngoại; hồng ngoại; ir; ir range",
    "connects_through": "đường truyền; kết nối qua; truyền về qua; mã đường truyền; "
    "connects through",
    "connection_cost_vnd": "chi phí kết nối; kinh phí kết nối; chi phí đấu nối; "
    "chi phí kết nối về công an; connection cost",
    "live_verified_on": "đã kết nối về trụ sở; kết nối về trụ sở; kết nối về công an xã; "
    "đã kết nối về công an; ngày xác nhận truyền về; ngày kiểm tra kết nối; ngày kết nối; "
    "live verified on",
    "legal_role": "vai trò pháp lý; tư cách pháp lý; legal role",
    "investor": "chủ đầu tư; đơn vị đầu tư; đơn vị lắp đặt; đơn vị lắp; đơn vị thi công; "
    "nhà thầu; đơn vị cung cấp; nhà cung cấp; investor",
    "handover_record": "biên bản bàn giao; số biên bản bàn giao; hồ sơ bàn giao; handover record",
    "handed_over_on": "ngày bàn giao; ngày tiếp nhận; thời điểm bàn giao; handed over on",
    "asset_value_vnd": "nguyên giá; giá trị; giá trị tài sản; đơn giá; thành tiền; giá trị đầu tư; "
    "kinh phí đầu tư; kinh phí lắp đặt; asset value",
    "onvif": "onvif; chuẩn onvif; hỗ trợ onvif",
    "qcvn135": "qcvn135; qcvn 135; hợp quy qcvn 135; đạt qcvn 135",
    "notice_sign": "biển báo; biển thông báo; có biển báo; notice sign",
    "encrypted": "kết nối mã hóa; mã hóa; mã hóa đường truyền; https; encrypted",
    "made_on": "ngày sản xuất; năm sản xuất; ngày nhập khẩu; năm nhập khẩu; thời điểm sản xuất; "
    "sản xuất nhập khẩu; made on",
    "surveyed_by": "người rà soát; người khảo sát; người kiểm tra; cán bộ rà soát; surveyed by",
    "photo": "ảnh; ảnh hiện trạng; hình ảnh; tên ảnh; tệp ảnh; photo; picture",
    "presence": "đối chiếu hồ sơ; đối chiếu thực tế; có trên thực tế; kết quả đối chiếu; presence",
    "repaired_on": "ngày sửa; ngày sửa chữa; ngày sửa xong; ngày khắc phục; repaired on",
    "accepted_by": "người nghiệm thu; cán bộ nghiệm thu; accepted by",
    "accepted_photo": "ảnh nghiệm thu; accepted photo",
    "confidentiality": "độ mật; mức độ mật; chế độ mật; mật; confidentiality",
    "importance": "mức độ ưu tiên; ưu tiên; mức ưu tiên; độ ưu tiên; mức độ quan trọng; "
    "tầm quan trọng; quan trọng; độ quan trọng; mức quan trọng; cấp độ ưu tiên; "
    "cấp độ quan trọng; mức độ cần thiết; mức độ cấp thiết; importance; priority",
    "storage_days": "số ngày lưu; số ngày lưu trữ; thời gian lưu trữ; thời gian lưu; lưu trữ; "
    "storage days; storage",
    "bitrate_kbps": "băng thông; băng thông camera; luồng; luồng dữ liệu; luồng video; luồng hình; "
    "luồng chính; luồng truyền; tốc độ bit; tốc độ luồng; tốc độ luồng hình; bitrate; bit rate",
    "codec": "chuẩn nén; chuẩn nén hình ảnh; chuẩn nén hình; chuẩn nén video; nén hình ảnh; "
    "nén video; chuẩn mã hóa; chuẩn mã hóa video; codec; video codec; compression",
    "installed_on": "ngày lắp đặt; năm lắp đặt; năm; năm đầu tư; năm trang bị; năm xây dựng; "
    "thời gian lắp đặt; thời điểm lắp đặt; "
    "ngày lắp; năm lắp; năm đưa vào sử dụng; ngày đưa vào sử dụng; năm sử dụng; installed on; "
    "install date; installed",
    "surveyed_on": "ngày rà soát; ngày khảo sát; ngày kiểm tra; thời điểm rà soát; surveyed on",
    "accepted_on": "ngày nghiệm thu; accepted on",
    "note": "ghi chú; đề xuất; kiến nghị; đề xuất kiến nghị; lưu ý; hãng; hãng sản xuất; "
    "hãng camera; model đầu ghi; model camera; loại đầu ghi; "
    "nhãn hiệu; model;  chú thích; nhận xét; ý kiến; ghi chú khác; ghi chú thêm; note; notes; "
    "remark; remarks; comment",
    Role.DISTRICT: "huyện; huyện cũ; tên huyện; quận huyện; huyện thị xã; huyện thị xã thành phố; "
    "huyện thành phố; cấp huyện; district",
    Role.ON_FILE: "số lượng theo hồ sơ; theo hồ sơ; số lượng trên hồ sơ; số lượng sổ sách; "
    "theo sổ sách; số lượng theo sổ sách; số lượng bàn giao; on file",
    Role.FOUND: "số lượng thực tế; thực tế; số lượng kiểm đếm; số lượng kiểm tra thực tế; "
    "kiểm đếm thực tế; found",
    Role.INDEX: "camera số; camera thứ; mắt số; mắt thứ; cam số; số thứ tự camera; vị trí số",
    Role.QUANTITY: "tổng; tổng cộng; số camera; số cam; số lượng cam; số lượng camera; "
    "tổng số camera; tổng camera; "
    "số mắt camera; "
    "số lượng; sl; khối lượng; kl; số mắt; tổng số; số lượng mắt; quantity; qty; count",
}
_EQUIPMENT = _BOTH | {
    Role.SERVES: "phục vụ camera; phục vụ; phục vụ các camera; camera phục vụ; camera đấu nối; "
    "camera kết nối; các camera; danh sách camera; mã camera; serves",
    "equipment_id": "mã thiết bị; mã số thiết bị; mã; mã tb; mã đầu ghi; equipment id",
    "depends_on": "phụ thuộc; phụ thuộc thiết bị; thiết bị phụ thuộc; depends on",
    "channels": "số kênh; kênh; số cổng; channels",
    "bandwidth_mbps": "băng thông; băng thông mbps; tốc độ; tốc độ đường truyền; "
    "băng thông đường truyền; gói cước mbps; tốc độ gói cước; bandwidth",
    "storage_tb": "dung lượng; dung lượng ổ cứng; dung lượng lưu trữ; ổ cứng; dung lượng hdd; hdd; "
    "dung lượng ổ đĩa; tổng dung lượng; storage tb; storage capacity",
    "storage_days": "số ngày lưu; số ngày lưu trữ; thời gian lưu trữ; lưu trữ; storage days",
}


# Headings put together: what money is called with what it is for, places with what stands there.
_MONEY = "kinh phí; chi phí; dự toán; nhu cầu kinh phí; dự toán kinh phí; số tiền"
_PLACE = "nơi; vị trí; địa điểm; điểm; chỗ; khu vực; tuyến; tuyến đường"
_COMPOSED = {
    "repair_cost_vnd": (
        _MONEY,
        "sửa chữa; sửa; khắc phục; phục hồi; thay thế; thay mới; thay; sửa chữa thay thế; "
        "sửa chữa khắc phục; khắc phục sửa chữa; bảo trì sửa chữa",
    ),
    "connection_cost_vnd": (
        _MONEY,
        "kết nối; đấu nối; đấu nối về công an; kết nối về công an; đấu nối về ca xã; "
        "kết nối về ca xã; đấu nối về công an xã; kết nối về công an xã; đấu nối tín hiệu",
    ),
    "address": (_PLACE, "đặt; lắp; lắp đặt; gắn; bố trí; đặt camera; lắp camera; có camera"),
}


def _composed(columns: Container[str]) -> dict[str, str]:
    return {
        f"{head} {tail}": column
        for column, (heads, tails) in _COMPOSED.items()
        if column in columns
        for head in phrases(heads)
        for tail in phrases(tails)
    }


def _lookup(written: dict[str, str], columns: tuple[Column, ...]) -> dict[str, str]:
    names = {fold(column.name): column.name for column in columns}
    labels = {
        fold(label): name
        for labels in in_every_language(column_words)
        for name, label in labels.items()
        if name in names.values()
    }
    aliases = {p: name for name, listing in written.items() for p in phrases(listing)}
    return labels | _asked() | _composed(written) | aliases | names


def _asked() -> dict[str, str]:
    """Return what the survey on a phone asks besides the columns."""
    roles: dict[str, str] = {"gps": Role.POSITION, "known": Role.ORDINAL}
    labels = in_every_language(question_words)
    asked = {fold(words[name]): role for words in labels for name, role in roles.items()}
    return asked | roles


CAMERA_HEADINGS = _lookup(_CAMERA, CAMERA_COLUMNS)
EQUIPMENT_HEADINGS = _lookup(_EQUIPMENT, EQUIPMENT_COLUMNS)
