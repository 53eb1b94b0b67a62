"""Lists of communes that lie side by side, brought one after the other."""

import geopandas as gpd
import shapely

from gis.core.crs import WGS84
from gis.ingest.importing import read_import
from tests.registers import workbook

PLACES = [("Chợ trung tâm", "tốt"), ("Trạm y tế", "hỏng"), ("UBND xã", "tốt")]


NAMES = ["Cam Lộ", "Hải Lăng", "Gio Linh", "Vĩnh Linh", "Hướng Hóa"]


def communes() -> gpd.GeoDataFrame:
    """Return five communes side by side."""
    count = len(NAMES)
    table = gpd.GeoDataFrame(
        {
            "code": [f"1900{k}" for k in range(count)],
            "name": NAMES,
            "full_name": [f"Xã {name}" for name in NAMES],
            "kind": ["xã"] * count,
            "area_km2": [50.0] * count,
        },
        geometry=[shapely.box(106.5 + k / 10, 16.8, 106.6 + k / 10, 16.9) for k in range(count)],
        crs=WGS84,
    )
    table.attrs["source"] = "official"
    return table


def titled(name, places=PLACES):
    rows = [(k, *place) for k, place in enumerate(places, 1)]
    return [(f"DANH SÁCH CAMERA XÃ {name.upper()}",), ("STT", "Vị trí", "Tình trạng"), *rows]


def with_column(name, places=PLACES):
    rows = [(k, f"Xã {name}", *place) for k, place in enumerate(places, 1)]
    return [("STT", "Xã", "Vị trí", "Tình trạng"), *rows]


def coded(name, places=PLACES):
    rows = [(f"CAM-{k:02}", f"Xã {name}", *place) for k, place in enumerate(places, 1)]
    return [("Mã camera", "Xã", "Vị trí", "Tình trạng"), *rows]


def bring(store, *sheets, source="lan-1.xlsx", **options):
    names = tuple(f"Sheet{k}" for k in range(1, len(sheets) + 1))
    found = read_import(
        workbook(*sheets, names=names),
        "ds.xlsx",
        communes=communes(),
        known=store.listed(),
        **options,
    )
    store.save(cameras=found.cameras, renamed=found.renamed, source=source)
    return found


def counted(store):
    return store.cameras()["commune_code"].value_counts().to_dict()
