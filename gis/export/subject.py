"""What a file of layers is about, for who reads it: title, place, what it rests on, warnings."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pyproj import CRS

from gis.core.choices import Confidentiality
from gis.core.crs import WGS84, transformer
from gis.core.dates import date
from gis.core.language import _
from gis.export.file_names import PROVINCE_NAME
from gis.export.gdal_files import LayerTable, metadata_of
from gis.vocabulary.words import level_words, light_words, words

# Degrees of WGS 84: west, south, east, north.
Extent = tuple[float, float, float, float]
# Around the province, where there is nothing else to go by.
PROVINCE: Extent = (105.6, 16.3, 107.45, 18.1)
_YES = "true"
# Of the store, within the name of all that an analysis rests on.
_REVISION = re.compile(r"(?:^|-)([0-9a-f]{8}-\d{1,18})(?:-|$)")


@dataclass(frozen=True)
class Subject:
    """What a file of layers is about.

    Attributes
    ----------
    place
        Name of the one unit it is of, or of the province.
    metadata
        What its layers rest on, see `export.metadata.file_metadata`.
    extent
        Where it lies.
    crs
        Of its shapes.
    secret
        Whether cameras marked confidential are in it.
    live
        Address of the server that its layers are asked of; "" for what stands in files.
    """

    place: str
    metadata: Mapping[str, str]
    extent: Extent = PROVINCE
    crs: CRS = field(default_factory=partial(CRS, WGS84))
    secret: bool = False
    live: str = ""

    @property
    def of_province(self) -> bool:
        """Tell whether it is of the whole province."""
        return self.place == PROVINCE_NAME

    @property
    def title(self) -> str:
        """Return its title in the current language."""
        if self.of_province:
            return _("Map of the security cameras of Quảng Trị")
        return _("Map of the security cameras of {place}", place=self.place)

    @property
    def simulated(self) -> bool:
        """Tell whether its register is made up."""
        return self.metadata.get("simulated") == _YES

    @property
    def revision(self) -> str:
        """Return which revision of the register it is of, as `changes --since` takes it."""
        named = self.metadata.get("revision", "")
        found = _REVISION.search(named)
        return found[1] if found else named

    @property
    def made_at(self) -> dt.datetime:
        """Return when its layers were made."""
        return dt.datetime.fromisoformat(self.metadata["made_at"])

    @property
    def warnings(self) -> list[str]:
        """Return what nobody may overlook: confidential, made up, delimits nothing."""
        secret = words(Confidentiality)[Confidentiality.SECRET]
        told = {
            secret.upper(): self.secret,
            _("Simulated data").upper(): self.simulated,
            _("Schematic boundaries, not for delimitation"): (
                self.metadata.get("boundaries") == "schematic"
            ),
        }
        return [text for text, so in told.items() if so]

    @property
    def lines(self) -> list[str]:
        """Return what it rests on: day, revision, on what terms was looked, sources."""
        told = [_("Live layers of {address}", address=self.live)] if self.live else self._state()
        if terms := self._terms():
            told.append(_("On these terms: {terms}", terms=", ".join(terms)))
        told.append(
            _(
                "Source: camera register; boundaries of the communes; streets, buildings "
                "and waters © OpenStreetMap contributors, where loaded from there"
            )
        )
        return told

    def _state(self) -> list[str]:
        made = self.made_at
        told = [_("Data of {date}", date=f"{date(made.date().isoformat())} {made:%H:%M}")]
        if self.revision:
            told.append(_("Revision of the register: {revision}", revision=self.revision))
        return told

    def _terms(self) -> list[str]:
        known = (
            level_words().get(self.metadata.get("level", "")),
            light_words().get(self.metadata.get("light", "")),
            _("only what is live at headquarters")
            if self.metadata.get("live_only") == _YES
            else None,
        )
        return [term for term in known if term]


def subject_of(layers: Sequence[LayerTable]) -> Subject:
    """Return what layers are about.

    Parameters
    ----------
    layers
        All with shapes in one CRS.

    Returns
    -------
    Subject
        Of a unit, where the layer of units holds one alone.
    """
    shaped = [one for one in layers if one.schema.geometry]
    return Subject(
        _place(layers),
        metadata_of(layers),
        _extent(shaped),
        CRS(shaped[0].table.crs) if shaped else CRS(WGS84),
        any(_is_secret(one) for one in layers),
    )


def _is_secret(layer: LayerTable) -> bool:
    marks = layer.table.get("confidentiality")
    return marks is not None and bool((marks == Confidentiality.SECRET).any())


def _place(layers: Sequence[LayerTable]) -> str:
    for one in layers:
        if one.schema.name == "communes" and len(one.table) == 1:
            return str(one.table["full_name"].iloc[0])
    return PROVINCE_NAME


def _extent(layers: Sequence[LayerTable]) -> Extent:
    """Return where the units lie, or else all there is; of nothing the province."""
    there = [one for one in layers if one.table.geometry.notna().any()]
    there = [one for one in there if one.schema.name == "communes"] or there
    if not there:
        return PROVINCE
    west, south, east, north = zip(*(one.table.total_bounds for one in there), strict=True)
    bounds = (min(west), min(south), max(east), max(north))
    moved = transformer(there[0].table.crs.to_wkt(), WGS84).transform_bounds(*bounds)
    return tuple(float(side) for side in moved)  # type: ignore[return-value]  # four of them
