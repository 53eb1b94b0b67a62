"""Two sheets on different meridians through the page: each is shown and chosen by itself."""

from gis.core.language import _
from tests.pages.screen import accepted, listed, page
from tests.registers import workbook


def test_each_sheet_is_read_in_its_own_way(app, store):
    names = ("Trang 1", "Trang 2")
    data = workbook(listed("C1", 9212), listed("C2", 9214), names=names)
    shown = page(app, "register")
    shown.file_uploader[0].upload("hai-trang.xlsx", data).run()
    assert accepted(shown) == "0"
    choices = [
        s
        for s in shown.selectbox
        if s.label.startswith(_("Coordinates of sheet {name}", name="Trang"))
    ]
    assert len(choices) == 2
    shown.selectbox(key="register_crs").set_value("EPSG:9212").run()
    assert accepted(shown) == "1"
    second = next(s for s in shown.selectbox if s.label.endswith("Trang 2"))
    second.set_value("EPSG:9214").run()
    assert accepted(shown) == "2"
    shown.button(key="write_register").click().run()
    cameras = store.cameras()
    assert (cameras["lon"] - 106.62).abs().max() < 1e-6


def test_another_central_meridian_is_written_out(app, store):
    free = (
        "+proj=tmerc +lat_0=0 +lon_0=106.75 +k=0.9996 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m "
        "+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,"
        "0.252906278"
    )
    shown = page(app, "register")
    shown.file_uploader[0].upload("a.xlsx", workbook(listed("C1", free))).run()
    assert accepted(shown) == "0"
    shown.selectbox(key="register_crs").set_value("other").run()
    assert accepted(shown) == "0"  # nothing is taken before a meridian is written
    shown.text_input(key="register_crs_meridian").set_value("106°45'").run()
    shown.selectbox(key="register_crs_zone").set_value("TM-6").run()
    assert accepted(shown) == "1"
    shown.button(key="write_register").click().run()
    [row] = store.cameras().to_dict("records")
    assert abs(row["lon"] - 106.62) < 1e-6
    assert abs(row["lat"] - 17.47) < 1e-6
