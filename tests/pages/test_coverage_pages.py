"""What cameras see, on the pages: terms, weights, buildings, losses, in figures from paper."""

import math

import pytest
import streamlit as st

from gis.core.language import _
from gis.core.numbers import number
from pages.components.shared.terms import LEVEL, LIGHT, USUAL_VIEW, terms
from tests.demand.drawing import Drawing
from tests.pages.screen import opened, texts
from tests.world import cameras, communes, demand

# Northwards, 4 mm on a chip 4.8 mm wide: observes to 25.6 m, by night to where its lamps reach.
NORTHWARD = {
    "azimuth_deg": 0.0,
    "focal_mm": 4.0,
    "sensor_width_mm": 4.8,
    "kind": "fixed",
    "resolution_w_px": 1920.0,
    "verified_on": "2026-01-01",
    "ir_range_m": 10.0,
}


@pytest.fixture(autouse=True)
def two_communes(monkeypatch):
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", communes)


@pytest.fixture
def village(store):
    """A market seen by a working camera alone, a school whose camera is broken, an office."""
    store.save(
        cameras=cameras(
            {"camera_id": "A", "xy": (100, 100), "status": "working", **NORTHWARD},
            {
                "camera_id": "B",
                "xy": (500, 100),
                "status": "broken",
                "fault_part": "camera",
                "cause": "theft",
                **NORTHWARD,
            },
        ),
        demand=demand(
            {"shape": "POINT (100 120)", "category": "market", "name": "Chợ"},
            {"shape": "POINT (500 120)", "category": "school", "name": "Trường"},
            {"shape": "POINT (900 900)", "category": "office", "name": "Trụ sở"},
        ),
        source="test",
    )
    return store


def table(shown, key):
    """Return the table of that key as it was sent."""
    found = [t for t in shown.dataframe if t.proto.id.endswith(f"-{key}")]
    assert len(found) == 1, [t.proto.id for t in shown.dataframe]
    return found[0].value


def test_a_finer_level_and_the_night_see_less(app, village):
    shown = opened(app, "communes")
    observed = float(table(shown, "communes")[_("Seen (ha)")].max())
    # 1920 px over a width of 2·d·2.4/4: 62.5 px/m at 25.6 m, straight across: d² · 2.4/4.
    assert observed == pytest.approx(25.6**2 * 0.6 / 10_000, rel=1e-3)
    shown.session_state["terms_light"] = "night"
    shown.run()
    lit = float(table(shown, "communes")[_("Seen (ha)")].max())
    assert lit == pytest.approx(math.atan(0.6) * 10**2 / 10_000, rel=1e-3)
    shown.session_state["terms_light"] = "day"
    shown.selectbox("terms_level").set_value("identify").run()
    identified = float(table(shown, "communes")[_("Seen (ha)")].max())
    assert identified == pytest.approx(observed / 16, rel=1e-3)
    assert "250 px/m" in texts(shown)


def test_only_what_is_live_counts_when_asked(app, village):
    shown = opened(app, "communes")
    assert float(table(shown, "communes")[_("Weight covered")].max()) == 6
    shown.toggle("terms_live").set_value(True).run()
    assert float(table(shown, "communes")[_("Weight covered")].max()) == 0
    assert _("only what is live at headquarters") in texts(shown)


def test_what_is_lost_why_and_what_hangs_on_one_camera(app, village):
    shown = opened(app, "gaps")
    assert table(shown, "gaps")[_("Place, road")].tolist() == ["Trường", "Trụ sở"]
    metrics = {m.label: m.value for m in shown.metric}
    assert metrics[_("Weight covered")] == metrics[_("of it by one camera alone")] == "6"
    assert table(shown, "single_points")[_("Code")].tolist() == ["A"]
    assert table(shown, "single_points")[_("Weight it alone sees")].tolist() == [6]


def test_double_the_weight_shows_what_would_change(app, village):
    shown = opened(app, "register")
    shown.selectbox("try_category").set_value("office").run()
    told = table(shown, "try_shares").set_index(_("State"))
    # Market 6, school 5, office 4 of 15; doubled, 8 of 19.
    assert told[_("Now (%)")].tolist() == pytest.approx([40, 0, 100 / 3, 80 / 3])
    assert told[_("Then (%)")].tolist() == pytest.approx(
        [600 / 19, 0, 500 / 19, 800 / 19],
    )
    assert _("The first {count} repairs stay the same.", count=10) in texts(shown)


def test_values_no_lens_can_have_are_told(app, store):
    store.save(cameras=cameras({"camera_id": "A", "xy": (5, 5), "tilt_deg": -5.0}), source="test")
    shown = opened(app, "register")
    assert _("{count} values to check", count=number(1)) in [e.label for e in shown.expander]
    assert "A" in table(shown, "findings")[_("Finding")][0]


def test_an_extract_is_written_with_its_buildings_and_they_hide(app, village, tmp_path):
    drawing = Drawing()
    drawing.way((0, 50), (1000, 50), highway="tertiary", name="Đường liên xã")
    drawing.box(90, 108, 20, 4, building="yes")
    path = drawing.save(tmp_path / "lang.osm")
    shown = opened(app, "register")
    shown.file_uploader[1].upload("lang.osm", path.read_bytes()).run()
    assert not shown.exception
    assert _("{count} buildings that hide what is behind them", count=number(1)) in texts(shown)
    shown.button("write_demand").click().run()
    assert not shown.exception
    assert len(village.buildings()) == 1
    assert "Đường liên xã" in set(village.demand()["name"])
    shown.switch_page("pages/communes.py").run()
    shown = opened(shown, "communes")
    # The market stands behind the building now.
    assert float(table(shown, "communes")[_("Weight covered")].max()) == 0


def test_the_figures_say_of_how_many_cameras_the_detail_is_not_known(app, village):
    village.save(
        cameras=cameras({"camera_id": "R", "xy": (300, 300), "azimuth_deg": 0.0, "range_m": 40.0}),
        source="test",
    )
    shown = opened(app, "communes")
    told = "1 trong 3 camera xác định được vùng quan sát"
    assert told not in texts(shown)
    shown.session_state["terms_level"] = "identify"
    shown.run()
    assert told in texts(shown)


def test_a_choice_held_as_none_is_the_usual_one(monkeypatch):
    monkeypatch.setattr(st, "session_state", {LEVEL: None, LIGHT: None})
    assert terms() == USUAL_VIEW
