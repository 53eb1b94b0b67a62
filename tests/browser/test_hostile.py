"""Text that would rather be a programme: in every column of a register, in every field."""

import json

import pytest

from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, ColumnType
from gis.store.store import Store
from tests import world
from tests.browser.tabs import every_tab
from tests.browser.visits import PAGES, Visitor, settle, wait_for_map
from tests.system import running_app

pytestmark = pytest.mark.browser
TEXTS = (
    "<img src=x onerror=\"window.taken='tag'\">",
    "${window.taken='template'}`{{7*7}}</script><script>window.taken='script'</script>",
    "=1+1|cmd \u202eiárt iảhp\u202c chợ\u200bĐông\ufeff **đậm** [a](javascript:window.taken=1)",
)
CAMERA = {
    "lon": 106.6232,
    "lat": 17.4678,
    "commune_code": "18880",
    "azimuth_deg": 90.0,
    "range_m": 60.0,
    "depends_on": "R",
    "connects_through": "",
}
KEPT = {"camera_id", "equipment_id", *CAMERA}


def hostile(columns, text):
    return {c.name: text for c in columns if c.holds == ColumnType.TEXT and c.name not in KEPT}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app on a register that says such things in every column of text there is."""
    folder = tmp_path_factory.mktemp("hostile")
    address = f"sqlite:///{folder / 'register.sqlite'}"
    cameras = world.cameras(
        *(
            CAMERA
            | hostile(CAMERA_COLUMNS, text)
            | {"camera_id": f"X{k}", "status": ("working", "broken", "unknown")[k]}
            for k, text in enumerate(TEXTS)
        )
    )
    unit = hostile(EQUIPMENT_COLUMNS, TEXTS[0]) | {"equipment_id": "R", "status": "broken"}
    places = [{"shape": f"POINT ({2470 + 9 * k} 29640)", "name": t} for k, t in enumerate(TEXTS)]
    Store(address).save(
        cameras=cameras,
        equipment=world.equipment(unit | {"kind": "recorder"}),
        demand=world.demand(*places),
        source=TEXTS[0],
        who=TEXTS[1],
    )
    with running_app(address, folder / "log") as running:
        yield running


@pytest.fixture
def page(browser, server):
    """Give a page on which nothing that was only text may have run."""
    one = Visitor(browser, server, (1366, 768))
    one.page.on("dialog", lambda dialog: one.faults.append(dialog.message) or dialog.dismiss())
    yield one.page
    assert one.page.evaluate("window.taken") is None
    assert one.page.locator("img[src='x'], a[href^='javascript']").count() == 0
    one.page.context.close()
    assert one.faults == []


def fill_all(page):
    """Type into every field that is shown; return how many there were."""
    fields = page.locator("textarea, input:not([type]), input[type=text], input[type=search]")
    fields.first.wait_for()
    filled = 0
    for k in range(fields.count()):
        field = fields.nth(k)
        if field.is_visible() and field.is_editable():
            field.fill(TEXTS[k % len(TEXTS)])
            field.press("Enter")
            if field.get_attribute("role") == "combobox":
                field.press("Escape")  # its list would lie over the fields below
            settle(page)
            filled += 1
    return filled


@pytest.mark.parametrize("path", PAGES)
def test_what_is_typed_into_any_field_is_only_text(page, server, path):
    page.goto(f"{server}/{path}?xa=18880")
    page.wait_for_selector(f"h1:has-text('{PAGES[path]}')")
    settle(page)
    filled = sum(fill_all(page) for _tab in every_tab(page, lambda: settle(page)))
    assert filled >= 1  # the name of who works here, at least
    assert page.locator('[data-testid="stException"]').count() == 0


def test_the_map_its_search_card_and_print_show_it_as_text(page, server):
    page.goto(f"{server}/ban-do?xa=18880")
    wait_for_map(page)
    for code, text in zip(("X0", "X1", "X2"), TEXTS, strict=True):
        page.fill(".camera-map .search input", code)
        page.locator(".camera-map .found button").first.click()
        card = page.locator(".camera-card", has_text=code)
        card.wait_for()
        told = card.inner_text()
        assert text.replace("\u202e", "").split("\u202c")[0][:12] in told.replace("\u202e", "")
        page.keyboard.press("Escape")
    page.get_by_role("button", name="In bản đồ").click()
    page.get_by_label("Tiêu đề").fill(TEXTS[0])
    page.wait_for_selector('.sheet[data-ready="yes"]')
    assert page.locator(".sheet h1").inner_text() == TEXTS[0]


def test_an_address_full_of_it_is_only_an_address(page, server):
    page.goto(f"{server}/ban-do?xa={json.dumps(TEXTS[0])}&camera={TEXTS[1]}&hide={TEXTS[0]}")
    wait_for_map(page)
    page.goto(f"{server}/phuong-an?tien={TEXTS[0]}&xa={TEXTS[2]}")
    page.wait_for_selector("h1:has-text('Phương án')")
    settle(page)
    assert page.locator('[data-testid="stException"]').count() == 0
