"""An export of a simulated register, loaded again: the page says so, and so it stays."""

import pytest

from gis.analysis.run import analyse
from gis.communes.boundaries import communes_or_schematic
from gis.core.language import _
from gis.export.files import encode
from gis.export.layers import layer
from tests.pages.screen import page, texts
from tests.registers import HEADINGS, workbook


@pytest.fixture
def files(simulated):
    found = analyse(
        simulated["cameras"].head(30),
        simulated["equipment"],
        communes_or_schematic(),
        simulated["demand"].iloc[:0],
    ).of_register(simulated=True)
    return {
        f"{name}.xlsx": encode(layer(found, name), name=name, fmt="xlsx")
        for name in ("cameras", "equipment", "communes")
    }


def test_a_simulated_file_is_said_to_be_one_and_leaves_the_others_alone(app, demo, store, files):
    shown = page(app, "register")
    shown.file_uploader[0].upload("cameras.xlsx", files["cameras.xlsx"]).run()
    warned = [w.value for w in shown.warning]
    assert _("The file says that its rows are simulated; they stay marked so") in warned
    assert len([text for text in warned if "mô phỏng" in text]) == 2  # the banner, and this
    shown.button("write_register").click().run()
    assert not shown.exception
    assert (len(store.cameras()), store.is_simulated()) == (200, True)
    assert len(store.demand()) > 0


def test_into_a_real_register_it_does_not_go(app, store, files):
    shown = page(app, "register")
    real = workbook([HEADINGS, ("C1", "Chợ", "Phường Đồng Hới", None, None, "hư hỏng")])
    shown.file_uploader[0].upload("that.xlsx", real).run()
    shown.button("write_register").click().run()
    shown.file_uploader[0].upload("cameras.xlsx", files["cameras.xlsx"]).run()
    shown.button("write_register").click().run()
    assert not shown.exception
    assert shown.error
    assert store.cameras()["camera_id"].tolist() == ["C1"]


def test_another_layer_is_refused_as_what_it_is(app, demo, files):
    shown = page(app, "register")
    shown.file_uploader[0].upload("communes.xlsx", files["communes.xlsx"]).run()
    assert not shown.exception
    assert "số liệu theo xã" in shown.error[-1].value


def test_files_to_take_along_are_offered_of_nothing_too(app, store):
    shown = page(app, "reports")
    assert not shown.exception
    # Boundaries that are only schematic are told of on every page.
    assert all(error.icon == ":material/warning:" for error in shown.error)
    assert _("Shared equipment") in texts(shown)
