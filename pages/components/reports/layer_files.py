"""The layers of the register, each in the kinds of file that it can leave in."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from gis.core.language import _
from gis.export.files import encode, encode_layers, takes_crs, takes_layer
from gis.export.formats import FORMATS, USUAL
from gis.export.layers import every_layer, layer
from gis.export.schema import schema_of
from gis.runtime.snapshot import Snapshot
from pages.components.shared.file_names import name_file

NAMES = (
    *("cameras", "footprints", "gaps", "demand", "ranking", "communes", "equipment", "sites"),
    *("coverage", "footprints_detail", "reachable", "equipment_links", "buildings", "cells"),
)


def offer_layers(
    taken: Snapshot, commune: str | None, plane: str | None, *, confidential: bool
) -> None:
    """Offer every layer as files, made only when someone asks for one.

    `plane`: in which the files are that can be; None for WGS 84.
    """
    further = st.selectbox(
        _("Further kind of file"),
        [fmt for fmt in FORMATS if fmt not in USUAL],
        index=None,
        format_func=lambda fmt: FORMATS[fmt].title,
        key="export_further",
    )
    offered = (*USUAL, further) if further else USUAL
    asked: dict[str, Any] = {
        "commune": commune,
        "prices": taken.planner.prices,
        "confidential": confidential,
    }

    def content(name: str, fmt: str) -> bytes:
        table = layer(taken.analysis, name, **asked)
        return encode(table, name=name, fmt=fmt, crs=plane if takes_crs(name, fmt) else None)

    def everything() -> bytes:
        return encode_layers(every_layer(taken.analysis, **asked), fmt="gpkg", crs=plane)

    with st.container(border=True):
        about, button = st.columns([6, 1], vertical_alignment="center")
        about.markdown("**{}**".format(_("All layers in one file")))
        about.caption(_("GeoPackage with names, codes and colours that QGIS shows by itself."))
        _offer(button, "all", "gpkg", everything, taken, commune)
    for name in NAMES:
        schema = schema_of(name)
        with st.container(border=True, key=f"layer_{name}"):
            about, *buttons = st.columns([3] + [1] * len(offered), vertical_alignment="center")
            about.markdown(f"**{schema.label}**")
            about.caption(schema.meaning())
            for button, fmt in zip(buttons, offered, strict=True):
                _offer(button, name, fmt, partial(content, name, fmt), taken, commune)


def _offer(
    button: st.delta_generator.DeltaGenerator,
    name: str,
    fmt: str,
    content: Callable[[], bytes],
    taken: Snapshot,
    commune: str | None,
) -> None:
    kind = FORMATS[fmt]
    button.download_button(
        kind.title,
        data=content,
        file_name=name_file(taken.analysis, name, commune, kind.ending),
        mime=kind.mime,
        on_click="ignore",
        disabled=name != "all" and not takes_layer(name, fmt),
        key=f"{name}.{fmt}",
        width="stretch",
    )
