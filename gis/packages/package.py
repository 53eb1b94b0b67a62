"""A report package: what a commune had on one day, as one file, and what that file holds.

Checksums show that nothing was changed after the export; they do not show who exported it.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import pandas as pd

from gis import __version__
from gis.analysis.result import ViewTerms
from gis.core.choices import RoundState
from gis.core.errors import FileError, GisError
from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, ROUND_COLUMNS
from gis.packages.container import MANIFEST_PART, read_parts, write_parts
from gis.packages.parts import (
    places_of_part,
    table_of_part,
    values_of_part,
    write_places,
    write_table,
    write_values,
)
from gis.register.queries import lies_in
from gis.restoration.plans.request import request_from_values

KIND = "camera-quang-tri/goi-bao-cao"
# Of the form of the file; one that this program does not know yet is higher.
PACKAGE_VERSION = 1
PAPERS = "papers/"
_TABLES = {
    "cameras.csv": CAMERA_COLUMNS,
    "equipment.csv": EQUIPMENT_COLUMNS,
    "round.csv": ROUND_COLUMNS,
}
_PLAN, _FIGURES, _DEMAND = "plan.json", "figures.json", "demand.geojson"
# What a plan comes to, in numbers.
_NUMBERS = (
    "cost_vnd",
    "monthly_vnd",
    "covered_weight_before",
    "covered_weight_after",
    "gap",
    "cameras",
)
_PAPER_ENDINGS = (".docx", ".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a package is a copy of: which commune, when, by whom, at which step, on what basis.

    `commune_code`, `commune`: code and full name. `day`: ISO; `who` made it. `step`: how far the
    commune's round had come. `boundaries`: where they came from, `official` or `schematic`;
    `simulated`: the register is made up; `terms`: how cameras were looked at. `revision`: that of
    the store it was made from, see `Store.revision`. `program`: the version of the program that
    made it.
    """

    commune_code: str
    commune: str
    day: str
    who: str
    step: RoundState
    boundaries: str
    simulated: bool
    terms: ViewTerms
    revision: str
    program: str = __version__


@dataclass(frozen=True, eq=False, kw_only=True)
class Content:
    """What a package holds.

    `about`: what it is a copy of. `cameras`, `equipment`, `round`: canonical columns; of the
    equipment also what lies outside the commune and cameras in it depend on; of `round` one row, or
    none. `plan`: the chosen plan, its `request` (see `restoration.plans.request.as_values`) and its
    `result`, or none. `figures`: of the analysis, by name. `demand`: see `demand.layers`. `papers`:
    signed papers, by file name.
    """

    about: About
    cameras: pd.DataFrame
    equipment: pd.DataFrame
    round: pd.DataFrame
    plan: Mapping[str, Any] | None = None
    figures: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    demand: gpd.GeoDataFrame | None = None
    papers: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def checksum(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def pack_package(content: Content) -> bytes:
    """Return a package as one file: the same content gives the same bytes.

    Parameters
    ----------
    content
        What goes into it.

    Returns
    -------
    bytes
        A zip archive; tables, figures and plan are text in UTF-8, with their checksums.
    """
    tables = (content.cameras, content.equipment, content.round)
    parts = {
        name: write_table(table, columns)
        for (name, columns), table in zip(_TABLES.items(), tables, strict=True)
    }
    parts[_FIGURES] = write_values(dict(content.figures))
    if content.plan is not None:
        parts[_PLAN] = write_values(dict(content.plan))
    if content.demand is not None:
        parts[_DEMAND] = write_places(content.demand)
    parts |= {PAPERS + name: data for name, data in content.papers.items()}
    return write_parts(parts | {MANIFEST_PART: _manifest(content.about, parts)})


def seal(data: bytes, name: str) -> str:
    """Return the checksum over all that a package holds, however its parts are packed.

    Two who read it to each other know that they have the same package.

    Parameters
    ----------
    data
        The bytes of the package.
    name
        What the file is called, for what is said of it.

    Returns
    -------
    str
        A SHA-256 in hexadecimal digits.

    Raises
    ------
    FileError
        It is no package.
    """
    manifest = _manifest_of(read_parts(data, name).get(MANIFEST_PART, b""), name)
    return str(manifest["sha256"])


def _manifest(about: About, parts: Mapping[str, bytes]) -> bytes:
    sums = {name: checksum(data) for name, data in parts.items()}
    manifest = {"kind": KIND, "version": PACKAGE_VERSION, "about": asdict(about), "parts": sums}
    return write_values(manifest | {"sha256": checksum(write_values(manifest))})


def unpack_package(data: bytes, name: str) -> Content:
    """Return what a package holds; `name`: what the file is called, for what is said of it.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        What the file is called, for what is said of it.

    Returns
    -------
    Content
        Tables in canonical columns, demand in WGS 84.

    Raises
    ------
    FileError
        It is no package, is of a newer form, was changed after the export, or holds what the
        register does not allow.
    """
    parts = read_parts(data, name)
    about, sums = _read_manifest(parts.pop(MANIFEST_PART, b""), name)
    _check_parts(parts, sums, name)
    try:
        return _content(about, parts)
    except GisError as error:
        raise FileError(f"{name}: {error}") from error


def _content(about: About, parts: Mapping[str, bytes]) -> Content:
    tables = [table_of_part(parts[part], columns, part) for part, columns in _TABLES.items()]
    cameras, equipment, rounds = tables
    _check_rows(cameras, rounds, about)
    return Content(
        about=about,
        cameras=cameras,
        equipment=equipment,
        round=rounds,
        plan=_read_plan(parts[_PLAN], about) if _PLAN in parts else None,
        figures=_read_figures(parts[_FIGURES]),
        demand=places_of_part(parts[_DEMAND], _DEMAND) if _DEMAND in parts else None,
        papers={p.removeprefix(PAPERS): d for p, d in parts.items() if p.startswith(PAPERS)},
    )


def _read_manifest(data: bytes, name: str) -> tuple[About, dict[str, str]]:
    manifest = _manifest_of(data, name)
    try:
        return _about(manifest["about"]), dict(manifest["parts"])
    except (KeyError, TypeError, ValueError) as error:
        raise _no_package(name) from error


def _manifest_of(data: bytes, name: str) -> dict[str, Any]:
    """Return the manifest of a form that is known, whole as it was exported."""
    try:
        manifest = values_of_part(data, MANIFEST_PART)
        if manifest["kind"] != KIND or not isinstance(manifest["version"], int):
            raise _no_package(name)
        if manifest["version"] > PACKAGE_VERSION:
            raise FileError(
                _("{file}: made by a newer version of this program; update this program", file=name)
            )
        if not _is_whole(manifest):
            raise _changed(name, MANIFEST_PART)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_package(name) from error
    return dict(manifest)


def _no_package(name: str) -> FileError:
    return FileError(
        _("{file}: this is no report package, or it is damaged; send it again", file=name)
    )


def _is_whole(manifest: dict[str, Any]) -> bool:
    rest = {key: value for key, value in manifest.items() if key != "sha256"}
    return bool(checksum(write_values(rest)) == manifest["sha256"])


def _about(values: dict[str, Any]) -> About:
    plain = {f.name: values[f.name] for f in fields(About)}
    terms = ViewTerms(**plain.pop("terms"))
    step = RoundState(plain.pop("step"))
    simulated = plain.pop("simulated")
    texts = [*plain.values(), terms.level, terms.light]
    if not all(isinstance(text, str) and len(text) <= 200 for text in texts):
        raise ValueError(texts)
    if not isinstance(simulated, bool) or not isinstance(terms.live_only, bool):
        raise TypeError(simulated)
    if dt.date.fromisoformat(plain["day"]).isoformat() != plain["day"]:
        raise ValueError(plain["day"])
    return About(**plain, terms=terms, step=step, simulated=simulated)


def _check_parts(parts: Mapping[str, bytes], sums: Mapping[str, str], name: str) -> None:
    """Refuse parts that are not those exported: changed, added, or gone.

    Raises
    ------
    FileError
        One is; it is named.
    """
    for part in sorted({*parts, *sums}):
        if part not in parts or part not in sums or checksum(parts[part]) != sums[part]:
            raise _changed(name, part)
    needed = {*_TABLES, _FIGURES}
    papers = {p for p in parts if p.startswith(PAPERS) and p.lower().endswith(_PAPER_ENDINGS)}
    if missing := sorted(needed - {*parts}):
        raise FileError(_("{file}: the part {part} is missing", file=name, part=missing[0]))
    if unknown := sorted({*parts} - needed - papers - {_PLAN, _DEMAND}):
        raise FileError(
            _("{file}: “{part}” is no name of a part of a package", file=name, part=unknown[0])
        )


def _changed(name: str, part: str) -> FileError:
    return FileError(
        _(
            "{file}: {part} was changed after the export; ask the commune to send the package "
            "again as it was exported",
            file=name,
            part=part,
        )
    )


def _check_rows(cameras: pd.DataFrame, rounds: pd.DataFrame, about: About) -> None:
    half = cameras["lon"].isna() != cameras["lat"].isna()
    if half.any():
        row = int(cameras.index[half][0]) + 2
        raise FileError(
            _(
                "{part}, row {row}: only one of the two coordinates is given",
                part="cameras.csv",
                row=row,
            )
        )
    for part, table in (("cameras.csv", cameras), ("round.csv", rounds)):
        other = table.index[~lies_in(table, about.commune_code)]
        if len(other):
            message = _(
                "{part}, row {row}: the row is not of the commune {code}",
                part=part,
                row=int(other[0]) + 2,
                code=about.commune_code,
            )
            raise FileError(message)


def _read_plan(data: bytes, about: About) -> dict[str, Any]:
    """Read a plan: a request that can be asked again, and a result of numbers and words."""
    unread = FileError(_("{part}: the part cannot be read", part=_PLAN))
    plan = values_of_part(data, _PLAN)
    if not isinstance(plan, dict):
        raise unread
    request, result = plan.get("request"), plan.get("result")
    if not isinstance(request, dict) or not isinstance(result, dict):
        raise unread
    told = [plan.get("name", ""), *(result.get(name, "") for name in ("day", "who"))]
    numbers = [value for name, value in result.items() if name in _NUMBERS]
    if not all(isinstance(text, str) for text in told) or not all(map(_is_number, numbers)):
        raise unread
    if request_from_values(request).commune not in (None, about.commune_code):
        raise unread
    return plan


def _is_number(value: object) -> bool:
    most = 1e18
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (plain and abs(value) < most)  # type: ignore[arg-type]


def _read_figures(data: bytes) -> dict[str, float]:
    figures = values_of_part(data, _FIGURES)
    if not isinstance(figures, dict) or not all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in figures.values()
    ):
        raise FileError(_("{part}: the part cannot be read", part=_FIGURES))
    return figures
