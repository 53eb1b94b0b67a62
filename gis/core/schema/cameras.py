"""The columns of a camera, in the order they are kept and written."""

from gis.core.choices import Codec, Confidentiality, Importance, Kind, LegalRole, Presence, YesNo
from gis.core.language import _
from gis.core.schema.column import (
    MOST_PRICE_VND,
    Column,
    choice_column,
    date_column,
    number_column,
    text_column,
)
from gis.core.schema.shared import (
    CAUSE,
    CUSTODIAN,
    FAULT_PART,
    MAINTAINED_ON,
    MONEY,
    MONTHLY_COST_VND,
    ORIGIN,
    PAYER,
    REPAIR_COST_VND,
    STATUS,
)

# What a place is called, before what stands there.
_PLACE = "nơi; vị trí; địa điểm; điểm; chỗ; khu vực; tuyến; tuyến đường"

CAMERA_COLUMNS: tuple[Column, ...] = (
    text_column(
        "camera_id",
        lambda: _("Code"),
        "mã; mã số; kí hiệu; mã cam; mã định danh; ký hiệu; số hiệu; mã hiệu; id; code; "
        "mã thiết bị; camera id; cam id",
        meaning=lambda: _("Of this camera alone; given by the program where the list has none"),
    ),
    text_column(
        "site_id",
        lambda: _("Site"),
        "mã vị trí; mã điểm; mã điểm lắp đặt; mã cột; mã trụ; số cột; site; pole id",
        meaning=lambda: _("The same for all cameras of one pole or building"),
    ),
    text_column(
        "serial",
        lambda: _("Serial number"),
        "số seri; seri; số serial; số máy; serial; serial number; s n",
    ),
    text_column(
        "name",
        lambda: _("Name"),
        "tên; nội dung; hạng mục; danh mục; mục; tên hạng mục; công trình; tên gọi; tên thiết bị; "
        "name; camera; title; tên vị trí; tên điểm; tên điểm lắp đặt; tên vị trí lắp đặt; "
        "điểm camera",
    ),
    text_column(
        "address",
        lambda: _("Address"),
        "địa chỉ; địa điểm; vị trí; điểm; nơi; vị trí lắp đặt; địa điểm lắp đặt; nơi lắp đặt; "
        "địa chỉ lắp đặt; điểm lắp đặt; khu vực lắp đặt; khu vực; thôn; thôn tổ dân phố; "
        "số nhà đường; số nhà; thôn xóm; xóm; bản; tổ; khóm; ấp; tuyến đường; đường; tuyến; "
        "thôn bản; thôn khu phố; tổ dân phố; khu phố; tên thôn; tên thôn bản; tên khu phố; "
        "tên đường; tên tuyến; tên tuyến đường; đường phố; tên địa điểm; address; place; "
        "location; site address",
        composed=(
            _PLACE,
            "đặt; lắp; lắp đặt; gắn; bố trí; đặt camera; lắp camera; có camera",
        ),
    ),
    number_column(
        "lon",
        lambda: _("Longitude"),
        "gps longitude; kinh độ; tọa độ kinh độ; kinh độ e; lon; lng; long; longitude",
        low=-180,
        high=180,
    ),
    number_column(
        "lat",
        lambda: _("Latitude"),
        "gps latitude; vĩ độ; tọa độ vĩ độ; vĩ độ n; lat; latitude",
        low=-90,
        high=90,
    ),
    text_column(
        "declared_commune",
        lambda: _("Commune as written"),
        "xã; phường; xã phường; phường xã; xã phường đặc khu; xã phường thị trấn; xã thị trấn; "
        "phường thị trấn; xã thị trấn cũ; xã phường thị trấn cũ; phường xã cũ; thị trấn; "
        "xã hiện nay; xã mới; thuộc phường; đơn vị; đơn vị hành chính; tên xã; tên xã phường; "
        "địa phương; địa bàn; thuộc xã; xã cũ; đơn vị cũ; đơn vị hành chính cũ; phường cũ; "
        "xã phường cũ; xã trước sáp nhập; đơn vị cấp xã; công an xã; công an xã phường; ubnd xã; "
        "ubnd xã phường; commune; ward",
        meaning=lambda: _("As the list names it, perhaps one from before the merger"),
    ),
    text_column(
        "commune_code",
        lambda: _("Commune code"),
        meaning=lambda: _("The unit of today that the position lies in"),
    ),
    choice_column(
        "kind",
        lambda: _("Type"),
        Kind,
        "loại; chủng loại; kiểu; loại thiết bị; kiểu dáng; kind; type; equipment type",
    ),
    number_column(
        "azimuth_deg",
        lambda: _("Direction (°)"),
        "hướng; hướng quan sát; hướng nhìn; góc phương vị; phương vị; hướng quay; hướng lắp đặt; "
        "hướng chiếu; lắp hướng; hướng lắp; hướng giám sát; hướng ghi hình; hướng đặt; góc hướng; "
        "góc quay; azimuth; direction; bearing; heading; facing; rotation",
        high=360,
        meaning=lambda: _("Clockwise from north"),
    ),
    number_column(
        "hfov_deg",
        lambda: _("Angle of view (°)"),
        "góc nhìn; góc quan sát; góc mở; góc nhìn ngang; góc mở ngang; góc ống kính; fov; hfov; "
        "field of view; angle of view",
        high=360,
        meaning=lambda: _("From left to right"),
    ),
    number_column(
        "vfov_deg",
        lambda: _("Vertical angle (°)"),
        "góc nhìn dọc; góc nhìn đứng; góc mở dọc; vfov",
        high=360,
        meaning=lambda: _("From top to bottom"),
    ),
    number_column(
        "range_m",
        lambda: _("Range (m)"),
        "tầm xa; tầm nhìn; tầm quan sát; khoảng cách quan sát; bán kính; phạm vi; "
        "phạm vi quan sát; tầm nhìn xa; range",
        high=20_000,
        meaning=lambda: _("How far it sees, as it is stated"),
    ),
    number_column(
        "height_m",
        lambda: _("Height (m)"),
        "chiều cao; độ cao; chiều cao lắp đặt; độ cao lắp đặt; chiều cao cột; cao; height; "
        "mounting height",
        high=300,
    ),
    number_column(
        "tilt_deg",
        lambda: _("Tilt (°)"),
        "góc nghiêng; độ nghiêng; góc cúi; góc chúc; tilt",
        low=-90,
        high=90,
        meaning=lambda: _("Downwards from the horizon"),
    ),
    number_column(
        "focal_mm",
        lambda: _("Focal length (mm)"),
        "tiêu cự; ống kính; tiêu cự ống kính; focal; focal length; lens",
        high=10_000,
    ),
    number_column(
        "sensor_width_mm",
        lambda: _("Sensor width (mm)"),
        "chiều rộng cảm biến; sensor width",
        high=100,
    ),
    number_column(
        "sensor_height_mm",
        lambda: _("Sensor height (mm)"),
        "chiều cao cảm biến; sensor height",
        high=100,
    ),
    number_column(
        "resolution_w_px",
        lambda: _("Resolution, width (px)"),
        "độ phân giải ngang; resolution w",
        high=100_000,
    ),
    number_column(
        "resolution_h_px",
        lambda: _("Resolution, height (px)"),
        "độ phân giải dọc; resolution h",
        high=100_000,
    ),
    number_column(
        "ir_range_m",
        lambda: _("Infrared range (m)"),
        "tầm hồng ngoại; tầm xa hồng ngoại; hồng ngoại; ir; ir range",
        high=20_000,
    ),
    number_column(
        "bitrate_kbps",
        lambda: _("Bit rate (kbps)"),
        "băng thông; băng thông camera; luồng; luồng dữ liệu; luồng video; luồng hình; "
        "luồng chính; luồng truyền; tốc độ bit; tốc độ luồng; tốc độ luồng hình; bitrate; "
        "bit rate",
        high=1_000_000,
    ),
    choice_column(
        "codec",
        lambda: _("Video codec"),
        Codec,
        "chuẩn nén; chuẩn nén hình ảnh; chuẩn nén hình; chuẩn nén video; nén hình ảnh; nén video; "
        "chuẩn mã hóa; chuẩn mã hóa video; codec; video codec; compression",
    ),
    STATUS,
    FAULT_PART,
    CAUSE,
    text_column(
        "depends_on",
        lambda: _("Depends on"),
        "phụ thuộc; phụ thuộc thiết bị; thiết bị phụ thuộc; mã đầu ghi; đầu ghi; thuộc đầu ghi; "
        "mã thiết bị dùng chung; thiết bị dùng chung; depends on",
        meaning=lambda: _("Codes of the shared equipment it works by, parted by ;"),
    ),
    text_column(
        "connects_through",
        lambda: _("Connects through"),
        "đường truyền; kết nối qua; nối qua; truyền về qua; mã đường truyền; connects through",
        meaning=lambda: _("Codes of the shared equipment its picture passes to headquarters"),
    ),
    REPAIR_COST_VND,
    number_column(
        "connection_cost_vnd",
        lambda: _("Connection cost (VND)"),
        "chi phí kết nối; kinh phí kết nối; chi phí đấu nối; chi phí kết nối về công an; "
        "connection cost",
        composed=(
            MONEY,
            "kết nối; đấu nối; đấu nối về công an; kết nối về công an; đấu nối về ca xã; "
            "kết nối về ca xã; đấu nối về công an xã; kết nối về công an xã; đấu nối tín hiệu",
        ),
        high=MOST_PRICE_VND,
        meaning=lambda: _("To bring its picture to headquarters"),
    ),
    MONTHLY_COST_VND,
    date_column(
        "live_verified_on",
        lambda: _("Seen live at headquarters on"),
        "đã kết nối về trụ sở; kết nối về trụ sở; kết nối về công an xã; đã kết nối về công an; "
        "ngày xác nhận truyền về; ngày kiểm tra kết nối; ngày kết nối; live verified on",
        meaning=lambda: _("The day somebody saw its picture at headquarters"),
    ),
    ORIGIN,
    PAYER,
    choice_column(
        "legal_role",
        lambda: _("Legal role"),
        LegalRole,
        "vai trò pháp lý; tư cách pháp lý; legal role",
    ),
    CUSTODIAN,
    text_column(
        "investor",
        lambda: _("Investor"),
        "chủ đầu tư; đơn vị đầu tư; đơn vị lắp đặt; đơn vị lắp; đơn vị thi công; nhà thầu; "
        "đơn vị cung cấp; nhà cung cấp; investor",
    ),
    text_column(
        "handover_record",
        lambda: _("Handover record"),
        "biên bản bàn giao; số biên bản bàn giao; hồ sơ bàn giao; handover record",
    ),
    date_column(
        "handed_over_on",
        lambda: _("Handed over on"),
        "ngày bàn giao; ngày tiếp nhận; thời điểm bàn giao; handed over on",
    ),
    number_column(
        "asset_value_vnd",
        lambda: _("Asset value (VND)"),
        "nguyên giá; giá trị; giá trị tài sản; đơn giá; thành tiền; giá trị đầu tư; "
        "kinh phí đầu tư; kinh phí lắp đặt; asset value",
        high=MOST_PRICE_VND,
    ),
    choice_column(
        "onvif",
        lambda: _("ONVIF"),
        YesNo,
        "onvif; chuẩn onvif; hỗ trợ onvif",
        meaning=lambda: _("Whether it keeps to ONVIF"),
    ),
    choice_column(
        "qcvn135",
        lambda: _("QCVN 135"),
        YesNo,
        "qcvn135; qcvn 135; hợp quy qcvn 135; đạt qcvn 135",
        meaning=lambda: _("Whether it conforms to QCVN 135:2024/BTTTT"),
    ),
    choice_column(
        "notice_sign",
        lambda: _("Recording notice"),
        YesNo,
        "biển báo; biển thông báo; có biển báo; notice sign",
        meaning=lambda: _("Whether a sign at the site says that there is recording"),
    ),
    choice_column(
        "encrypted",
        lambda: _("Encrypted connection"),
        YesNo,
        "kết nối mã hóa; mã hóa; mã hóa đường truyền; https; encrypted",
        meaning=lambda: _("Whether its connection is encrypted"),
    ),
    number_column(
        "storage_days",
        lambda: _("Storage (days)"),
        "số ngày lưu; số ngày lưu trữ; thời gian lưu trữ; thời gian lưu; lưu trữ; storage days; "
        "storage",
        high=10_000,
        meaning=lambda: _("How long recordings are kept"),
    ),
    date_column(
        "made_on",
        lambda: _("Made or imported on"),
        "ngày sản xuất; năm sản xuất; ngày nhập khẩu; năm nhập khẩu; thời điểm sản xuất; "
        "sản xuất nhập khẩu; made on",
    ),
    date_column(
        "installed_on",
        lambda: _("Installed on"),
        "ngày lắp đặt; năm lắp đặt; năm; năm đầu tư; năm trang bị; năm xây dựng; "
        "thời gian lắp đặt; thời điểm lắp đặt; ngày lắp; năm lắp; năm đưa vào sử dụng; "
        "ngày đưa vào sử dụng; năm sử dụng; installed on; install date; installed",
    ),
    MAINTAINED_ON,
    date_column(
        "surveyed_on",
        lambda: _("Surveyed on"),
        "ngày rà soát; ngày khảo sát; ngày kiểm tra; thời điểm rà soát; surveyed on",
    ),
    text_column(
        "surveyed_by",
        lambda: _("Surveyed by"),
        "người rà soát; người khảo sát; người kiểm tra; cán bộ rà soát; surveyed by",
    ),
    text_column(
        "photo",
        lambda: _("Photo"),
        "ảnh; ảnh hiện trạng; hình ảnh; tên ảnh; tệp ảnh; photo; picture",
        meaning=lambda: _("The name of the file; photos themselves are not kept"),
    ),
    choice_column(
        "presence",
        lambda: _("File against reality"),
        Presence,
        "đối chiếu hồ sơ; đối chiếu thực tế; có trên thực tế; kết quả đối chiếu; presence",
        meaning=lambda: _("What a survey found, against what the papers list"),
    ),
    date_column(
        "repaired_on",
        lambda: _("Repaired on"),
        "ngày sửa; ngày sửa chữa; ngày sửa xong; ngày khắc phục; repaired on",
    ),
    date_column("accepted_on", lambda: _("Repair accepted on"), "ngày nghiệm thu; accepted on"),
    text_column(
        "accepted_by",
        lambda: _("Repair accepted by"),
        "người nghiệm thu; cán bộ nghiệm thu; accepted by",
    ),
    text_column(
        "accepted_photo", lambda: _("Photo of the acceptance"), "ảnh nghiệm thu; accepted photo"
    ),
    choice_column(
        "confidentiality",
        lambda: _("Confidentiality"),
        Confidentiality,
        "độ mật; mức độ mật; chế độ mật; mật; confidentiality",
    ),
    choice_column(
        "importance",
        lambda: _("Importance (5 is most)"),
        Importance,
        "mức độ ưu tiên; ưu tiên; mức ưu tiên; độ ưu tiên; mức độ quan trọng; tầm quan trọng; "
        "quan trọng; độ quan trọng; mức quan trọng; cấp độ ưu tiên; cấp độ quan trọng; "
        "mức độ cần thiết; mức độ cấp thiết; importance; priority",
        meaning=lambda: _("As the commune says"),
    ),
    text_column(
        "note",
        lambda: _("Note"),
        "ghi chú; đề xuất; kiến nghị; đề xuất kiến nghị; lưu ý; hãng; hãng sản xuất; hãng camera; "
        "model đầu ghi; model camera; loại đầu ghi; nhãn hiệu; model; chú thích; nhận xét; "
        "ý kiến; ghi chú khác; ghi chú thêm; note; notes; remark; remarks; comment",
    ),
)
