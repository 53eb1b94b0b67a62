"""The layers of the register, each in the kinds of file that it can leave in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.analysis.result import Analysis
from gis.core.language import _
from gis.export.files import encode, encode_layers, takes_crs, takes_layer
from gis.export.formats import FORMATS, USUAL
from gis.export.layers import every_layer, layer
from gis.export.qgis.live import live_project
from gis.export.schema import schema_of
from gis.register.queries import in_commune
from gis.runtime.jobs import JobProgress
from gis.runtime.snapshot import Snapshot
from pages.components.shared.file_names import name_file
from pages.components.shared.file_offer import FileMaker, OfferedFile, offer_file
from pages.components.shared.markdown import plain
from pages.components.shared.session import live_layers_are_served

NAMES = (
    *("cameras", "footprints", "gaps", "demand", "ranking", "communes", "equipment", "sites"),
    *("coverage", "footprints_detail", "reachable", "equipment_links", "buildings", "cells"),
)
# Of a row, in buttons: each is as wide as the longest title needs.
_WIDTH = 7


@dataclass(frozen=True, eq=False)
class LayerFiles:
    """The files of one register's layers, as they were asked for.

    `plane`: in which the files are that can be; None for WGS 84.
    """

    taken: Snapshot
    commune: str | None
    plane: str | None
    confidential: bool

    def of_layer(self, name: str, fmt: str, rows: int) -> OfferedFile:
        """Return the file of one layer of about so many rows."""
        return self._file(name, fmt, partial(self._encode, name, fmt), rows)

    def of_all(self, fmt: str) -> OfferedFile:
        """Return the file of all layers."""
        return self._file("all", fmt, partial(self._encode_all, fmt), 0)

    def of_server(self, address: str) -> OfferedFile:
        """Return the project whose layers are asked of a server."""
        make = partial(self._live, address)
        return self._file("live", "qgis", make, 0, ending="qgz")

    def _file(
        self, name: str, fmt: str, make: FileMaker, rows: int, *, ending: str = ""
    ) -> OfferedFile:
        analysis = self.taken.analysis
        return OfferedFile(
            fmt,
            f"{name}.{fmt}",
            name_file(analysis, name, self.commune, ending or FORMATS[fmt].ending),
            make,
            version=(analysis.provenance.revision, self.plane, self.confidential),
            rows=rows,
        )

    def _asked(self) -> dict[str, Any]:
        prices = self.taken.planner.prices
        return {"commune": self.commune, "prices": prices, "confidential": self.confidential}

    def _encode(self, name: str, fmt: str, progress: JobProgress | None) -> bytes:
        table = layer(self.taken.analysis, name, **self._asked())
        plane = self.plane if takes_crs(name, fmt) else None
        return encode(table, name=name, fmt=fmt, crs=plane, progress=progress)

    def _encode_all(self, fmt: str, _progress: JobProgress | None) -> bytes:
        tables = every_layer(self.taken.analysis, **self._asked())
        return encode_layers(tables, fmt=fmt, crs=self.plane)

    def _live(self, address: str, _progress: JobProgress | None) -> bytes:
        return live_project(address, self.taken.analysis, commune=self.commune)


def offer_layers(files: LayerFiles) -> None:
    """Offer every layer as files, made only when someone asks for one."""
    further = st.selectbox(
        _("Further kind of file"),
        [fmt for fmt in FORMATS if fmt not in USUAL],
        index=None,
        format_func=lambda fmt: FORMATS[fmt].title,
        key="export_further",
    )
    _offer_all(files)
    rows = _usual_rows(files.taken.analysis, files.commune)
    for name in NAMES:
        with st.container(border=True, key=f"layer_{name}"):
            _offer(files, name, (*USUAL, further) if further else USUAL, rows.get(name, 0))


def _offer_all(files: LayerFiles) -> None:
    """Offer all layers at once: as a package, as one file, and as asked of this server."""
    with st.container(border=True, key="layer_all"):
        about, package, data = st.columns([_WIDTH - 2, 1, 1], vertical_alignment="center")
        about.markdown("**{}**".format(_("Take everything")))
        about.caption(
            _(
                "QGIS: one package with data, a styled project with an A3 sheet to print, "
                "dictionary and metadata. GeoPackage: the data alone."
            )
        )
        offer_file(package, files.of_all("qgis"))
        offer_file(data, files.of_all("gpkg"))
    if address := _server_address():
        with st.container(border=True, key="layer_live"):
            about, button = st.columns([_WIDTH - 1, 1], vertical_alignment="center")
            about.markdown("**{}**".format(_("Live layers")))
            about.caption(
                _(
                    "A project of QGIS that asks this server for its layers each time it opens: "
                    "{address}",
                    address=plain(address),
                )
            )
            offer_file(button, files.of_server(address))


def _server_address() -> str:
    """Return this server's address as the visitor's browser has it; "" where it serves none."""
    page = urlsplit(st.context.url or "")
    if not page.netloc or not live_layers_are_served():
        return ""
    return urlunsplit((page.scheme, page.netloc, page.path.rpartition("/")[0], "", ""))


def _offer(files: LayerFiles, name: str, formats: Sequence[str], rows: int) -> None:
    schema = schema_of(name)
    about, *buttons = st.columns(
        [_WIDTH - len(formats)] + [1] * len(formats), vertical_alignment="center"
    )
    about.markdown(f"**{schema.label}**")
    about.caption(schema.meaning())
    for button, fmt in zip(buttons, formats, strict=True):
        if takes_layer(name, fmt):
            offer_file(button, files.of_layer(name, fmt, rows))
        else:
            _show_closed(button, name, fmt)


def _show_closed(place: DeltaGenerator, name: str, fmt: str) -> None:
    """Show that a format has no place for a layer."""
    place.button(FORMATS[fmt].title, disabled=True, key=f"{name}.{fmt}", width="stretch")


def _usual_rows(analysis: Analysis, commune: str | None) -> dict[str, int]:
    """Return about how many rows a layer has, by what it is made of: it is made for a file only.

    Places, roads and buildings are many in the province alone; what is not named is short.
    """
    cameras = len(in_commune(analysis.cameras, commune))
    of_cameras = ("cameras", "footprints", "footprints_detail", "reachable", "ranking", "sites")
    rows = dict.fromkeys((*of_cameras, "cells", "equipment_links"), cameras)
    if commune is not None:
        return rows
    places = dict.fromkeys(("demand", "gaps"), len(analysis.demand))
    return rows | places | {"buildings": len(analysis.buildings)}
