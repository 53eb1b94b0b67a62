"""What files that leave the app are called: what, where, how much, when.

``to-trinh_gio-linh_200-trieu_2026-11-27_pb128.docx``: Vietnamese without diacritics, so that
every system takes it. After the day stand the revision of the register, the terms where they are
not the usual ones (``nhan-dien-khuon-mat``, ``ban-dem``, ``hinh-truc-tiep``), boundaries that are
not official (``ranh-gioi-so-do``), and of data that are not real ``mo-phong``.
"""

import datetime as dt
import re
from pathlib import Path

import pandas as pd

from gis.analysis.result import Provenance, ViewTerms
from gis.core.clock import today
from gis.core.language import LANGUAGES, in_every_language
from gis.core.numbers import in_millions
from gis.core.text import fold
from gis.vocabulary.words import level_words

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
    "water": "mat-nuoc",
    "all": "tat-ca",
    "live": "truc-tuyen",
    "changes": "thay-doi",
    "equipment_changes": "thay-doi-thiet-bi",
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
_LIGHTS = {"night": "ban-dem", "lit": "ban-dem-co-den"}
# Within the name of a revision: the store's, and the number of its writes.
_REVISION = re.compile(r"(?:^|-)[0-9a-f]{8}-(\d{1,18})(?:-|$)")


def file_name(
    what: str,
    where: str,
    ending: str,
    *,
    vnd: float | None = None,
    day: dt.date | None = None,
    simulated: bool = False,
    basis: Provenance | None = None,
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
    basis
        What the figures rest on, if they rest on an analysis.

    Returns
    -------
    str
        Words without accents, joined by ``-`` and parts by ``_``, the day as an ISO date.
    """
    parts = [_part(CONTENTS.get(what, what)), _part(where)]
    if vnd is not None:
        parts.append(f"{_plain(in_millions(vnd))}-trieu")
    parts.append(today() if day is None else day.isoformat())
    parts += [] if basis is None else _basis(basis)
    if simulated or (basis is not None and basis.simulated):
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


def _basis(basis: Provenance) -> list[str]:
    """Return the revision, and what of the terms and boundaries is not as usual."""
    found, terms, usual = _REVISION.search(basis.revision), basis.terms, ViewTerms()
    parts = [f"pb{found[1]}"] if found else []
    if terms.level != usual.level:
        words = dict(zip(LANGUAGES, in_every_language(level_words), strict=True))["vi"]
        parts.append(_part(words.get(terms.level, terms.level)))
    parts.append(_LIGHTS.get(terms.light, ""))
    parts.append("hinh-truc-tiep" if terms.live_only else "")
    parts.append("ranh-gioi-so-do" if basis.boundaries == "schematic" else "")
    return parts


def _part(words: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")
    return plain[:_LONGEST_PART].rstrip("-")


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".").replace(".", "-")
