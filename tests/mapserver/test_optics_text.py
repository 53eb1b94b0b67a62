"""What the card of a camera says of its lens, in the reader's words."""

from gis.mapserver.optics_text import optics_lines
from tests.world import cameras

NORTH = {"xy": (0, 0), "kind": "fixed", "azimuth_deg": 0}


def told(row: dict, level: str = "observe", light: str = "day") -> dict[str, str]:
    lines = optics_lines(cameras(NORTH | row), level=level, light=light)
    return {label: text for label, (text,) in lines if text}


def test_a_lens_and_a_picture_tell_how_far_faces_are_known():
    lines = told({"hfov_deg": 80, "resolution_w_px": 1920, "range_m": 30})
    assert lines["Nhận dạng khuôn mặt"] == "đến 5,5 m"
    assert "Mức chi tiết" not in lines


def test_a_range_alone_tells_nothing_of_detail_and_what_is_missing_is_said():
    lines = told({"range_m": 30})
    assert lines["Mức chi tiết"].startswith("chưa rõ")
    assert lines["Tầm nhìn"] == "30,0 m"
    assert told({"range_m": 30}, "identify")["Tầm nhìn"] == "5,5 m"


def test_a_ptz_says_how_far_it_could_zoom():
    row = {"kind": "ptz", "hfov_deg": 60, "resolution_w_px": 1920}
    # 1920 / 62.5 / 2.5° in radians; by night as far as its lamps usually light.
    assert told(row)["Có thể quay tới"].startswith("704,1 m")
    assert told(row, light="night")["Có thể quay tới"].startswith("100,0 m")
