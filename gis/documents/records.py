"""Papers of what was found and done on the spot: inspection, handover, acceptance."""

import math
from typing import Any

import pandas as pd

from gis.core.dates import date
from gis.core.numbers import number
from gis.documents.dossier import Dossier
from gis.documents.listing import annex
from gis.register.availability import accepted
from gis.survey.papers import orphans


def inspection(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the record of inspection: every camera, to be ticked on the spot."""
    return _list(dossier.listed)


def handover(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the record of handover: the cameras nobody answers for, and `why`."""
    cameras = orphans(dossier.listed, dossier.analysis.communes)
    value = cameras["asset_value_vnd"].map(_amount)
    return _list(cameras, why=cameras["why"], value=value)


def acceptance(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of the record of acceptance: the cameras whose repair waits for it."""
    cameras = dossier.listed[~accepted(dossier.listed)]
    return _list(cameras, repaired_on=cameras["repaired_on"].map(date))


def _list(cameras: pd.DataFrame, **more: pd.Series) -> dict[str, Any]:
    """Return the cameras as lines, each with more columns, and how many they are."""
    return {"cameras": annex(cameras, **more), "total": number(len(cameras))}


def _amount(value_vnd: float) -> str:
    return "" if math.isnan(value_vnd) else number(value_vnd)
