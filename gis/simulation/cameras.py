"""What is written in the register about simulated cameras: names, build, state, money, dates."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gis.communes.listing import commune_names
from gis.core.choices import Kind
from gis.core.geodesy import metres_per_degree
from gis.core.schema import CAMERA_COLUMNS, conform
from gis.simulation.papers import papers
from gis.simulation.roads import HAMLETS, HIGHLANDS, URBAN

KIND_SHARES = {
    "fixed": 0.55,
    "dome": 0.18,
    "turret": 0.15,
    "ptz": 0.08,
    "fisheye": 0.02,
    "anpr": 0.02,
}
# Height (m), lens (mm), angle (°) and useful depth (m) by kind, as usually installed.
BUILT = pd.DataFrame(
    [
        (5.0, 4.0, 80.0, 30.0),
        (3.5, 2.8, 106.0, 18.0),
        (3.5, 2.8, 106.0, 18.0),
        (8.0, 5.0, 60.0, 60.0),
        (4.0, 1.2, 360.0, 12.0),
        (6.0, 12.0, 30.0, 25.0),
    ],
    index=list(KIND_SHARES),
    columns=["height", "focal", "hfov", "reach"],
)
UNSURVEYED = 0.25
# The state of the surveyed cameras by themselves; failing shared equipment comes on top.
STATES = {
    "working": 0.53,
    "degraded": 0.09,
    "broken": 0.205,
    "abandoned": 0.095,
    "suspended": 0.055,
    "disposal": 0.025,
}
CAMERA_FAULTS = {
    "degraded": (("camera", "wear"), ("camera", "blocked_or_turned"), ("line", "wear")),
    "broken": (
        ("camera", "wear"),
        ("camera", "wear"),
        ("camera", "weather"),
        ("camera", "weather"),
        ("power", "weather"),
        ("line", "weather"),
        ("camera", "theft"),
        ("pole", "weather"),
        ("camera", "blocked_or_turned"),
    ),
    "abandoned": (
        ("camera", "not_handed_over"),
        ("camera", "not_handed_over"),
        ("account", "account_lost"),
        ("camera", "unknown"),
        ("pole", "moved"),
    ),
    "suspended": (
        ("line", "unpaid"),
        ("line", "unpaid"),
        ("power", "unpaid"),
        ("account", "account_lost"),
    ),
    "disposal": (("camera", "wear"),),
}
WITHOUT_DIRECTION, WITHOUT_POSITION = 0.15, 0.04
COMPASS = ("Bắc", "Đông Bắc", "Đông", "Đông Nam", "Nam", "Tây Nam", "Tây", "Tây Bắc")
SPOTS = {
    "market": ("cổng chính", "đường vào chợ", "khu để xe", "cổng phụ"),
    "school": ("cổng trường", "đường trước trường", "cổng phụ", "khu để xe"),
    "hospital": ("cổng chính", "hướng ra đường", "khu để xe", "lối vào"),
    "office": ("cổng trụ sở", "hướng ra đường", "sân trước", "khu để xe"),
    "station": ("cửa vào", "lối ra", "khu để xe", "đường trước ga, bến"),
    "border_gate": ("làn nhập cảnh", "làn xuất cảnh", "khu kiểm tra", "khu chờ"),
}


def describe(
    views: pd.DataFrame, communes: pd.DataFrame, centres: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the cameras in canonical columns, without their equipment.

    Parameters
    ----------
    views
        `lon lat commune_code site nth azimuth_deg near category`, see `simulation.sites.sites`.
    centres
        `former_name former_kind former_district former_district_kind code lon lat`.
    """
    table = views.drop(columns=["site", "nth", "near", "category"])
    table["site_id"] = "VT-" + views["commune_code"] + "-" + _number(views["site"], 3)
    table = table.assign(**_built(len(views), rng))
    _forget(table, rng)
    home = _nearest(views, centres)
    table = table.assign(**_named(views, table["azimuth_deg"], home, communes, rng))
    table = table.assign(**_state(table, rng))
    table = table.assign(**papers(table, home, communes, rng))
    return conform(table, CAMERA_COLUMNS)


def _number(values: pd.Series, digits: int) -> pd.Series:
    return values.astype(str).str.zfill(digits)


def _deal(of: dict[str, float], rank: NDArray[np.intp]) -> NDArray[np.object_]:
    """Deal the values by rank (a permutation): as exactly in their shares as can be."""
    bounds = np.round(np.cumsum(list(of.values())) * len(rank))
    dealt = np.searchsorted(bounds[:-1], rank, side="right")
    return np.array(list(of), dtype=object)[dealt]


def _built(n: int, rng: np.random.Generator) -> dict[str, Any]:
    kind = _deal(KIND_SHARES, rng.permutation(n))
    usual = BUILT.reindex(kind)
    told, ranged = rng.random(n) < 0.5, rng.random(n) < 0.25
    wide = rng.choice([1920.0, 2560.0, 3840.0], n, p=[0.62, 0.3, 0.08])
    high = pd.Series(wide).map({1920.0: 1080.0, 2560.0: 1440.0, 3840.0: 2160.0}).to_numpy()
    written: dict[str, Any] = {
        "hfov_deg": usual["hfov"],
        "focal_mm": usual["focal"],
        "sensor_width_mm": 5.4,
        "height_m": np.round(usual["height"] * rng.uniform(0.85, 1.15, n), 1),
        "tilt_deg": np.where(kind == Kind.FISHEYE, 90.0, rng.integers(10, 26, n)),
        "resolution_w_px": wide,
        "resolution_h_px": high,
        "ir_range_m": rng.choice([30.0, 50.0], n),
    }
    known = {name: np.where(told, value, np.nan) for name, value in written.items()}
    reach = np.round(usual["reach"].to_numpy() * rng.uniform(0.8, 1.4, n))
    return known | {"kind": kind, "range_m": np.where(ranged, reach, np.nan)}


def _forget(table: pd.DataFrame, rng: np.random.Generator) -> None:
    """Take out what real lists lack: directions, and the position of some sites."""
    aimed = table["kind"].isin((Kind.FIXED, Kind.DOME, Kind.TURRET))
    turned = aimed & (rng.random(len(table)) < WITHOUT_DIRECTION)
    table.loc[turned | (table["kind"] == Kind.FISHEYE), "azimuth_deg"] = np.nan
    site = table["site_id"].factorize()[0]
    sites = site.max() + 1
    lost = (rng.permutation(sites) < round(WITHOUT_POSITION * sites))[site]
    table.loc[lost, ["lon", "lat"]] = np.nan


def _nearest(views: pd.DataFrame, centres: pd.DataFrame) -> pd.DataFrame:
    """Return, for each view, the nearest centre of its commune."""
    centres = centres[centres["former_kind"] != "cửa khẩu"]
    # A third axis keeps communes farther apart than any distance within one.
    level = dict(zip(centres["code"].unique(), range(centres["code"].nunique()), strict=True))
    scale = [float(s) for s in metres_per_degree(17.0)]
    known, asked = (
        np.column_stack([t["lon"] * scale[0], t["lat"] * scale[1], t[code].map(level) * 1e6])
        for t, code in ((centres, "code"), (views, "commune_code"))
    )
    nearest: pd.DataFrame = centres.iloc[cKDTree(known).query(asked)[1]]
    return nearest.set_axis(views.index)


def _named(
    views: pd.DataFrame,
    azimuth: pd.Series,
    home: pd.DataFrame,
    communes: pd.DataFrame,
    rng: np.random.Generator,
) -> dict[str, Any]:
    code, n = views["commune_code"], len(views)
    sector = (azimuth.fillna(0) / 45).round().astype(int) % 8
    spot = ("hướng " + sector.map(dict(enumerate(COMPASS)))).where(
        azimuth.notna(), "mắt " + (views["nth"] + 1).astype(str)
    )
    for category, words in SPOTS.items():
        spot = spot.mask(views["category"] == category, views["nth"].map(dict(enumerate(words))))
    place = _hamlet(views, home, rng)
    on_road = views["category"].str.startswith("road_")
    today = code.map(commune_names(communes))
    before = home["former_kind"].str.capitalize() + " " + home["former_name"] + ", "
    before += home["former_district_kind"] + " " + home["former_district"]
    wrote_before = (rng.random(n) < 0.22) & (home["former_district"] != "")
    short = rng.random(n) < 0.3
    unit = today.mask(short, today.str.replace(r"^(Phường|Xã|Đặc khu) ", "", regex=True))
    return {
        "camera_id": "QT-" + code + "-" + _number(views.groupby("commune_code").cumcount() + 1, 4),
        "name": views["near"] + " – " + spot,
        "address": place + (", " + views["near"]).where(on_road, ""),
        "declared_commune": unit.mask(wrote_before, before),
    }


def _hamlet(views: pd.DataFrame, home: pd.DataFrame, rng: np.random.Generator) -> pd.Series:
    """Return the hamlet or quarter of each site, with the former commune it belonged to."""
    site = views.groupby(["commune_code", "site"]).ngroup().to_numpy()
    sites = site.max() + 1
    name = pd.Series(rng.choice(HAMLETS, sites)[site], views.index)
    quarter = "Khu phố " + pd.Series(rng.integers(1, 10, sites)[site], views.index).astype(str)
    word = home["former_district"].isin(HIGHLANDS).map({True: "Bản ", False: "Thôn "})
    place = (word + name).mask(home["former_kind"].isin(URBAN), quarter)
    old = " (" + home["former_kind"] + " " + home["former_name"] + " cũ)"
    return place + old.where(home["former_district"] != "", "")


def _state(table: pd.DataFrame, rng: np.random.Generator) -> dict[str, Any]:
    """Draw the state: a survey goes commune by commune, a fault mostly takes a whole site."""
    n = len(table)
    commune, site = (table[c].factorize()[0] for c in ("commune_code", "site_id"))
    by_site = rng.random(n)[site]
    visit = (0.5 * rng.random(n)[commune] + by_site).argsort().argsort()
    unknown = visit >= n - round(UNSURVEYED * n)
    fate = (rng.random(n)[site] + 0.3 * rng.random(n))[~unknown].argsort().argsort()
    status = np.full(n, "unknown", dtype=object)
    status[~unknown] = _deal(STATES, fate)
    faults = np.full((n, 2), "", dtype=object)
    for state, pairs in CAMERA_FAULTS.items():
        at = status == state
        faults[at] = np.array(pairs, dtype=object)[rng.integers(0, len(pairs), at.sum())]
    return {"status": status, "fault_part": faults[:, 0], "cause": faults[:, 1]}
