"""What is told of a camera wherever a map shows it: asked of a server, or in a file to take along.

A line is a label and the text of each camera, "" where there is nothing to say.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.communes.listing import commune_names
from gis.core.choices import (
    Availability,
    Cause,
    CodeList,
    Confidentiality,
    FaultPart,
    Kind,
    Origin,
    Status,
)
from gis.core.clock import today
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number
from gis.mapserver.cameras import MapTables
from gis.mapserver.optics_text import Lines, optics_lines
from gis.survey.progress import STALE_DAYS, stale
from gis.vocabulary.words import assumed_in_words, words


def camera_lines(tables: MapTables, rows: list[int] | NDArray[np.intp]) -> Lines:
    """Return all lines of the cards of some cameras, by their rows: their state first.

    Raises
    ------
    IndexError
        There is no such row.
    """
    cameras, terms = tables.cameras.iloc[rows], tables.analysis.terms
    return [
        (_("Today"), _today(cameras)),
        (_("State in the register"), _words(cameras["status"], Status)),
        (_("What failed"), _words(cameras["fault_part"], FaultPart)),
        (_("Cause"), _words(cameras["cause"], Cause)),
        (_("Depends on"), cameras["depends_on"].str.replace(";", ", ")),
        (_("Code"), cameras["camera_id"]),
        (_("Address"), cameras["address"]),
        (_("Commune"), cameras["commune_code"].map(commune_names(tables.communes)).fillna("")),
        (_("Type"), _words(cameras["kind"], Kind)),
        (_("Direction"), cameras["azimuth_deg"].map(_degrees)),
        *optics_lines(cameras, level=terms.level, light=terms.light),
        (_("Origin"), _words(cameras["origin"], Origin)),
        (_("Surveyed on"), _surveyed(cameras["surveyed_on"])),
        (_("Surveyed by"), cameras["surveyed_by"]),
        (_("Confidentiality"), _words(cameras["confidentiality"], Confidentiality)),
        (_("Assumed, not measured"), cameras["assumed"].map(assumed_in_words)),
    ]


def _words(values: pd.Series, of: type[CodeList]) -> pd.Series:
    """Return the words of stored values; one that has none stays as it is."""
    return values.map(words(of)).fillna(values)


def _today(cameras: pd.DataFrame) -> pd.Series:
    state = _words(cameras["sight"].astype(str), Availability)
    dark = state.map(lambda word: _("{state}: shared equipment has failed", state=word))
    return state.mask(cameras["dark"].astype(bool), dark)


def _surveyed(days: pd.Series) -> pd.Series:
    """Write when cameras were last looked at, and that this was long ago where it was."""
    written = days.map(date)
    old = written.map(lambda day: _("{date} (not seen for {days} days)", date=day, days=STALE_DAYS))
    return written.mask((days != "") & stale(days, today=today()), old)


def _degrees(value: float) -> str:
    return _("not known") if pd.isna(value) else f"{number(value)}°"
