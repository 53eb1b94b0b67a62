"""Folders of a map and sections of a list say what kind their places are."""

import pytest

from gis.demand.files import read_demand_file
from tests.registers import communes, workbook

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Địa điểm</name>{}</Document></kml>"""
PLACES = {
    "Trường học": [("Nguyễn Huệ", 106.62, 17.47), ("Cầu Vồng", 106.621, 17.471)],
    "Chợ": [("Đồng Hới", 106.63, 17.46)],
    "Các trạm y tế trên địa bàn": [("Cơ sở 1", 106.64, 17.46)],
}
KINDS = ["school", "school", "market", "hospital"]


def kml():
    marks = {
        folder: "".join(
            f"<Placemark><name>{name}</name><Point><coordinates>{lon},{lat}</coordinates></Point>"
            "</Placemark>"
            for name, lon, lat in places
        )
        for folder, places in PLACES.items()
    }
    folders = (f"<Folder><name>{name}</name>{inside}</Folder>" for name, inside in marks.items())
    return KML.format("".join(folders)).encode()


def sections():
    rows = [("STT", "Tên địa điểm", "Vĩ độ", "Kinh độ")]
    for number, (folder, places) in zip(("I", "II", "III"), PLACES.items(), strict=True):
        rows.append((number, folder))
        rows += [(n + 1, name, lat, lon) for n, (name, lon, lat) in enumerate(places)]
    return workbook(rows)


@pytest.mark.parametrize(("name", "file"), [("a.kml", kml()), ("a.xlsx", sections())])
def test_the_group_of_a_place_is_its_category(tmp_path, name, file):
    """Also of “Cầu Vồng” in “Trường học”, which by its own name would be a bridge."""
    path = tmp_path / name
    path.write_bytes(file)
    assert read_demand_file([path], communes()).demand["category"].tolist() == KINDS
