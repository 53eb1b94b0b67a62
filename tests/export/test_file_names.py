"""One rule for the names of files: what, where, how much, when; kept by everything that leaves."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest

from gis.documents.kinds import STEMS
from gis.export.file_names import CONTENTS, file_name, output_path, place_name
from tests.file_names import RULE
from tests.world import communes

DAY = dt.date(2026, 11, 27)
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (
            (STEMS["proposal"], "Gio Linh", "docx", 200.0),
            "to-trinh_gio-linh_200-trieu_2026-11-27.docx",
        ),
        ((STEMS["review"], "Đông Hà", "docx", None), "bao-cao-ra-soat_dong-ha_2026-11-27.docx"),
        (("plan", "Quảng Trị", "xlsx", 7.25), "phuong-an_quang-tri_7-25-trieu_2026-11-27.xlsx"),
        (("plan", "Cồn Cỏ", "xlsx", 1_234_567.0), "phuong-an_con-co_1234567-trieu_2026-11-27.xlsx"),
        (("plan", "Cồn Cỏ", "xlsx", 12.345678), "phuong-an_con-co_12-345678-trieu_2026-11-27.xlsx"),
        (("plan", "A Dơi", "xlsx", 0.0), "phuong-an_a-doi_0-trieu_2026-11-27.xlsx"),
        (
            ("quarantine", "DS camera (bản 2) – xã Gio Linh", "xlsx", None),
            "can-sua_ds-camera-ban-2-xa-gio-linh_2026-11-27.xlsx",
        ),
        (
            ("Camera chưa xác định vị trí", "Đakrông", "csv", None),
            "camera-chua-xac-dinh-vi-tri_dakrong_2026-11-27.csv",
        ),
    ],
)
def test_a_file_is_called_by_what_where_how_much_and_when(asked, name):
    what, where, ending, million = asked
    vnd = None if million is None else million * 1e6
    assert file_name(what, where, ending, vnd=vnd, day=DAY) == name
    assert RULE.fullmatch(name)


def test_the_name_says_that_the_data_are_simulated():
    assert file_name("map", "Gio Linh", "html", day=DAY, simulated=True) == (
        "ban-do_gio-linh_2026-11-27_mo-phong.html"
    )


@pytest.mark.parametrize("hostile", ["../../etc/passwd", "a\\b:c*?", "\u202eexe", "…", "x" * 500])
def test_no_name_leads_elsewhere_or_is_too_long(hostile):
    name = file_name(hostile, hostile, "csv", day=DAY)
    assert re.fullmatch(r"[a-z0-9_-]*2026-11-27\.csv", name)
    assert len(name) < 150


def test_the_place_is_the_communes_short_name_or_the_province():
    assert place_name(communes(), "00002") == "East"
    assert place_name(communes(), None) == "Quảng Trị"
    assert place_name(communes(), "99999") == "99999"


def test_a_file_goes_where_it_is_stated_or_into_the_folder(tmp_path):
    assert output_path(None, "a.csv") == Path("a.csv")
    assert output_path(tmp_path, "a.csv") == tmp_path / "a.csv"
    assert output_path(tmp_path / "b.csv", "a.csv") == tmp_path / "b.csv"


def buttons():
    """Give every download button, and file offered, of the pages: where it stands, its call."""
    for path in sorted(ROOT.glob("pages/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and called(node) in {"download_button", "OfferedFile"}:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def called(call):
    """Return what a call calls, by its last name."""
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


BUTTONS = dict(buttons())
# Variables that hold such a name, and what gives it.
GIVEN = {"name_file", "file_name", "name", "file"}


def test_download_buttons_are_found():
    assert len(BUTTONS) > 8


@pytest.mark.parametrize("place", BUTTONS)
def test_every_download_is_named_by_the_rule(place):
    call = BUTTONS[place]
    named = [k.value for k in call.keywords if k.arg == "file_name"] or [call.args[2]]
    source = named[0].func if isinstance(named[0], ast.Call) else named[0]
    if isinstance(source, ast.Attribute) and source.attr == "name":  # of an OfferedFile
        source = source.value
    assert getattr(source, "id", "") in GIVEN, "name the file with shared.file_names"


def test_contents_are_plain():
    assert all(re.fullmatch(r"[a-z0-9-]+", stem) for stem in [*CONTENTS.values(), *STEMS.values()])
