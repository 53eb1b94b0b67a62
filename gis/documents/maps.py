"""Maps for paper: a commune, or the province, drawn at print quality with scale and north.

The signs are those of the map on the screen (`pages/components/camera_map/src/symbols.js`).
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from gis.analysis.result import Analysis
from gis.core.archipelagos import HOANG_SA, TRUONG_SA
from gis.core.choices import Availability, Coverage
from gis.core.crs import EQUAL_AREA, WGS84
from gis.core.language import _
from gis.core.numbers import number
from gis.export.confidential import released
from gis.register.queries import in_commune, located
from gis.vocabulary.words import words

WIDTH_MM, HEIGHT_MM, DPI = 165.0, 150.0, 200
_LAND, _HERE, _EDGE, _ROAD = "#eef0ee", "#ffffff", "#5b6670", "#c9c3b4"
_BARE: dict[str, Any] = {"aspect": "equal", "xticks": [], "yticks": [], "xlabel": "", "ylabel": ""}
_POINT = {"markersize": 5.5, "markeredgecolor": "white", "markeredgewidth": 0.5, "linestyle": ""}
# Lengths a scale bar may have.
_BARS_M = [step * 10**power for power in range(1, 6) for step in (1, 2, 5)]


@dataclass(frozen=True)
class _Sign:
    """How a camera is drawn, and what it is called in the legend."""

    colour: str
    marker: str
    label: str


def _signs() -> dict[str, _Sign]:
    label = words(Availability)
    return {
        Availability.UP: _Sign("#0072B2", "o", label[Availability.UP]),
        Availability.UNCONFIRMED: _Sign("#6d7680", "s", label[Availability.UNCONFIRMED]),
        Availability.DOWN: _Sign("#D55E00", "^", label[Availability.DOWN]),
        "restored": _Sign("#009E73", "P", _("Seeing after the plan")),
    }


def map_figure(
    analysis: Analysis,
    commune: str | None,
    restored: Iterable[int] = (),
    *,
    confidential: bool = False,
) -> bytes | None:
    """Return the map of a commune (None: of the province) as PNG; None without a camera placed.

    Parameters
    ----------
    restored
        Rows of the cameras that a plan brings back.
    confidential
        With the cameras marked so.
    """
    cameras = in_commune(analysis.cameras, commune)
    cameras = released(cameras, cameras, confidential=confidential)
    cameras = cameras[located(cameras)]
    land = analysis.communes.to_crs(EQUAL_AREA)
    here, places = in_commune(land, commune), in_commune(analysis.gaps, commune)
    if cameras.empty:
        return None
    state = cameras["sight"].astype(object)
    state = state.mask(state.index.isin(list(restored)), "restored")
    figure = Figure(figsize=(WIDTH_MM / 25.4, HEIGHT_MM / 25.4), dpi=DPI)
    axes = figure.add_axes((0.01, 0.06, 0.98, 0.93))
    _draw_land(axes, land, here, analysis.demand)
    _draw_seen(axes, analysis.footprints[analysis.footprints.index.isin(state.index)], state)
    legend = _draw_places(axes, places) + _draw_cameras(axes, cameras, state)
    _draw_names(axes, land, size_pt=5.5 if commune else 3.5)
    _frame(axes, here)
    _draw_scale(axes)
    if commune is None:
        _draw_inset(figure, analysis.communes)
    figure.legend(handles=legend, loc="lower center", ncols=4, frameon=False, fontsize=6.5)
    file = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(file, format="png")
    return file.getvalue()


def _draw_land(
    axes: Axes, land: gpd.GeoDataFrame, here: gpd.GeoDataFrame, demand: gpd.GeoDataFrame
) -> None:
    land.plot(ax=axes, color=_LAND, edgecolor="#b8bfbb", linewidth=0.4)
    here.plot(ax=axes, color=_HERE, edgecolor=_EDGE, linewidth=1.0 if len(here) == 1 else 0.5)
    roads = demand[demand["weight_per_km"].notna()]
    if len(roads):
        roads.to_crs(EQUAL_AREA).plot(ax=axes, color=_ROAD, linewidth=0.5)


def _draw_seen(axes: Axes, seen: gpd.GeoDataFrame, state: pd.Series) -> None:
    """Draw footprints in the colours of the cameras' state."""
    for name, sign in _signs().items():
        part = seen[state.reindex(seen.index) == name]
        if len(part):
            part.to_crs(EQUAL_AREA).plot(ax=axes, color=sign.colour, alpha=0.25)


def _draw_places(axes: Axes, places: gpd.GeoDataFrame) -> list[Line2D]:
    """Draw the places and stretches of road that are not seen; return their lines of the legend."""
    label, legend = words(Coverage), []
    for coverage, colour in ((Coverage.GAP, "#882255"), (Coverage.LOST, "#D55E00")):
        part = places[places["coverage"] == coverage]
        if len(part):
            part.to_crs(EQUAL_AREA).plot(ax=axes, color=colour, linewidth=1.4, markersize=5)
            legend.append(Line2D([], [], color=colour, linewidth=1.6, label=label[coverage]))
    return legend


def _draw_cameras(axes: Axes, cameras: pd.DataFrame, state: pd.Series) -> list[Line2D]:
    """Draw the cameras by state, the worst on top; return their lines of the legend."""
    points = gpd.points_from_xy(cameras["lon"], cameras["lat"], crs=WGS84).to_crs(EQUAL_AREA)
    legend = []
    for order, (name, sign) in enumerate(_signs().items(), start=10):
        which = (state == name).to_numpy()
        if which.any():
            look: dict[str, Any] = _POINT | {"marker": sign.marker, "color": sign.colour}
            axes.plot(points.x[which], points.y[which], zorder=order, **look)
            text = f"{sign.label}: {number(which.sum())}"
            legend.append(Line2D([], [], label=text, **look))
    return legend


def _frame(axes: Axes, land: gpd.GeoDataFrame) -> None:
    """Show some land and a little around it, filling the paper; name the communes in sight."""
    west, south, east, north = land.total_bounds
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    half = 0.53 * max(east - west, (north - south) * WIDTH_MM / HEIGHT_MM)
    axes.set_xlim(middle_x - half, middle_x + half)
    axes.set_ylim(middle_y - half * HEIGHT_MM / WIDTH_MM, middle_y + half * HEIGHT_MM / WIDTH_MM)
    axes.set(**_BARE)


def _draw_names(axes: Axes, land: gpd.GeoDataFrame, *, size_pt: float) -> None:
    """Write the communes' names where they are in sight."""
    for name, at in zip(land["name"], land.representative_point(), strict=True):
        axes.annotate(
            name,
            (at.x, at.y),
            ha="center",
            fontsize=size_pt,
            color="#5b6670",
            annotation_clip=True,
            zorder=30,
        )


def _draw_scale(axes: Axes) -> None:
    """Draw a bar of a round length, about a fifth of the paper, and an arrow to the north."""
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()
    wide, high = east - west, north - south
    length_m = max(bar for bar in _BARS_M if bar <= wide / 4)
    x, y = west + 0.04 * wide, south + 0.04 * high
    axes.plot(
        [x, x + length_m], [y, y], color="black", linewidth=2, solid_capstyle="butt", zorder=40
    )
    far = length_m >= 1000
    text = f"{number(length_m / 1000 if far else length_m)} {'km' if far else 'm'}"
    axes.annotate(text, (x + length_m / 2, y + 0.012 * high), ha="center", fontsize=6.5, zorder=40)
    arrow = {"arrowstyle": "-|>", "color": "black"}
    top = (west + 0.04 * wide, north - 0.03 * high)
    foot = (top[0], top[1] - 0.07 * high)
    axes.annotate("", top, foot, arrowprops=arrow, zorder=40)
    axes.annotate(_("N"), foot, ha="center", va="top", fontsize=7, zorder=40)


def _draw_inset(figure: Figure, province: gpd.GeoDataFrame) -> None:
    """Draw the East Sea with Hoàng Sa and Trường Sa beside the province."""
    axes = figure.add_axes((0.78, 0.66, 0.18, 0.25), facecolor="#f4f8fb")
    province.plot(ax=axes, color="#c9c3b4")
    axes.plot(*np.transpose(HOANG_SA + TRUONG_SA), ".", markersize=1.5, color=_EDGE)
    axes.annotate(_("Hoàng Sa Islands\n(Viet Nam)"), (112.2, 14.2), ha="center", fontsize=4.5)
    axes.annotate(_("Trường Sa Islands\n(Viet Nam)"), (112.3, 6.6), ha="center", fontsize=4.5)
    axes.set(xlim=(105, 117), ylim=(6, 19.2), **_BARE)
