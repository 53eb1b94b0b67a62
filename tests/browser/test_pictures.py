"""The pictures of README and guide are what the pages show, so that they cannot age."""

from io import BytesIO

import pytest
from PIL import Image

from gis.communes.boundaries import COMMUNES_FILE
from tests.browser.golden import assert_looks
from tests.browser.visits import move_map, still, wait_for_map
from tests.system import ROOT

pytestmark = pytest.mark.browser
IMAGES = ROOT / "docs" / "images"
# Picture → address of the page.
PAGES = {
    "tong-quan": "",
    "ban-do": "ban-do",
    "duong-pho": "ban-do?xa=19333",
    "xa": "xa",
    "chua-giam-sat": "chua-giam-sat?xa=18880",
    "phuong-an": "phuong-an?xa=18880",
    "danh-muc": "danh-muc",
    "ra-soat": "ra-soat",
    "bao-duong": "bao-duong",
    "xuat-du-lieu": "xuat-du-lieu",
}
MAPS = ("ban-do", "duong-pho", "chua-giam-sat", "phuong-an")


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_is_what_the_page_shows(visit, tmp_path, name):
    """CAMERA_GOLDEN, when set, takes it anew. Schematic boundaries are not what it shows."""
    page = visit(PAGES[name])
    if name in MAPS:
        wait_for_map(page)
    if name == "duong-pho":
        move_map(page, 16.8197, 107.1022, 17.5)
    page.wait_for_load_state("networkidle")
    shot = Image.open(BytesIO(still(page))).convert("RGB")  # charts and tables draw themselves
    if COMMUNES_FILE.exists():
        assert_looks(shot, name, tmp_path, looks=IMAGES)
    assert len(shot.getcolors(1 << 24)) > 100  # something is there


def test_every_picture_is_shown_and_every_picture_shown_is_one_of_them():
    shown = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    text = "".join(path.read_text("utf-8") for path in shown)
    assert {path.stem for path in IMAGES.glob("*.png")} == set(PAGES)
    assert [name for name in PAGES if f"images/{name}.png" not in text] == []
