"""Report packages of two communes that share a recorder."""

import datetime as dt

import pandas as pd

from gis.analysis.run import analyse
from gis.core.schema import ROUND_COLUMNS, conform
from gis.packages.arrivals import open_packages
from gis.packages.loading import LoadingTerms, load_package
from gis.packages.making import about, package_content
from gis.packages.package import pack_package
from gis.store.store import Store
from tests.world import cameras, communes, demand, equipment

TODAY = "2026-11-27"


WEST = cameras(
    {"camera_id": "CAM-01", "xy": (500, 500), "status": "broken", "depends_on": "R1"},
    {"camera_id": "CAM-02", "xy": (600, 500), "status": "working", "note": "cổng chợ"},
    {"camera_id": "CAM-03", "xy": (700, 500), "status": "working", "repair_cost_vnd": 2.5e6},
)


EAST = cameras(
    {"camera_id": "CAM-01", "xy": (1500, 500), "status": "working", "depends_on": "R1"},
    {"camera_id": "E-02", "xy": (1600, 500), "status": "unknown", "site_id": "CAM-01"},
)


RECORDER = equipment({"equipment_id": "R1", "kind": "recorder", "status": "working"})


PLACES = demand({"shape": "POINT (500 500)"})


def package(code, table, day="2026-11-20", shared=RECORDER, *, at=1, simulated=False):
    found = analyse(table, shared, communes(), PLACES).of_register(simulated=simulated)
    begun = {"commune_code": code, "state": "approved", "approved_by": "Bình"}
    rounds = conform(pd.DataFrame([begun]), ROUND_COLUMNS)
    of = about(
        found,
        code,
        rounds=rounds,
        day=dt.date.fromisoformat(day),
        who="An",
        revision=f"{code}-{at}",
    )
    return f"{code}.zip", pack_package(package_content(found, of, rounds=rounds))


def opened(*files):
    parcels, refusals = open_packages(files, communes(), today=TODAY)
    assert refusals == []
    return parcels


def take(store: Store, *files, **how):
    terms = LoadingTerms(**how)
    return [load_package(store, p, who="Tỉnh", today=TODAY, terms=terms)[0] for p in opened(*files)]


def now(store: Store) -> pd.DataFrame:
    return store.cameras().set_index("camera_id")


def other(table: pd.DataFrame, camera: str, **values) -> pd.DataFrame:
    row = table["camera_id"] == camera
    return table.assign(**{c: table[c].mask(row, v) for c, v in values.items()})
