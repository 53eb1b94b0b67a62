"""Every page, run by Streamlit's own runner on a small simulated register and without one."""

import geopandas as gpd
import pytest

from gis.communes.schematic import schematic
from gis.core.language import _
from pages.components.shared.markdown import plain
from tests import world
from tests.pages.screen import PAGES, named, opened, page, texts
from tests.registers import HEADINGS, workbook

TITLES = {
    "overview": ("Tổng quan", "Overview"),
    "map": ("Bản đồ", "Map"),
    "communes": ("Xã, phường, đặc khu", "Communes, wards, special zone"),
    "equipment": ("Thiết bị dùng chung", "Shared equipment"),
    "gaps": ("Khu vực chưa được giám sát", "Places not seen"),
    "plan": ("Phương án phục hồi, kết nối", "Restoration and connection plan"),
    "register": ("Danh mục camera", "Camera register"),
    "survey": ("Rà soát", "Survey"),
    "maintenance": ("Bảo dưỡng", "Maintenance"),
    "reports": ("Báo cáo, xuất dữ liệu", "Reports and data"),
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_both_languages(app, demo, name, language):
    shown = opened(app, name, language)
    assert shown.title[0].value == TITLES[name][language == "en"]
    told = "Dữ liệu mô phỏng" if language == "vi" else "Simulated data"
    assert told in texts(shown)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_on_an_empty_register(app, name):
    shown = opened(app, name)
    assert "mô phỏng" not in texts(shown)


def test_the_overview_counts_what_the_register_holds(app, demo):
    shown = page(app, "overview")
    metrics = {m.label: m.value for m in shown.metric}
    assert metrics[_("Camera views")] == "200"
    parts = (_("Seeing"), _("Not seeing"), _("Unconfirmed"))
    assert sum(int(metrics[part]) for part in parts) == 200


def test_a_commune_chosen_on_one_page_stays_on_the_next(app, demo):
    shown = page(app, "overview")
    counts = []
    for code in ("18880", "19333"):
        shown.query_params["xa"] = code
        shown.run()
        counts.append(int(shown.metric[0].value))
    assert all(0 < count < 200 for count in counts)
    shown.switch_page("pages/plan.py").run()
    assert shown.query_params["xa"] == "19333"
    assert not shown.exception
    shown.switch_page("pages/overview.py").run()
    assert int(shown.metric[0].value) == counts[-1]


def test_simulated_data_is_removed_once_it_is_said_what_goes(app, demo, store):
    shown = page(app, "overview")
    assert "200 mắt camera" in texts(shown)
    named(shown).button(key="remove_simulated").click().run()
    assert store.is_empty()
    assert not shown.exception
    assert "mô phỏng" not in texts(shown)


def test_schematic_boundaries_cannot_be_missed(app, demo, monkeypatch, tmp_path):
    monkeypatch.setattr("gis.runtime.snapshot.COMMUNES_FILE", tmp_path / "none.gpkg")
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", schematic)
    shown = page(app, "overview")
    assert "không dùng để phân định" in shown.error[0].value
    assert _("Load real boundaries") in [b.label for b in shown.button]


def test_an_upload_is_shown_first_and_written_when_confirmed(app, demo, store):
    shown = page(app, "register")
    rows = [
        HEADINGS,
        ("C1", "Chợ", "Phường Đồng Hới", None, None, "hư hỏng"),
        ("C2", "Cầu", "Phường Đồng Hới", "đâu đó", "106,6", ""),
    ]
    shown.file_uploader[0].upload("danh-sach.xlsx", workbook(rows)).run()
    metrics = {m.label: m.value for m in shown.metric}
    assert (metrics[_("Rows in the file")], metrics[_("Accepted")]) == ("2", "1")
    assert len(store.cameras()) == 200  # nothing written yet
    shown.button("write_register").click().run()
    assert not shown.exception
    assert store.cameras()["camera_id"].tolist() == ["C1"]
    assert not store.is_simulated()


def test_a_bad_file_is_told_in_one_sentence(app, demo):
    shown = page(app, "register")
    shown.file_uploader[0].upload("a.xlsx", b"PK\x03\x04 nothing").run()
    assert not shown.exception
    assert plain("a.xlsx") in shown.error[-1].value


def test_a_layer_of_places_is_written_when_confirmed(app, store, tmp_path):
    layer = world.demand({"shape": "POINT (0 0)", "weight": 5, "name": "Chợ"})
    gpd.GeoDataFrame(layer).to_file(tmp_path / "cho.geojson")
    shown = opened(app, "register")
    shown.file_uploader[1].upload("cho.geojson", (tmp_path / "cho.geojson").read_bytes()).run()
    shown.button("write_demand").click().run()
    assert not shown.exception
    assert store.demand()["name"].tolist() == ["Chợ"]


def test_the_register_is_searched_without_marks(app, store):
    rows = ({"camera_id": "A", "name": "Chợ Đông Hà"}, {"camera_id": "B", "name": "Cầu"})
    store.save(cameras=world.cameras(*rows), source="test")
    shown = opened(app, "register")
    shown.text_input[0].input("cho dong").run()
    assert _("{count} cameras", count=1) in texts(shown)


def test_a_database_that_fails_is_told_without_a_traceback(app, monkeypatch, tmp_path):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database at all" * 100)
    monkeypatch.setenv("CAMERA_STORE", f"sqlite:///{broken}")
    app.run()
    assert not app.exception
    assert app.error


@pytest.mark.parametrize(
    "text", ["![x](http://host/x.png)", "**a** _b_ `c`", "<img src=x>", ":red[a] $x$", "1. a"]
)
def test_words_from_files_stay_words(text):
    marked = plain(text)
    assert marked.replace("\\", "") == text
    assert all(marked[i - 1] == "\\" for i, c in enumerate(marked) if c in "![]()*_`<>:$.")
