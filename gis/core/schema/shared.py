"""The columns that cameras and shared equipment have in common."""

from gis.core.choices import Cause, FaultPart, Origin, Payer, Status
from gis.core.language import _
from gis.core.schema.column import (
    MOST_FEE_VND,
    MOST_PRICE_VND,
    choice_column,
    date_column,
    number_column,
    text_column,
)

# What money is called, before what it is for.
MONEY = "kinh phí; chi phí; dự toán; nhu cầu kinh phí; dự toán kinh phí; số tiền"

STATUS = choice_column(
    "status",
    lambda: _("State in the register"),
    Status,
    "tình trạng; tình hình; trạng thái; hiện trạng; tình trạng hoạt động; tình hình hoạt động; "
    "hiện trạng hoạt động; tình trạng thiết bị; tình trạng kỹ thuật; chất lượng; "
    "tình trạng sử dụng; hiện trạng sử dụng; status; condition; state",
    meaning=lambda: _("Of the thing itself; whether it sees hangs on all it depends on"),
    unstated=Status.UNKNOWN,
)
FAULT_PART = choice_column(
    "fault_part",
    lambda: _("What failed"),
    FaultPart,
    "bộ phận hỏng; bộ phận hư hỏng; thiết bị hỏng; bộ phận lỗi; bộ phận hư; bộ phận bị hỏng; "
    "bộ phận bị hư; bộ phận bị lỗi; thiết bị hư; thiết bị hư hỏng; thiết bị bị hỏng; "
    "phần hỏng; chi tiết hỏng; linh kiện hỏng; hạng mục hỏng; fault; faulty part",
)
CAUSE = choice_column(
    "cause",
    lambda: _("Cause"),
    Cause,
    "nguyên nhân; lý do; tồn tại; tồn tại hạn chế; nguyên nhân hỏng; nguyên nhân hư hỏng; "
    "lý do hỏng; lý do hư hỏng; cause; reason of fault",
)
REPAIR_COST_VND = number_column(
    "repair_cost_vnd",
    lambda: _("Repair cost (VND)"),
    "chi phí sửa chữa; đơn giá sửa chữa; chi phí dự kiến; chi phí; kinh phí sửa; chi phí sửa; "
    "kinh phí; nhu cầu kinh phí; kinh phí đề nghị; kinh phí sửa chữa thay thế; "
    "kinh phí sửa chữa; chi phí khắc phục; kinh phí khắc phục; chi phí phục hồi; "
    "kinh phí phục hồi; dự toán sửa chữa; dự kiến kinh phí; dự kiến kinh phí sửa chữa; "
    "kinh phí dự kiến; repair cost",
    composed=(
        MONEY,
        "sửa chữa; sửa; khắc phục; phục hồi; thay thế; thay mới; thay; sửa chữa thay thế; "
        "sửa chữa khắc phục; khắc phục sửa chữa; bảo trì sửa chữa",
    ),
    high=MOST_PRICE_VND,
    meaning=lambda: _("As quoted; where there is none the price list counts"),
)
MONTHLY_COST_VND = number_column(
    "monthly_cost_vnd",
    lambda: _("Monthly cost (VND)"),
    "chi phí hằng tháng; chi phí hàng tháng; cước hằng tháng; cước hàng tháng; cước thuê bao; "
    "cước thuê bao tháng; chi phí tháng; chi phí duy trì; kinh phí duy trì; cước internet; "
    "cước đường truyền; cước tháng; cước mạng; tiền cước; chi phí vận hành; monthly cost; "
    "monthly fee",
    high=MOST_FEE_VND,
)
ORIGIN = choice_column(
    "origin",
    lambda: _("Origin"),
    Origin,
    "nguồn vốn; nguồn; vốn; vốn đầu tư; nguồn gốc; nguồn đầu tư; nguồn kinh phí; "
    "nguồn kinh phí đầu tư; nguồn hình thành; nguồn vốn đầu tư; nguồn kinh phí lắp đặt; "
    "origin; funding; source of funds",
)
PAYER = choice_column(
    "payer",
    lambda: _("Who pays"),
    Payer,
    "đơn vị chi trả; nguồn chi trả; người chi trả; nguồn kinh phí duy trì; "
    "nguồn kinh phí sửa chữa; payer; paid by",
)
CUSTODIAN = text_column(
    "custodian",
    lambda: _("Managing body"),
    "đơn vị quản lý; tên cơ quan tổ chức; cơ quan tổ chức; cơ quan quản lý sử dụng; chủ quản; "
    "chủ quản lý; đơn vị quản lý sử dụng; người quản lý; cơ quan quản lý; đơn vị sử dụng; "
    "đơn vị tiếp nhận; đơn vị vận hành; đơn vị giữ; người giữ; custodian; owner; managed by",
)
MAINTAINED_ON = date_column(
    "maintained_on",
    lambda: _("Maintained on"),
    "ngày bảo trì; ngày bảo dưỡng; bảo trì gần nhất; bảo dưỡng gần nhất; maintained on",
)
