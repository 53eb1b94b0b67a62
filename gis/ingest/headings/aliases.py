"""The headings people write, and the canonical column each one names.

A heading is looked up by its folded words, so marks, case and punctuation do not matter;
every canonical name is also a heading of itself. What people write above a column stands with
it in `gis.core.schema`; here stands what headings name besides.
"""

from collections.abc import Mapping
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
    Role.PRIVATE: "mật khẩu; password; pass; mk; tên đăng nhập; đăng nhập; tài khoản; "
    "tài khoản xem; tài khoản đăng nhập; tài khoản mật khẩu; user; username; user name; login; "
    "account; rtsp; link rtsp; luồng; luồng rtsp; luồng video; đường dẫn luồng; stream; "
    "stream url; link; link xem; link camera; url; ip; địa chỉ ip; ip address; ip tĩnh; ip wan; "
    "tên miền; ddns; điện thoại; số điện thoại; sđt; sdt người quản lý; số điện thoại liên hệ; "
    "số điện thoại người quản lý; điện thoại liên hệ; phone; phone number; mobile; zalo",
    Role.ORDINAL: "trang; đơn vị tính; đvt; stt; tt; số tt; số thứ tự; thứ tự; no; "
    "lý do trả lại; cách khắc phục; dòng trong tệp gốc; reason returned; how to fix; "
    "row in the original file",
}
_CAMERA = {
    Role.POSITION: "tọa độ; tọa độ gps; tọa độ vị trí; tọa độ lắp đặt; tọa độ địa lý; gps; "
    "vị trí gps; vị trí tọa độ; tọa độ google map; google map; google maps; link google map; "
    "link bản đồ; lat lon; lat long; lat lng; vĩ độ kinh độ; kinh độ vĩ độ; kinh vĩ độ; "
    "tọa độ vĩ độ kinh độ; tọa độ kinh độ vĩ độ; tọa độ x y; coordinates; coordinate; wkt; wkb; "
    "shape; geometry; geom; the geom; gispoint; gis point; geopoint; point",
    Role.X: "x; tọa độ x; x vn2000; x vn 2000; tọa độ x vn2000; tọa độ x vn 2000; northing; "
    "x wgs84; point y",
    Role.Y: "y; tọa độ y; y vn2000; y vn 2000; tọa độ y vn2000; tọa độ y vn 2000; easting; "
    "y wgs84; point x",
    Role.RESOLUTION: "độ phân giải; độ nét; resolution",
    Role.DISTRICT: "huyện; huyện cũ; tên huyện; quận huyện; huyện thị xã; "
    "huyện thị xã thành phố; huyện thành phố; cấp huyện; district",
    Role.ON_FILE: "số lượng theo hồ sơ; theo hồ sơ; số lượng trên hồ sơ; số lượng sổ sách; "
    "theo sổ sách; số lượng theo sổ sách; số lượng bàn giao; on file",
    Role.FOUND: "số lượng thực tế; thực tế; số lượng kiểm đếm; số lượng kiểm tra thực tế; "
    "kiểm đếm thực tế; found",
    Role.INDEX: "camera số; camera thứ; mắt số; mắt thứ; cam số; số thứ tự camera; vị trí số",
    Role.QUANTITY: "tổng; tổng cộng; số camera; số cam; số lượng cam; số lượng camera; "
    "tổng số camera; tổng camera; số mắt camera; số lượng; sl; khối lượng; kl; số mắt; tổng số; "
    "số lượng mắt; quantity; qty; count",
}
_EQUIPMENT = {
    Role.SERVES: "phục vụ camera; phục vụ; phục vụ các camera; camera phục vụ; camera đấu nối; "
    "camera kết nối; các camera; danh sách camera; mã camera; serves",
}


def _lookup(columns: tuple[Column, ...], roles: Mapping[Role, str]) -> dict[str, str]:
    known = {column.name for column in columns}
    labels = {
        fold(label): name
        for labels in in_every_language(column_words)
        for name, label in labels.items()
        if name in known
    }
    aliases = {phrase: role for role, listing in roles.items() for phrase in phrases(listing)}
    written = {phrase: column.name for column in columns for phrase in column.written()}
    names = {fold(name): name for name in known}
    return labels | _asked() | aliases | written | names


def _asked() -> dict[str, str]:
    """Return what the survey on a phone asks besides the columns."""
    roles: dict[str, str] = {"gps": Role.POSITION, "known": Role.ORDINAL, "more": Role.ORDINAL}
    labels = in_every_language(question_words)
    asked = {fold(words[name]): role for words in labels for name, role in roles.items()}
    return asked | roles


CAMERA_HEADINGS = _lookup(CAMERA_COLUMNS, _BOTH | _CAMERA)
EQUIPMENT_HEADINGS = _lookup(EQUIPMENT_COLUMNS, _BOTH | _EQUIPMENT)
