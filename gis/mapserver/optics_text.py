"""What a camera's lens can show, in words: where it is blind, how far it tells what."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from gis.core.choices import FootprintRule, Kind
from gis.core.language import _
from gis.core.lenses import usable
from gis.core.numbers import number
from gis.coverage.footprints import zoomed
from gis.coverage.optics import optics
from gis.vocabulary.words import level_words, words

# The levels that are told, from the coarsest.
VIEW_LEVELS = ("detect", "observe", "recognise", "identify")
# A label, and the text of each camera, "" where there is nothing to say.
Lines = list[tuple[str, pd.Series]]


def optics_lines(cameras: pd.DataFrame, *, level: str, light: str) -> Lines:
    """Return what explains the footprint of each camera.

    `level` is the one the map shows; where densities are known, `VIEW_LEVELS` are told as well.
    """
    known = usable(cameras)
    now = optics(known, level=level, light=light)
    # Where feet come into view, whatever is looked for.
    blind_m = optics(known, level="observe", light=light)["blind_m"]
    detail, plates = now["level_known"], known["kind"] == Kind.ANPR
    levels = detail & ~plates
    unknown = _("not known: state the angle of view or the focal length, and the resolution")
    return [
        (
            _("Angle of view"),
            _said(now["hfov_deg"].notna(), _angles, now["hfov_deg"], now["vfov_deg"]),
        ),
        (_("Blind zone"), _said(blind_m > 0, _blind, blind_m)),
        (_("Range"), _said(~detail, _metres, now["range_m"])),
        (_("Detail"), pd.Series(unknown, known.index).mask(detail, "")),
        (
            _("Reads number plates"),
            _said(detail & plates, _reach, now["blind_m"], now["range_m"]),
        ),
        *(_at(known, levels, name, light, blind_m) for name in VIEW_LEVELS if levels.any()),
        (_("Could turn to"), _turned(known, level, light)),
        (_("Worked out from"), now["footprint_rule"].map(words(FootprintRule))),
    ]


def _said(rows: pd.Series, sentence: Callable[..., str], *values: pd.Series) -> pd.Series:
    """Return a sentence made of values for each of some rows, "" for the others."""
    there, told = rows.to_numpy(bool), np.full(len(rows), "", dtype=object)
    each = zip(*(column.to_numpy()[there].tolist() for column in values), strict=True)
    told[there] = [sentence(*of_row) for of_row in each]
    return pd.Series(told, rows.index)


def _turned(known: pd.DataFrame, level: str, light: str) -> pd.Series:
    """Tell how far PTZ cameras could look, wherever they were turned."""
    ptz = known["kind"] == Kind.PTZ
    if not ptz.any():
        return pd.Series("", known.index)
    return _said(ptz, _zoomed_in, optics(zoomed(known), level=level, light=light)["range_m"])


def _at(
    known: pd.DataFrame, rows: pd.Series, level: str, light: str, on_ground_m: pd.Series
) -> tuple[str, pd.Series]:
    """Tell how far a level reaches; faces may be seen nearer than the ground, `on_ground_m`."""
    view = optics(known, level=level, light=light)
    told = _said(rows, _reach_of_level, view["blind_m"], view["range_m"], on_ground_m)
    return level_words()[level].capitalize(), told


def _angles(hfov_deg: float, vfov_deg: float) -> str:
    across, upright = number(hfov_deg), number(vfov_deg)
    return _("{across}° across, {upright}° upright", across=across, upright=upright)


def _blind(metres: float) -> str:
    return _("{metres} m from the pole", metres=number(metres, 1))


def _metres(metres: float) -> str:
    return _("{metres} m", metres=number(metres, 1))


def _zoomed_in(metres: float) -> str:
    return _("to {metres} m around, zoomed in; not counted", metres=number(metres, 1))


def _reach_of_level(blind_m: float, range_m: float, on_ground_m: float) -> str:
    reach = _reach(blind_m, range_m)
    if blind_m < range_m <= on_ground_m:
        return _("{reach}, all of it in the blind zone on the ground: hardly anybody", reach=reach)
    return reach


def _reach(blind_m: float, range_m: float) -> str:
    far = number(range_m, 1)
    if range_m <= blind_m:
        return _("nobody: it ends at {metres} m, inside the blind zone", metres=far)
    if blind_m > 0:
        return _("from {near} to {far} m", near=number(blind_m, 1), far=far)
    return _("to {metres} m", metres=far)
