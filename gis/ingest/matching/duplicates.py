"""Cameras that may be one and the same, listed twice."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gis.core.crs import to_plane
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.ingest.matching.identity import AUTOMATIC
from gis.ingest.matching.likeness import syllables
from gis.ingest.matching.recoding import code_numbers
from gis.ingest.merged_cells import AREA
from gis.register.queries import located

NEAR_M, SAME_PLACE_M, SAME_DIRECTION_DEG = 25.0, 3.0, 20.0
# More pairs than this in one place are a list of copies, not suspects to look at one by one.
_MOST_PAIRS = 20_000


def suspects(cameras: pd.DataFrame) -> pd.DataFrame:
    """Find pairs of cameras that may be one.

    The same serial number suffices at any distance. Else two views of different sites are
    suspected within `NEAR_M` when they bear the same name and their directions do not
    differ, or within `SAME_PLACE_M` when both directions are known and agree. Where one has
    no position, the same name and address in one commune suffice, unless their codes follow
    each other: lists count the cameras of a junction so. Where another place stands between
    them, or both look in one direction, they are suspected all the same, and so are codes of
    different makes: the keepers of one pole give it codes of their own. A camera without a
    name is called by its address.

    Parameters
    ----------
    cameras
        Canonical columns, WGS 84.

    Returns
    -------
    pandas.DataFrame
        `first second distance_m why`; `first` and `second` are places in the table, `first` the
        smaller; metres.
    """
    homes = _homes_of_unplaced(cameras)
    pairs = np.unique(
        np.concatenate([_near(cameras), _same_serial(cameras), _unlocated(cameras, homes)]), axis=0
    )
    first, second = pairs[:, 0], pairs[:, 1]
    metres = _metres(cameras, first, second)
    one, other = (cameras.iloc[places] for places in (first, second))
    turn = np.abs(
        (one["azimuth_deg"].to_numpy() - other["azimuth_deg"].to_numpy() + 180) % 360 - 180
    )
    same_serial = _same(one["serial"], other["serial"])
    apart = ~_same(one["site_id"], other["site_id"])
    rows = np.union1d(pairs.ravel(), homes)
    named = _labels(cameras.iloc[rows]).set_axis(rows)
    labels = named.reindex(range(len(cameras)), fill_value="")
    same_name = _same(labels.iloc[first], labels.iloc[second])
    same_name &= ~(turn > SAME_DIRECTION_DEG)
    unlocated = np.isnan(metres) & same_name
    numbered = np.zeros(len(cameras), dtype=np.intp)
    numbered[homes] = _numbered_in_turn(cameras.iloc[homes], labels.iloc[homes])
    unlocated &= (numbered[first] != numbered[second]) | (turn <= SAME_DIRECTION_DEG)
    same_name &= metres <= NEAR_M
    same_view = (turn <= SAME_DIRECTION_DEG) & (metres <= SAME_PLACE_M)
    found = same_serial | (apart & (same_name | same_view | unlocated))
    why = np.select(
        [same_serial, same_name, unlocated],
        [_("same serial number"), _("same name, side by side"), _("same name, no position")],
        default=_("same place and direction"),
    )
    table = pd.DataFrame({"first": first, "second": second, "distance_m": metres, "why": why})
    return pd.DataFrame(table[found].reset_index(drop=True))


def _same(one: pd.Series, other: pd.Series) -> np.ndarray:
    """Tell which pairs of texts say the same thing, not just both nothing."""
    first, second = one.to_numpy(dtype=object), other.to_numpy(dtype=object)
    return np.asarray((first == second) & (first != ""), dtype=bool)


def _near(cameras: pd.DataFrame) -> np.ndarray:
    there = np.flatnonzero(located(cameras).to_numpy())
    if len(there) < 2:
        return np.empty((0, 2), dtype=np.intp)
    tree = cKDTree(_xy(cameras)[there])
    reach = NEAR_M if tree.count_neighbors(tree, NEAR_M) < 10 * _MOST_PAIRS else SAME_PLACE_M
    pairs = tree.query_pairs(reach, output_type="ndarray")[:_MOST_PAIRS]
    return np.sort(there[pairs].reshape(-1, 2), axis=1)


def _homes_of_unplaced(cameras: pd.DataFrame) -> np.ndarray:
    """Return the places in the table of all cameras in communes where some have no position."""
    placed, homes = located(cameras), cameras["commune_code"]
    return np.flatnonzero(homes.isin(homes[~placed].unique()).to_numpy())


def _unlocated(cameras: pd.DataFrame, asked: np.ndarray) -> np.ndarray:
    """Return neighbours among some cameras, those of one name and address in one commune.

    Short forms written out; of two addresses one may only say more than the other. Neighbours
    are sought in the order of the table and in that of the makes of their codes.
    """
    cameras = cameras.iloc[asked]
    placed = located(cameras).to_numpy()
    texts = cameras[["commune_code", "address"]].reset_index(drop=True)
    labels, addresses = _labels(cameras).reset_index(drop=True), _distinct(texts["address"])
    key = texts["commune_code"] + "|" + labels
    named = np.flatnonzero(labels != "")
    order = pd.DataFrame({"key": key, "make": _makes(cameras)}).iloc[named]
    order["rank"] = order.groupby(["key", "make"]).cumcount()
    orders = [order.sort_values(by, kind="stable") for by in (["key"], ["key", "rank"])]
    pairs = np.sort(np.concatenate([_chains(order) for order in orders]), axis=1)
    pairs = pairs[~placed[pairs].all(axis=1)]
    sets = addresses.map(frozenset).to_numpy()
    one, other = sets[pairs[:, 0]], sets[pairs[:, 1]]
    alike = [
        a == b or (bool(a and b) and (a < b or b < a)) for a, b in zip(one, other, strict=True)
    ]
    return np.asarray(asked[pairs[np.array(alike, dtype=bool)][:_MOST_PAIRS]])


def _distinct(texts: pd.Series) -> pd.Series:
    return texts.map({text: syllables(text) for text in set(texts)})


def _chains(order: pd.DataFrame) -> np.ndarray:
    """Return each row of a sorted table with the next one, where both have one `key`."""
    places, keys = order.index.to_numpy(), order["key"].to_numpy()
    return np.asarray(np.column_stack([places[:-1], places[1:]])[keys[:-1] == keys[1:]])


def _makes(cameras: pd.DataFrame) -> pd.Series:
    """Return how the codes are made: their letters and signs; of derived ones nothing."""
    codes = cameras["camera_id"].reset_index(drop=True)
    made = codes.str.replace(r"\d+", "0", regex=True)
    return made.mask(codes.str.startswith(AUTOMATIC), "")


def _labels(cameras: pd.DataFrame) -> pd.Series:
    """Return what each camera is called, short forms written out; a village names none."""
    names, addresses = cameras["name"], cameras["address"]
    areas = [text for text in addresses.unique() if AREA.match(fold(text))]
    called = names.where(names != "", addresses.mask(addresses.isin(areas), ""))
    return pd.Series(_distinct(called).str.join(" "))


def _numbered_in_turn(cameras: pd.DataFrame, labels: pd.Series) -> NDArray[np.intp]:
    """Return for each camera a number that it shares with those of its place numbered in turn.

    Those are the cameras of one label whose codes, of one make, no other one stands between.
    """
    table = pd.DataFrame(
        {
            "home": cameras["commune_code"].to_numpy(),
            "make": _makes(cameras),
            "number": code_numbers(cameras["camera_id"]).to_numpy(),
            "label": labels.to_numpy(),
        }
    )
    table = table.sort_values(["home", "make", "number"], kind="stable")
    columns = table[["home", "make", "label"]]
    begins = (columns != columns.shift()).any(axis=1) | (table["make"] == "")
    return np.asarray(begins.cumsum().sort_index(), dtype=np.intp)


def _same_serial(cameras: pd.DataFrame) -> np.ndarray:
    serial = cameras["serial"].reset_index(drop=True)
    groups = serial[serial != ""].groupby(serial).indices.values()
    places = np.flatnonzero((serial != "").to_numpy())
    chains = [np.column_stack([places[g][:-1], places[g][1:]]) for g in groups if len(g) > 1]
    return np.concatenate(chains) if chains else np.empty((0, 2), dtype=np.intp)


def _xy(cameras: pd.DataFrame) -> np.ndarray:
    points = shapely.points(cameras["lon"].to_numpy(), cameras["lat"].to_numpy())
    return np.asarray(shapely.get_coordinates(to_plane(points)))


def _metres(cameras: pd.DataFrame, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    away = _xy(cameras.iloc[first]) - _xy(cameras.iloc[second])
    return np.asarray(np.hypot(*away.T))


def duplicates(
    views: pd.DataFrame, rows: Sequence[tuple[str, int]], known: pd.DataFrame | None
) -> list[Finding]:
    """Return a warning for each row whose camera may be one of an earlier row or a known one.

    `views`: cameras indexed by the place of their row in `rows` (sheet, row number).
    """
    given = views.drop_duplicates("camera_id")
    if known is not None:
        known = known[~known["camera_id"].isin(given["camera_id"])]
        given = pd.concat([known, given.assign(place=given.index)], ignore_index=True)
    else:
        given = given.assign(place=given.index).reset_index(drop=True)
    findings: dict[tuple[str, int], Finding] = {}
    places = given["place"].fillna(-1).astype(int).tolist()
    pairs = suspects(given)
    for first, second, metres, why in pairs.itertuples(index=False, name=None):
        place = places[second]
        if place < 0 or place == places[first]:
            continue
        sheet, row = rows[place]
        message = _in_words(given["camera_id"].iloc[first], why, metres)
        suggestion = _("If it is one camera, give both rows the same code or delete one")
        warning = Finding(sheet, row, "camera_id", Severity.WARNING, message, suggestion)
        findings.setdefault((sheet, row), warning)
    return list(findings.values())


def _in_words(code: str, why: str, metres: float) -> str:
    if np.isnan(metres):
        return _("May be the same camera as “{id}” ({why})", id=code, why=why)
    away = number(metres, 1)
    return _(
        "May be the same camera as “{id}” ({why}, {metres} m away)", id=code, why=why, metres=away
    )
