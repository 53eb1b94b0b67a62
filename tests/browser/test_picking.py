"""What lies under a click on the map: every camera of every pole, communes, the ground itself."""

import re

import pandas as pd
import pytest

from tests.browser.poles import WALK, WORST, located_cameras
from tests.browser.visits import at_rest, drawn_anew, move_map, settle, wait_for_map

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def poles(demo_register):
    """The located cameras of the demo register: `camera_id lon lat pole`."""
    return located_cameras(f"sqlite:///{demo_register}")


def test_at_every_pole_a_click_finds_every_camera_the_worst_first(visit, poles):
    page = visit("ban-do")
    wait_for_map(page)
    told = page.evaluate(WALK)
    assert told == {"opened": len(poles), "n": len(poles), "faults": []}


def open_at(page, lat, lon):
    """Click where something stands on the map, which lies still; wait for its card."""
    move_map(page, lat, lon, 18)
    host = page.locator(".camera-map")
    host.evaluate("map => map.scrollIntoView({ block: 'end' })")
    box = at_rest(host)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".camera-card").wait_for()


def lies_still(page):
    """Wait until the map no longer moves a card into view."""
    page.wait_for_function(
        "!document.querySelector('.camera-map').leafletMap._panAnim?._inProgress"
    )


def shown(page, place, count):
    """Return the code and the state of the camera whose card is shown."""
    if count > 1:
        page.locator(".camera-card .place", has_text=re.compile(f"^{place}/{count}$")).wait_for()
    texts = page.locator(".camera-card dl").inner_text().split("\n")
    told = dict(zip(texts[::2], texts[1::2], strict=False))
    return told["Mã"], told["Hiện trạng"].split(":")[0]


def test_the_cameras_of_a_pole_are_walked_through_by_keys_and_buttons(visit, poles):
    page = visit("ban-do")
    wait_for_map(page)
    sizes = poles.groupby("pole")["camera_id"].transform("size")
    several = poles[sizes > 1]
    chosen = several["pole"].drop_duplicates().iloc[:: several["pole"].nunique() // 15][:15]
    assert len(chosen) == 15
    for turn, pole in enumerate(chosen):
        cameras = poles[poles["pole"] == pole]
        open_at(page, cameras["lat"].iloc[0], cameras["lon"].iloc[0])
        count = int(page.locator(".camera-card .place").inner_text().split("/")[1])
        opened = []
        for place in range(1, count + 1):
            opened.append(shown(page, place, count))
            if turn % 2:
                lies_still(page)
                page.get_by_role("button", name="Mục tiếp theo tại vị trí này").click()
            else:
                page.keyboard.press("ArrowRight")
        shown(page, 1, count)  # and around again
        assert set(cameras["camera_id"]) <= {code for code, _state in opened}
        here = [WORST.index(state) for code, state in opened if code in set(cameras["camera_id"])]
        assert here == sorted(here)
        page.keyboard.press("Escape")
        page.locator(".camera-card").wait_for(state="detached")


def test_who_cannot_see_is_told_which_of_how_many(visit, poles):
    page = visit("ban-do")
    wait_for_map(page)
    sizes = poles.groupby("pole")["camera_id"].transform("size")
    [one] = poles[sizes == sizes.max()].head(1).to_dict("records")
    open_at(page, one["lat"], one["lon"])
    spoken = page.locator(".camera-map > .spoken[aria-live=polite]")
    count = page.locator(".camera-card .place").inner_text().split("/")[1]
    assert spoken.inner_text().startswith(f"1 trên {count} tại vị trí này: ")
    page.keyboard.press("ArrowLeft")
    page.locator(".camera-card .place", has_text=f"{count}/{count}").wait_for()
    assert spoken.inner_text().startswith(f"{count} trên {count} tại vị trí này: ")


def point(page, lat, lon):
    """Return where a position lies in the window, once the map lies still there."""
    host = page.locator(".camera-map")
    host.evaluate("map => map.scrollIntoView({ block: 'end' })")
    box = at_rest(host)
    x, y = page.evaluate(
        "([lat, lon]) => { const { x, y } = document.querySelector('.camera-map').leafletMap"
        ".latLngToContainerPoint([lat, lon]); return [x, y]; }",
        [lat, lon],
    )
    return box["x"] + x, box["y"] + y


def test_a_commune_tells_its_figures_and_leads_to_its_overview(visit):
    page = visit("ban-do")
    wait_for_map(page)
    at = point(page, 17.29, 106.45)
    page.mouse.move(*at)
    name = page.locator(".camera-map > .hover-name")
    name.wait_for()
    commune = name.inner_text()
    assert re.match("Xã|Phường", commune)
    assert page.locator(".leaflet-highlight-pane path").count() == 2
    page.mouse.click(*at)
    card = page.locator(".camera-card")
    card.wait_for()
    told = card.inner_text()
    assert told.startswith(commune)
    assert re.search(r"Mắt camera\s+\d+", told)
    assert re.search(r"Không hoạt động\s+\d+ \([\d,]+%\)", told)
    link = card.get_by_role("link", name="Mở tổng quan")
    code = re.search(r"[?&]xa=(\d+)$", link.get_attribute("href"))[1]
    link.click()
    page.locator("h1", has_text="Tổng quan").wait_for(timeout=30_000)
    page.wait_for_function("code => location.search.includes(`xa=${code}`)", arg=code)
    settle(page)
    chooser = page.get_by_role("combobox", name="Xã, phường, đặc khu")
    assert chooser.input_value() == commune


def test_what_a_camera_sees_is_a_target_and_bears_its_name(visit, poles):
    page = visit("ban-do?places=none")  # a road that is not seen is nearer than what is seen
    wait_for_map(page)
    with drawn_anew(page):
        page.evaluate(
            """async () => {
              const { map, state } = await document.querySelector(".camera-map").cameraMap;
              const { x, y, hasFootprint } = state.cameras;
              const i = hasFootprint.indexOf(1);
              map.setView(map.unproject([256 * x[i], 256 * y[i]], 0), 17, { animate: false });
            }"""
        )
    lat, lon, code_row = page.evaluate(
        """async () => {
          const { map, state, layer } = await document.querySelector(".camera-map").cameraMap;
          const { frame } = layer;
          // Within a footprint, away from all signs: the middle of two of its vertices' middles.
          for (const { tile, s, camera } of frame.shapes.filter((one) => one.camera >= 0)) {
            let [x, y, n] = [0, 0, 0];
            for (let v = tile.start[tile.first[s]]; v < tile.start[tile.first[s] + 1]; v++, n++)
              [x, y] = [x + tile.xy[2 * v], y + tile.xy[2 * v + 1]];
            const at = map.unproject([(256 * x) / n, (256 * y) / n], 0);
            const found = layer.targets(at);
            const first = found[0];
            if (map.getBounds().contains(at) && first.kind === "camera" && first.depth === 1)
              return [at.lat, at.lng, state.cameras.row[first.place]];
          }
          return null;
        }"""
    )
    at = point(page, lat, lon)
    page.mouse.move(*at)
    name = page.locator(".camera-map > .hover-name", has_text=" · ")
    name.wait_for()
    title = name.inner_text().split(" · ")[0]
    page.mouse.click(*at)
    card = page.locator(".camera-card")
    card.wait_for()
    assert card.locator("strong").inner_text() == title
    assert pd.notna(code_row)
    # What lies deeper is one press away.
    card.locator("button.deeper").click()
    card.get_by_role("link", name="Mở tổng quan").wait_for()
