"""One camera stated by hand: read as a list is, named as a list would name it, compared."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.communes.listing import commune_names
from gis.communes.location import just_outside, locate
from gis.communes.succession import Succession
from gis.core.crs import WGS84
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.schema import conform
from gis.ingest.entries import POSITION, Entries, read_entries
from gis.ingest.matching.duplicates import NEAR_M
from gis.ingest.matching.identity import CAMERA_CONTENT, with_ids
from gis.ingest.matching.likeness import plane, syllables
from gis.ingest.positions.coordinates import AUTO, VN2000_PLANES
from gis.ingest.positions.crs_candidates import reading_in_words
from gis.register.queries import lies_in
from gis.vocabulary.labels import column_words

# What is true of one device alone: its code, its state, what was done to it and when.
NOT_COPIED = (
    *("camera_id", "serial", "photo", "presence", "status", "fault_part", "cause"),
    *("repair_cost_vnd", "live_verified_on", "maintained_on", "surveyed_on", "surveyed_by"),
    *("repaired_on", "accepted_on", "accepted_by", "accepted_photo"),
)
COMMUNE = "declared_commune"


@dataclass(frozen=True, slots=True, eq=False)
class StatedCamera:
    """A camera as somebody states it.

    `row`: in canonical columns. `unread`: what keeps it from being added; `remarks`: what does
    not. `alike`: cameras that may be the same one, see `find_alike`.
    """

    row: pd.DataFrame
    unread: list[Finding]
    remarks: list[Finding]
    alike: pd.DataFrame


def copied_from(cameras: pd.DataFrame, camera_id: str) -> pd.DataFrame:
    """Return what another camera takes over from one of these.

    Parameters
    ----------
    cameras
        Canonical columns.
    camera_id
        The one to copy; an id that none has gives no row.

    Returns
    -------
    pandas.DataFrame
        One row in canonical columns, what is true of one device alone (`NOT_COPIED`) left blank.
    """
    row = cameras[cameras["camera_id"] == camera_id].drop(columns=list(NOT_COPIED))
    return conform(row.reset_index(drop=True))


def state_camera(
    texts: Mapping[str, str],
    *,
    communes: gpd.GeoDataFrame,
    known: pd.DataFrame,
    base: pd.DataFrame | None = None,
    crs: str = AUTO,
) -> StatedCamera:
    """Read a camera from what was typed, by column or `entries.POSITION`.

    On official boundaries the position tells the commune, on schematic ones what is stated.

    Parameters
    ----------
    texts
        The commune (`COMMUNE`) by its code or by any name it ever had; an empty text says
        that there is nothing.
    communes
        `code`, names and polygons, WGS 84; ``attrs["source"]`` tells whether they are schematic.
    known
        The cameras there are, canonical columns.
    base
        One row that says what is not typed, see `copied_from`.
    crs
        How metres are read; ``auto`` takes the plane of the province on which they lie in the
        stated commune.

    Returns
    -------
    StatedCamera
        Where no code was typed its `row` has one made of what the camera is, see `with_ids`.
    """
    blank = conform(pd.DataFrame(index=[0]))
    row = (blank if base is None or base.empty else base).astype(object)
    typed = {name: text for name, text in texts.items() if name != COMMUNE}
    said = texts.get(COMMUNE, "")
    way, planed = _wayby_commune(texts, communes) if crs == AUTO else (crs, [])
    entries = read_entries(pd.DataFrame(typed, index=[0]), communes, crs=way)
    for name, value in entries.of(0).items():
        row.loc[0, name] = value
    row, odd, told = _in_commune(_typed(row), said, communes)
    unread = [*entries.unread, *odd, *_wanting(row), *_taken(row, known)]
    taken = set(known["camera_id"])
    row["camera_id"] = with_ids(row["camera_id"], row, CAMERA_CONTENT, taken)
    return StatedCamera(row, unread, [*entries.remarks, *planed, *told], find_alike(row, known))


def find_alike(row: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the cameras that the one in `row` may be: `camera_id name address distance_m why`.

    Those of the same serial number, those of the same name (else address) in its commune, and
    those within `duplicates.NEAR_M`; the nearest first.
    """
    camera = row.iloc[0]
    metres = np.hypot(*(plane(known) - plane(row)).T)
    label, home = _label(camera), lies_in(known, camera["commune_code"])
    called = pd.Series(data=False, index=known.index)
    if label and home.any():
        called[home] = known[home].apply(_label, axis=1) == label
    serial = (known["serial"] == camera["serial"]) & (camera["serial"] != "")
    why = np.select(
        [serial, called, metres <= NEAR_M],
        [_("same serial number"), _("same name in this commune"), _("side by side")],
        default="",
    )
    found = known[["camera_id", "name", "address"]].assign(distance_m=metres, why=why)
    return pd.DataFrame(found[why != ""].sort_values("distance_m", ignore_index=True))


def _label(camera: pd.Series) -> str:
    return " ".join(syllables(camera["name"] or camera["address"]))


def _typed(row: pd.DataFrame) -> pd.DataFrame:
    return conform(row.astype(object).where(row.notna(), None))


def _in_commune(
    row: pd.DataFrame, stated: str, communes: gpd.GeoDataFrame
) -> tuple[pd.DataFrame, list[Finding], list[Finding]]:
    """Put the camera into its commune; return what hinders this, and what is to be told."""
    names = commune_names(communes)
    codes = _codes(stated, communes)
    if stated and len(codes) != 1:
        return row, [_commune_unclear(stated, [names[code] for code in codes])], []
    said = codes[0] if codes else str(row["commune_code"].iloc[0])
    located = _located(row, said, communes)
    official = communes.attrs.get("source") != "schematic"
    code = (located or said) if official else (said or located)
    row = row.assign(commune_code=code)
    if stated:
        row[COMMUNE] = names[codes[0]]
    if not code:
        message = _("Choose the commune, or give a position")
        return row, [_finding(COMMUNE, message)], []
    told = []
    if located and said and located != said:
        message = _(
            "The position lies in {located}, not in {stated}; the camera counts in {code}",
            located=names[located],
            stated=names[said],
            code=names[code],
        )
        told = [_finding(COMMUNE, message, Severity.WARNING)]
    return row, [], told


def _codes(stated: str, communes: gpd.GeoDataFrame) -> list[str]:
    known = (communes["code"] == stated).any()
    return [stated] if known else Succession(communes).candidates(stated)


def _wayby_commune(
    texts: Mapping[str, str], communes: gpd.GeoDataFrame
) -> tuple[str, list[Finding]]:
    """Return the one plane on which a pair of metres lies in the stated commune, and say so."""
    text, codes = texts.get(POSITION, ""), _codes(texts.get(COMMUNE, ""), communes)
    if not text or len(codes) != 1 or not _position(text, communes).unread:
        return AUTO, []
    fits = []
    for way in VN2000_PLANES:
        values = _position(text, communes, way).values.astype(float)
        if values.notna().all(axis=None) and _located(values, "", communes) == codes[0]:
            fits.append(way)
    if len(fits) != 1:
        return AUTO, []
    message = _("Read as {reading}: so it lies in the commune", reading=reading_in_words(fits[0]))
    return fits[0], [_finding(COMMUNE, message, Severity.NOTICE)]


def _position(text: str, communes: gpd.GeoDataFrame, crs: str = AUTO) -> Entries:
    return read_entries(pd.DataFrame({POSITION: text}, index=[0]), communes, crs=crs)


def _located(row: pd.DataFrame, said: str, communes: gpd.GeoDataFrame) -> str:
    if row[["lon", "lat"]].isna().any(axis=None):
        return ""
    point = gpd.GeoSeries(gpd.points_from_xy(row["lon"], row["lat"]), row.index, crs=WGS84)
    inside = str(locate(point, communes).iloc[0])
    return inside or str(just_outside(point, pd.Series([[said]]), communes)["code"].iloc[0])


def _commune_unclear(stated: str, names: list[str]) -> Finding:
    if not names:
        message = _("No commune of the province is called “{name}”", name=stated)
    else:
        message = _("“{name}” may be {names}", name=stated, names=", ".join(names))
    return _finding(COMMUNE, message)


def _wanting(row: pd.DataFrame) -> list[Finding]:
    camera = row.iloc[0]
    if camera["name"] or camera["address"] or not np.isnan(camera["lon"]):
        return []
    return [_finding("name", _("Give a name, an address or a position, so that it can be found"))]


def _taken(row: pd.DataFrame, known: pd.DataFrame) -> list[Finding]:
    code = row["camera_id"].iloc[0]
    if not code or not (known["camera_id"] == code).any():
        return []
    return [_finding("camera_id", _("The code “{id}” is in use; give another one", id=code))]


def _finding(column: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("", 0, column_words()[column], severity, message, "")
