"""The planes of VN-2000 by their central meridians, those without a code of their own too.

A plane is named as `gis.core.crs.system` takes it: by its EPSG code where it has one, else by its
zone and meridian, ``TM-3 106.75`` (scale 0.9999) or ``TM-6 106.75`` (scale 0.9996).
"""

import re

import numpy as np

from gis.core.language import _

# TM-3 (scale 0.9999): of the national zones and of the provinces around.
CODED = {
    105.0: "EPSG:5897",
    105.5: "EPSG:9209",
    105.75: "EPSG:9210",
    106.0: "EPSG:9211",
    106.25: "EPSG:9212",
    106.5: "EPSG:9213",
    107.0: "EPSG:9214",
    107.25: "EPSG:9215",
    107.5: "EPSG:9216",
    107.75: "EPSG:5899",
    108.0: "EPSG:5898",
}
# VN-2000 / UTM zones 48 and 49.
UTM = {105.0: "EPSG:3405", 111.0: "EPSG:3406"}
_LEAST, _MOST = 101.0, 118.0
_MERIDIAN = re.compile(
    r"(?<![\d.,])(1[01]\d)(?:[.,](\d{1,6})|\s?(?:°|º|˚|độ|do)\s?(\d{1,2})?)?(?![\d.,]*\d)"
)
_SIX = re.compile(r"\btm\s?-?\s?6|\butm|0[.,]9996|(?:múi|mui)(?: chiếu| chieu)? 6", re.IGNORECASE)
_ZONE = re.compile(r"\butm\D{0,12}(48|49)(?:\s?n)?\b", re.IGNORECASE)


def plane_about(meridian: float, *, six: bool = False) -> str:
    """Return the name of the plane about a central meridian (°E); `six` for scale 0.9996."""
    coded = (UTM if six else CODED).get(meridian)
    return coded or f"TM-{6 if six else 3} {meridian:.10g}"


# Planes about the meridians a surveyor may have chosen, each 15′, that have no code.
FREE = tuple(
    plane
    for six in (False, True)
    for meridian in np.arange(104.5, 108.01, 0.25).tolist()
    if not (plane := plane_about(meridian, six=six)).startswith("EPSG")
)


def plane_in(text: str) -> str:
    """Return the plane that words tell: ``TM-3 106°45′``, ``múi 6°, KTT 106,75``, ``UTM 48``.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        Its name, see `gis.core.crs.system`; empty where the words tell none.
    """
    if zone := _ZONE.search(text):
        return UTM[105.0 if zone[1] == "48" else 111.0]
    found = {_degrees(*match) for match in _MERIDIAN.findall(text)}
    if len(found) != 1 or not _LEAST <= (meridian := found.pop()) <= _MOST:
        return ""
    return plane_about(meridian, six=_SIX.search(text) is not None)


def _degrees(whole: str, decimals: str, minutes: str) -> float:
    return round(float(f"{whole}.{decimals or 0}") + float(minutes or 0) / 60, 10)


def plane_in_words(plane: str) -> str:
    """Name a plane in the current language.

    Parameters
    ----------
    plane
        As a reading is named: a code (``EPSG:9212``), or ``TM-3 106.5``.

    Returns
    -------
    str
        Empty for what is none of VN-2000.
    """
    if plane == UTM[105.0]:
        return _("VN-2000, UTM zone 48")
    if plane == UTM[111.0]:
        return _("VN-2000, UTM zone 49")
    coded = next((m for m, code in CODED.items() if code == plane), None)
    zone, _space, written = plane.partition(" ")
    if coded is None and zone not in ("TM-3", "TM-6"):
        return ""
    whole, minutes = divmod(round((float(written) if coded is None else coded) * 60, 4), 60)
    meridian = f"{whole:.0f}°{minutes:02.4g}′"
    if zone == "TM-6":
        return _("VN-2000, central meridian {meridian}, 6° zone", meridian=meridian)
    return _("VN-2000, central meridian {meridian}", meridian=meridian)
