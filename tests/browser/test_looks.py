"""How the map looks in each of its states, against pictures that were found good."""

import shutil
from io import BytesIO

import pytest
from PIL import Image

from gis.communes.schematic import schematic
from gis.communes.succession import read_succession
from gis.core.language import _
from gis.simulation.register import simulate
from gis.store.store import Store
from tests.browser.golden import assert_looks
from tests.browser.visits import drawn_anew, still, wait_for_map
from tests.system import ROOT, running_app

pytestmark = pytest.mark.browser
WARD = "view=17.4690,106.6220,14"
CAMERA = "QT-18880-0005"
# What the program is not, or would bring boundaries.
APART = (".venv", ".git", "local", "tests", "node_modules")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app on schematic boundaries and 3,000 simulated cameras."""
    folder = tmp_path_factory.mktemp("looks")
    store = Store(f"sqlite:///{folder / 'register.sqlite'}")
    made = simulate(schematic(), read_succession(), cameras=3000, seed=1)
    store.save(cameras=made.cameras, equipment=made.equipment, demand=made.demand, source="test")
    apart = folder / "program"  # where no boundaries were ever installed
    shutil.copytree(ROOT, apart, ignore=shutil.ignore_patterns(*APART))
    with running_app(store.url, folder / "log", apart) as address:
        yield address


@pytest.fixture
def see(visit, tmp_path):
    """Open a map, do something to it, and compare what it looks like then at half its size."""

    def compare(name, address, do=None):
        page = visit(address)
        wait_for_map(page)
        page.wait_for_load_state("networkidle")
        if do is not None:
            do(page)
        page.mouse.move(0, 0)
        page.wait_for_function("document.querySelector('.camera-map').dataset.waiting === '0'")
        # A last picture may be on its way.
        shot = Image.open(BytesIO(still(page.locator(".camera-map")))).convert("RGB")
        assert_looks(shot.reduce(2), name, tmp_path)

    return compare


def test_the_province_in_rings(see):
    see("province", "ban-do")


def test_the_province_by_the_share_of_places_without_camera(see):
    def choose(page):
        with drawn_anew(page):
            page.locator(".legend .tint").select_option("gap")

    see("shares", "ban-do", choose)


def test_what_a_filter_hides(see):
    def hide(page):
        with drawn_anew(page):
            page.locator(".sight label", has_text=_("Not seeing")).locator("input").uncheck()

    see("hidden", "ban-do", hide)


def test_a_ward_with_what_nobody_sees(see):
    see("ward", f"ban-do?{WARD}")


def test_a_camera_with_its_card(see):
    see("card", f"ban-do?camera={CAMERA}")


def test_places_not_seen(see):
    see("places", "chua-giam-sat")


def test_a_plan_carried_out(see):
    see("plan", "phuong-an?tien=500")


def test_what_was_once_installed(see):
    def show(page):
        with drawn_anew(page):
            page.locator(".stages").get_by_text(_("As installed")).click()

    see("installed", "phuong-an?tien=500", show)
