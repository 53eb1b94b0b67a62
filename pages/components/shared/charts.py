"""Charts where people look rather than read."""

from typing import Any

import altair as alt
import pandas as pd

from gis.core.choices import Availability, Cause, Coverage, EquipmentKind, FaultPart
from gis.core.dates import date
from gis.core.language import _, language
from gis.core.numbers import in_millions, million_vnd, number
from gis.demand.losses import SEVERAL
from gis.vocabulary.words import words

# Colour-blind safe (Okabe–Ito), the same as on the map.
AVAILABILITY_COLOURS = {
    Availability.UP: "#0072B2",
    Availability.DOWN: "#D55E00",
    Availability.UNCONFIRMED: "#7f8791",
}

COVERAGE_COLOURS = {"covered": "#0072B2", "unconfirmed": "#9aa3ad", "lost": "#D55E00"}
DRAWN_POINTS = 400
STILL_LOST = (Coverage.UNCONFIRMED, Coverage.LOST)


def communes_chart(communes: pd.DataFrame) -> alt.LayerChart:
    """Bars of the cameras of communes (`full_name`, `COUNTS`) by whether they see, in order."""
    labels, order = words(Availability), list(communes["full_name"])
    rows = {
        "not_seeing": Availability.DOWN,
        "unconfirmed": Availability.UNCONFIRMED,
        "seeing": Availability.UP,
    }
    table = communes[["full_name", *rows]].melt("full_name", var_name="state")
    table["order"] = table["state"].map({c: k for k, c in enumerate(rows)})
    table["told"] = [number(value) for value in table["value"]]
    table["state"] = table["state"].map({c: labels[s] for c, s in rows.items()})
    colours = alt.Scale(
        domain=[labels[s] for s in rows.values()],
        range=[AVAILABILITY_COLOURS[s] for s in rows.values()],
    )
    legend = alt.Legend(orient="top", columns=1)  # a phone cuts off what stands beside another
    bars = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X("value:Q", title=_("Cameras"), stack="zero", axis=alt.Axis(grid=False)),
            y=alt.Y("full_name:N", title=None, sort=order, axis=alt.Axis(labelLimit=180)),
            color=alt.Color("state:N", title=None, scale=colours, legend=legend),
            order="order:Q",
            tooltip=[
                alt.Tooltip("full_name:N", title=_("Commune")),
                alt.Tooltip("state:N", title=_("State")),
                alt.Tooltip("told:N", title=_("Cameras")),
            ],
        )
    )
    return _in_numbers_of_the_reader(alt.layer(bars).properties(height=alt.Step(22)))


def reasons_chart(reasons: pd.DataFrame) -> alt.LayerChart:
    """Bars of the cameras that do not see, by what failed."""
    return _bars(
        reasons.reset_index(),
        "reason",
        "cameras",
        alt.value(AVAILABILITY_COLOURS[Availability.DOWN]),
    )


def losses_table(losses: pd.Series) -> pd.DataFrame:
    """Return the lost weight by what would bring it back, in words: `reason weight`."""
    labels = words(Cause) | words(EquipmentKind) | words(FaultPart)
    labels[SEVERAL] = _("several at once")
    return losses.rename(labels).rename_axis("reason").rename("weight").reset_index()


def losses_chart(losses: pd.Series) -> alt.LayerChart:
    """Bars of the lost weight by what would bring it back, see `demand.losses`."""
    table = losses_table(losses)
    return _bars(table, "reason", "weight", alt.value(AVAILABILITY_COLOURS[Availability.DOWN]))


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


def curve_chart(points: pd.DataFrame, amount_vnd: float, weight: float) -> alt.LayerChart:
    """Draw the weight covered by budget and the plan that is shown, see `plans.budget_curve`.

    Of a curve of thousands of points as many are drawn as an eye can tell apart.
    """
    every = max(len(points) // DRAWN_POINTS, 1)
    points = pd.concat([points.iloc[:-1:every], points.iloc[-1:]])
    table = pd.DataFrame(
        {
            "budget": in_millions(points["amount_vnd"]),
            "weight": points["covered_weight"],
            "told": [
                _in_words(*row) for row in points[["amount_vnd", "covered_weight"]].to_numpy()
            ],
        }
    )
    here = pd.DataFrame(
        [
            {
                "budget": in_millions(amount_vnd),
                "weight": weight,
                "told": _in_words(amount_vnd, weight),
            }
        ]
    )
    low, high = float(table["weight"].min()), float(table["weight"].max())
    x = alt.X("budget:Q", title=_("Budget (million VND)"), axis=alt.Axis(grid=False))
    scale = alt.Scale(domain=[low, max(high, low + 1)], nice=False, zero=False)
    y = alt.Y("weight:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5, format=",d"))
    tip = alt.Tooltip("told:N", title=_("Budget and weight"))
    line = alt.Chart(table).mark_line(
        interpolate="step-after", color=AVAILABILITY_COLOURS[Availability.UP], strokeWidth=2.5
    )
    rule = alt.Chart(here).mark_rule(strokeDash=[4, 4], color="#555").encode(x=x)
    dot = alt.Chart(here).mark_point(
        size=110, filled=True, color=AVAILABILITY_COLOURS[Availability.DOWN]
    )
    layered = line.encode(x=x, y=y, tooltip=tip) + rule + dot.encode(x=x, y=y, tooltip=tip)
    title = alt.Title(_("Weight covered, by budget"), anchor="start", fontSize=13)
    return _in_numbers_of_the_reader(layered.properties(height=220, title=title))


def _in_words(amount_vnd: float, weight: float) -> str:
    return _(
        "{amount} million VND: {weight}",
        amount=million_vnd(amount_vnd),
        weight=number(weight, 1),
    )


def states_chart(states: pd.DataFrame) -> alt.LayerChart:
    """Draw bars of the weight that cameras see: as installed, today, after the plan."""
    stages = {"installed": _("As installed"), "today": _("Today"), "after": _("After the plan")}
    labels = {str(c): words(Coverage)[c] for c in (Coverage.COVERED, *STILL_LOST)}
    table = (
        states.loc[list(labels)].rename_axis("state").reset_index().melt("state", var_name="stage")
    )
    table["order"] = table["state"].map({str(c): k for k, c in enumerate(Coverage)})
    table["told"] = [number(value, 1) for value in table["value"]]
    table = table.assign(state=table["state"].map(labels), stage=table["stage"].map(stages))
    colours = alt.Scale(domain=list(labels.values()), range=[COVERAGE_COLOURS[c] for c in labels])
    legend = alt.Legend(orient="top", labelFontSize=11, columnPadding=8)
    bars = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X("value:Q", title=_("Weight"), stack="zero", axis=alt.Axis(grid=False)),
            y=alt.Y(
                "stage:N", title=None, sort=list(stages.values()), axis=alt.Axis(labelLimit=200)
            ),
            color=alt.Color("state:N", title=None, scale=colours, legend=legend),
            order="order:Q",
            tooltip=[
                alt.Tooltip("stage:N", title=_("Stage")),
                alt.Tooltip("state:N", title=_("State")),
                alt.Tooltip("told:N", title=_("Weight")),
            ],
        )
    )
    return _in_numbers_of_the_reader(alt.layer(bars).properties(height=alt.Step(30)))


def weeks_chart(weeks: pd.DataFrame, figure: str, title: str) -> alt.LayerChart:
    """Draw a figure of the weeks (`ends`, see `export.weeks`), each with its number."""
    table = weeks.assign(
        told=[number(value, 0 if figure == "restored_since" else 1) for value in weeks[figure]],
        ending=[date(day) for day in weeks["ends"]],
    )
    high = 100 if figure == "share" else max(1, int(weeks[figure].max()))
    base = alt.Chart(table).encode(
        x=alt.X("ending:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y(
            f"{figure}:Q",
            title=None,
            scale=alt.Scale(domain=[0, high]),
            axis=alt.Axis(tickCount=4, grid=False, format=",d", tickMinStep=1),
        ),
        tooltip=[alt.Tooltip("ending:N", title=_("Until")), alt.Tooltip("told:N", title=title)],
    )
    drawn = base.mark_line(
        color=AVAILABILITY_COLOURS[Availability.UP], strokeWidth=2.5
    ) + base.mark_point(color=AVAILABILITY_COLOURS[Availability.UP], filled=True, size=60)
    heading = alt.Title(title, anchor="start", fontSize=13)
    return _in_numbers_of_the_reader(drawn.properties(height=180, title=heading))


def _in_numbers_of_the_reader(chart: Any) -> alt.LayerChart:
    """Write the numbers of the axes the way the reader does."""
    marks = (
        {"decimal": ",", "thousands": "."}
        if language() == "vi"
        else {"decimal": ".", "thousands": ","}
    )
    locale = {"number": marks | {"grouping": [3], "currency": ["", ""]}}
    written: alt.LayerChart = chart.configure(locale=locale)
    return written


def equity_chart(points: pd.DataFrame) -> alt.LayerChart:
    """Draw the weight that comes back by the floor of every commune, see `robustness.equity`."""
    table = pd.DataFrame(
        {
            "floor": 100 * points["floor"],
            "weight": points["weight"],
            "told": [
                f"{number(100 * f)} % · {number(w, 1)}"
                for f, w in points[["floor", "weight"]].to_numpy()
            ],
        }
    )
    low, high = float(table["weight"].min()), float(table["weight"].max())
    scale = alt.Scale(domain=[low, max(high, low + 1)], nice=False, zero=False)
    base = alt.Chart(table).encode(
        x=alt.X("floor:Q", title=_("Floor of every commune (%)"), axis=alt.Axis(grid=False)),
        y=alt.Y("weight:Q", title=None, scale=scale, axis=alt.Axis(tickCount=5, format=",d")),
        tooltip=[alt.Tooltip("told:N", title=_("Floor and weight"))],
    )
    colour = AVAILABILITY_COLOURS[Availability.UP]
    line = base.mark_line(color=colour, strokeWidth=2.5)
    return _in_numbers_of_the_reader((line + base.mark_point(color=colour)).properties(height=220))
