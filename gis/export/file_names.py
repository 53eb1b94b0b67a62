"""What files that leave the app are called: what, where, how much, when.

``to-trinh_gio-linh_200-trieu_2026-11-27.docx``: Vietnamese without diacritics, so that every
system takes it; files of data that are not real say so (``_mo-phong``).
"""

import datetime as dt
import re
from pathlib import Path

import pandas as pd

from gis.core.clock import today
from gis.core.numbers import in_millions
from gis.core.text import fold

# What a file holds, by the layer or the figure it shows, or by its kind.
CONTENTS = {
    "cameras": "danh-sach-camera",
    "selected": "camera-da-chon",
    "footprints": "vung-quan-sat",
    "gaps": "chua-giam-sat",
    "demand": "dia-diem-tuyen",
    "ranking": "thu-tu-phuc-hoi",
    "communes": "xa-phuong",
    "equipment": "thiet-bi-dung-chung",
    "plan": "phuong-an",
    "new_sites": "camera-moi",
    "sites": "vi-tri-lap-dat",
    "footprints_detail": "vung-nhan-dien",
    "reachable": "vung-ptz-quay-toi",
    "cells": "camera-theo-o",
    "coverage": "vung-duoc-quan-sat",
    "gap_places": "dia-diem-chua-giam-sat",
    "gap_roads": "tuyen-chua-giam-sat",
    "demand_places": "dia-diem",
    "demand_roads": "tuyen-duong",
    "equipment_links": "lien-ket-thiet-bi",
    "buildings": "cong-trinh",
    "all": "tat-ca",
    "live": "truc-tuyen",
    "changes": "thay-doi",
    "map": "ban-do",
    "survey": "ra-soat",
    "form": "kobo",
    "calendar": "lich-bao-duong",
    "schedule": "lich-thuc-hien",
    "quarantine": "can-sua",
    "package": "goi-bao-cao",
}
PROVINCE_NAME = "Quảng Trị"
_LONGEST_PART = 60


def file_name(
    what: str,
    where: str,
    ending: str,
    *,
    vnd: float | None = None,
    day: dt.date | None = None,
    simulated: bool = False,
) -> str:
    """Return the name of a file.

    Parameters
    ----------
    what
        One of `CONTENTS`, or any words.
    where
        The commune's short name, the province, or the name of the file it is about.
    ending
        Without the dot: ``csv``.
    vnd
        An amount in VND that belongs to the name; told in millions.
    day
        Today where none is stated.
    simulated
        The data are made up; the name says so.

    Returns
    -------
    str
        Words without accents, joined by ``-`` and parts by ``_``, the day as an ISO date.
    """
    parts = [_part(CONTENTS.get(what, what)), _part(where)]
    if vnd is not None:
        parts.append(f"{_plain(in_millions(vnd))}-trieu")
    parts.append(today() if day is None else day.isoformat())
    if simulated:
        parts.append("mo-phong")
    return f"{'_'.join(filter(None, parts))}.{ending}"


def place_name(communes: pd.DataFrame, code: str | None) -> str:
    """Return the short name of a commune; of none, that of the province.

    Parameters
    ----------
    communes
        `code` and `name`.
    code
        Code of the commune; None: the province.

    Returns
    -------
    str
        A code that is not known stands for itself.
    """
    names = communes.set_index("code")["name"]
    return PROVINCE_NAME if code is None else str(names.get(code, code))


def output_path(out: Path | None, name: str) -> Path:
    """Return where a file goes: as stated, under its name in a folder, else where one stands.

    Parameters
    ----------
    out
        A file or a folder; None: the folder one is in.
    name
        The name for a file that has none.

    Returns
    -------
    Path
        Nothing is made.
    """
    if out is None:
        return Path(name)
    return out / name if out.is_dir() else out


def _part(words: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")
    return plain[:_LONGEST_PART].rstrip("-")


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".").replace(".", "-")
