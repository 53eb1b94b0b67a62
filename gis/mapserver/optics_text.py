"""What one camera's lens can show, in words: where it is blind, how far it tells what."""

import pandas as pd

from gis.core.choices import FootprintRule, Kind
from gis.core.language import _
from gis.core.lenses import usable
from gis.core.numbers import number
from gis.coverage.footprints import zoomed
from gis.coverage.optics import optics
from gis.vocabulary.words import level_words, words

# The levels that are told, from the coarsest.
LEVELS = ("detect", "observe", "recognise", "identify")
Lines = list[tuple[str, str]]


def optics_lines(camera: pd.DataFrame, *, level: str, light: str) -> Lines:
    """Return lines of (label, text) that explain the footprint of the one camera of a table.

    `level` is the one the map shows; where densities are known, `LEVELS` are told as well.
    """
    known = usable(camera)
    now = optics(known, level=level, light=light).iloc[0]
    angles = _(
        "{across}° across, {upright}° upright",
        across=number(now["hfov_deg"]),
        upright=number(now["vfov_deg"]),
    )
    lines = [(_("Angle of view"), angles)]
    # Where feet come into view, whatever is looked for.
    blind_m = optics(known, level="observe", light=light)["blind_m"].iloc[0]
    if blind_m > 0:
        blind = _("{metres} m from the pole", metres=number(blind_m, 1))
        lines.append((_("Blind zone"), blind))
    if not now["level_known"]:
        lines.append((_("Range"), _("{metres} m", metres=number(now["range_m"], 1))))
        unknown = _("not known: state the angle of view or the focal length, and the resolution")
        lines.append((_("Detail"), unknown))
    elif known["kind"].iloc[0] == Kind.ANPR:
        lines.append((_("Reads number plates"), _reach(now)))
    else:
        lines += [_at(known, name, light, on_ground_m=blind_m) for name in LEVELS]
    if known["kind"].iloc[0] == Kind.PTZ:
        far = optics(zoomed(known), level=level, light=light)["range_m"].iloc[0]
        turned = _("to {metres} m around, zoomed in; not counted", metres=number(far, 1))
        lines.append((_("Could turn to"), turned))
    return [*lines, (_("Worked out from"), words(FootprintRule)[now["footprint_rule"]])]


def _at(known: pd.DataFrame, level: str, light: str, *, on_ground_m: float) -> tuple[str, str]:
    """Tell how far a level reaches; faces may be seen nearer than the ground, `on_ground_m`."""
    view = optics(known, level=level, light=light).iloc[0]
    reach = _reach(view)
    if view["blind_m"] < view["range_m"] <= on_ground_m:
        reach = _("{reach}, all of it in the blind zone on the ground: hardly anybody", reach=reach)
    return level_words()[level].capitalize(), reach


def _reach(view: pd.Series) -> str:
    if view["range_m"] <= view["blind_m"]:
        return _(
            "nobody: it ends at {metres} m, inside the blind zone",
            metres=number(view["range_m"], 1),
        )
    if view["blind_m"] > 0:
        return _(
            "from {near} to {far} m",
            near=number(view["blind_m"], 1),
            far=number(view["range_m"], 1),
        )
    return _("to {metres} m", metres=number(view["range_m"], 1))
