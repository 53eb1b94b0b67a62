"""A former town or district where a commune is asked for: which communes of today it may be."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from gis.core.crs import WGS84
from gis.ingest.importing import read_import
from tests.registers import workbook

# Today's communes made of Ba Đồn and of Đông Hà, each a square of its own; and one of neither.
SQUARES = {
    "19009": ("Phường Ba Đồn", 106.40, 17.74),
    "19066": ("Phường Bắc Gianh", 106.50, 17.74),
    "19075": ("Xã Nam Ba Đồn", 106.30, 17.74),
    "19093": ("Xã Nam Gianh", 106.20, 17.74),
    "19333": ("Phường Đông Hà", 107.10, 16.82),
    "19351": ("Phường Nam Đông Hà", 107.10, 16.72),
}
HEADINGS = ("Mã camera", "Xã, phường", "Vĩ độ", "Kinh độ", "Địa chỉ")


def read(*rows):
    table = pd.DataFrame(SQUARES, index=["full_name", "lon", "lat"]).T.rename_axis("code")
    table = table.reset_index()
    table["kind"], table["name"] = zip(*table["full_name"].str.split(" ", n=1), strict=True)
    boxes = [
        shapely.box(lon, lat, lon + 0.05, lat + 0.05)
        for lon, lat in zip(table["lon"], table["lat"], strict=True)
    ]
    communes = gpd.GeoDataFrame(
        table[["code", "name", "full_name", "kind"]].assign(area_km2=30.0),
        geometry=boxes,
        crs=WGS84,
    )
    communes.attrs["source"] = "official"
    list_ = [HEADINGS, *((f"C{n}", *row) for n, row in enumerate(rows, 1))]
    return read_import(workbook(list_), "a.xlsx", communes=communes)


@pytest.mark.parametrize("town", ["Thị xã Ba Đồn", "TX. Ba Đồn", "TX Ba Đồn", "tx Ba Đồn cũ"])
def test_a_whole_town_is_told_with_all_it_may_be(town):
    found = read((town, None, None, None))
    assert found.cameras["commune_code"].tolist() == [""]
    [warning] = [f for f in found.findings if f.column == "Xã, phường"]
    assert town in warning.message
    assert all(name in warning.message for code, (name, *_) in SQUARES.items() if code < "19100")
    assert "Đông Hà" not in warning.message


def test_the_position_or_the_address_says_which():
    found = read(
        ("TX Ba Đồn", 17.76, 106.52, None),
        ("TP Đông Hà", None, None, "12 Lê Lợi, Phường 1"),
        ("TP. Đông Hà", None, None, "chợ Đông Hà, phường Đông Lương"),
    )
    assert found.cameras["commune_code"].tolist() == ["19066", "19333", "19351"]
    assert not [f for f in found.findings if f.column == "Xã, phường"]


def test_a_position_in_another_town_is_told():
    found = read(("TX Ba Đồn", 16.84, 107.12, None))
    assert found.cameras["commune_code"].tolist() == ["19333"]
    [warning] = [f for f in found.findings if f.column == "Xã, phường"]
    assert "TX Ba Đồn" in warning.message
    assert "Phường Đông Hà" in warning.message
