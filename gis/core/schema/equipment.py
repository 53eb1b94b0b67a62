"""The columns of a piece of shared equipment, in the order they are kept and written."""

from gis.core.choices import EquipmentKind
from gis.core.language import _
from gis.core.schema.column import Column, choice_column, number_column, text_column
from gis.core.schema.shared import (
    CAUSE,
    CUSTODIAN,
    FAULT_PART,
    MAINTAINED_ON,
    MONTHLY_COST_VND,
    ORIGIN,
    PAYER,
    REPAIR_COST_VND,
    STATUS,
)

EQUIPMENT_COLUMNS: tuple[Column, ...] = (
    text_column(
        "equipment_id",
        lambda: _("Equipment code"),
        "mã thiết bị; mã số thiết bị; mã; mã tb; mã đầu ghi; equipment id",
    ),
    choice_column(
        "kind",
        lambda: _("Equipment type"),
        EquipmentKind,
        "loại; chủng loại; kiểu; loại thiết bị; kiểu dáng; kind; type; equipment type",
    ),
    text_column(
        "name",
        lambda: _("Name"),
        "tên; nội dung; hạng mục; danh mục; mục; tên hạng mục; công trình; tên gọi; tên thiết bị; "
        "name; camera; title",
    ),
    STATUS,
    FAULT_PART,
    CAUSE,
    REPAIR_COST_VND,
    MONTHLY_COST_VND,
    text_column(
        "depends_on",
        lambda: _("Depends on"),
        "phụ thuộc; phụ thuộc thiết bị; thiết bị phụ thuộc; depends on",
        meaning=lambda: _("Codes of the shared equipment it works by, parted by ;"),
    ),
    number_column(
        "channels",
        lambda: _("Channels"),
        "số kênh; kênh; số cổng; channels",
        high=1_000_000,
        meaning=lambda: _("How many cameras it can record"),
    ),
    number_column(
        "bandwidth_mbps",
        lambda: _("Bandwidth (Mbps)"),
        "băng thông; băng thông mbps; tốc độ; tốc độ đường truyền; băng thông đường truyền; "
        "gói cước mbps; tốc độ gói cước; bandwidth",
        high=1_000_000,
    ),
    number_column(
        "storage_tb",
        lambda: _("Disk capacity (TB)"),
        "dung lượng; dung lượng ổ cứng; dung lượng lưu trữ; ổ cứng; dung lượng hdd; hdd; "
        "dung lượng ổ đĩa; tổng dung lượng; storage tb; storage capacity",
        high=100_000,
    ),
    number_column(
        "storage_days",
        lambda: _("Storage (days)"),
        "số ngày lưu; số ngày lưu trữ; thời gian lưu trữ; lưu trữ; storage days",
        high=10_000,
        meaning=lambda: _("How long recordings are kept"),
    ),
    ORIGIN,
    PAYER,
    CUSTODIAN,
    MAINTAINED_ON,
)
