"""Charts where people look rather than read."""

import altair as alt
import pandas as pd

from gis.choices import Cause, EquipmentKind, FaultPart, Sight
from gis.demand.losses import SEVERAL
from gis.language import _, number
from gis.words import words

# Colour-blind safe (Okabe–Ito), the same as on the map.
SIGHT_COLOURS = {Sight.UP: "#0072B2", Sight.DOWN: "#D55E00", Sight.UNCONFIRMED: "#7f8791"}


def sight_chart(counts: pd.Series) -> alt.LayerChart:
    """Bars of the cameras by whether they see today."""
    labels = words(Sight)
    rows = {Sight.UP: "seeing", Sight.DOWN: "not_seeing", Sight.UNCONFIRMED: "unconfirmed"}
    table = pd.DataFrame(
        {"state": [labels[s] for s in rows], "cameras": [int(counts[c]) for c in rows.values()]}
    )
    colours = alt.Scale(domain=list(table["state"]), range=[SIGHT_COLOURS[s] for s in rows])
    return _bars(table, "state", "cameras", alt.Color("state:N", scale=colours, legend=None))


def reasons_chart(reasons: pd.DataFrame) -> alt.LayerChart:
    """Bars of the cameras that do not see, by what failed."""
    return _bars(reasons.reset_index(), "reason", "cameras", alt.value(SIGHT_COLOURS[Sight.DOWN]))


def losses_chart(losses: pd.Series) -> alt.LayerChart:
    """Bars of the lost weight by what would bring it back, see `demand.losses`."""
    labels = words(Cause) | words(EquipmentKind) | words(FaultPart)
    labels[SEVERAL] = _("several at once")
    table = losses.rename(labels).rename_axis("reason").rename("weight").reset_index()
    return _bars(table, "reason", "weight", alt.value(SIGHT_COLOURS[Sight.DOWN]))


def _bars(table: pd.DataFrame, name: str, figure: str, colour: object) -> alt.LayerChart:
    label = {"cameras": _("Cameras"), "weight": _("Weight")}[figure]
    decimals = 0 if figure == "cameras" else 1
    table = table.assign(text=[number(value, decimals) for value in table[figure]])
    base = alt.Chart(table).encode(
        y=alt.Y(f"{name}:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X(f"{figure}:Q", title=label, axis=None),
        tooltip=[
            alt.Tooltip(f"{name}:N", title=_("State")),
            alt.Tooltip("text:N", title=label),
        ],
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(color=colour)
    figures = base.mark_text(align="left", dx=6, fontSize=13).encode(text="text:N")
    layered: alt.LayerChart = (bars + figures).properties(height=alt.Step(34))
    return layered
