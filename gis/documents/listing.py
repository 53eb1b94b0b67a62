"""Cameras as the lines of an annex."""

from typing import Any

import pandas as pd

from gis.core.choices import Cause, CodeList, Confidentiality, FaultPart, Kind, Origin, Status
from gis.core.language import _
from gis.core.numbers import number
from gis.register.queries import is_confidential, located
from gis.vocabulary.words import words

Row = dict[str, Any]


def values_in_words(
    values: pd.Series, of: type[CodeList], *, blank: str | None = None
) -> pd.Series:
    """Return the words of stored values; `blank`, by default "not stated", where there is none."""
    return values.map(words(of)).fillna(_("not stated") if blank is None else blank)


def listed_names(table: pd.DataFrame) -> pd.Series:
    """Return what each camera is called: name and address, what there is of them, else its code."""
    name, address = table["name"], table["address"]
    both = (name + ", " + address).where((name != "") & (address != ""), name + address)
    return both.where(both != "", table["camera_id"])


def annex(cameras: pd.DataFrame, **more: pd.Series) -> list[Row]:
    """Return every camera as a line: code, place, kind, state, fault, origin, who answers.

    `more`: further columns, on the cameras' index.
    """
    columns = {
        "code": cameras["camera_id"],
        "name": listed_names(cameras),
        "kind": values_in_words(cameras["kind"], Kind, blank=""),
        "status": values_in_words(cameras["status"], Status),
        "fault": _fault(cameras),
        "origin": values_in_words(cameras["origin"], Origin, blank=""),
        "custodian": cameras["custodian"],
        "position": _position(cameras),
        "note": _noted(cameras),
    }
    table = pd.DataFrame(columns | more).sort_values("code", kind="stable")
    rows: list[Row] = table.to_dict("records")  # type: ignore[assignment]
    return [row | {"place": number(k)} for k, row in enumerate(rows, 1)]


def _noted(cameras: pd.DataFrame) -> pd.Series:
    """Return the notes; of a camera marked confidential they begin with that."""
    mark = is_confidential(cameras).map({True: words(Confidentiality)[Confidentiality.SECRET]})
    both = mark + "; " + cameras["note"]
    return both.where(cameras["note"] != "", mark).fillna(cameras["note"])


def _fault(cameras: pd.DataFrame) -> pd.Series:
    """Return part and cause of a failure, what is stated of them."""
    part = values_in_words(cameras["fault_part"], FaultPart, blank="")
    cause = values_in_words(cameras["cause"], Cause, blank="")
    return (part + "; " + cause).where((part != "") & (cause != ""), part + cause)


def _position(cameras: pd.DataFrame) -> pd.Series:
    """Return latitude and longitude (WGS 84) as they are written, "" where there is none."""
    there = cameras[located(cameras)]
    lat, lon = ([number(v, 5) for v in there[c]] for c in ("lat", "lon"))
    texts = [f"{y}; {x}" for y, x in zip(lat, lon, strict=True)]
    return pd.Series(texts, there.index, dtype=str).reindex(cameras.index, fill_value="")
