"""Charts where people look rather than read."""

import altair as alt
import pandas as pd

from gis.choices import Sight
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
    return _bars(table, "state", alt.Color("state:N", scale=colours, legend=None))


def reasons_chart(reasons: pd.DataFrame) -> alt.LayerChart:
    """Bars of the cameras that do not see, by what failed."""
    return _bars(reasons.reset_index(), "reason", alt.value(SIGHT_COLOURS[Sight.DOWN]))


def _bars(table: pd.DataFrame, name: str, colour: object) -> alt.LayerChart:
    table = table.assign(text=table["cameras"].map(number))
    base = alt.Chart(table).encode(
        y=alt.Y(f"{name}:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X("cameras:Q", title=_("cameras"), axis=None),
        tooltip=[
            alt.Tooltip(f"{name}:N", title=_("State")),
            alt.Tooltip("text:N", title=_("Cameras")),
        ],
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(color=colour)
    figures = base.mark_text(align="left", dx=6, fontSize=13).encode(text="text:N")
    layered: alt.LayerChart = (bars + figures).properties(height=alt.Step(34))
    return layered
