"""A register file in: cameras and equipment in canonical columns, findings, and the bad rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from gis.core.choices import Status
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import conform
from gis.ingest.assembly import CameraRows, camera_rows, equipment_rows
from gis.ingest.declared_counts import compare_announced
from gis.ingest.formats.file_limits import shortened
from gis.ingest.formats.grid import Grid
from gis.ingest.formats.legacy_text import modernised
from gis.ingest.formats.own_layers import own_layers
from gis.ingest.formats.readers import read_grids
from gis.ingest.headings.mapping import PROPOSED, Mapping, Unread
from gis.ingest.matching.absence import Absence, absence, missing
from gis.ingest.matching.duplicates import duplicates
from gis.ingest.matching.matches import Decisions
from gis.ingest.matching.recognition import Recognition
from gis.ingest.matching.repeated_visits import merge_visits, with_survey_days
from gis.ingest.planned_cameras import without_planned
from gis.ingest.positions.coordinates import AUTO, check_crs
from gis.ingest.positions.crs_candidates import Evidence, evidence, reading_in_words
from gis.ingest.privacy import without_private
from gis.ingest.quarantine import workbook
from gis.ingest.rows import listed_rows
from gis.ingest.sections import divided, with_legend
from gis.ingest.served_cameras import link_equipment, link_served
from gis.ingest.sheet_remarks import not_read, sheet_remarks, summary_sheet_notice
from gis.ingest.sheets import Sheet, SheetRole, find_sheets
from gis.ingest.stated_dependencies import by_name, points_alone, with_dependencies
from gis.ingest.states.reasons import with_reasons
from gis.ingest.summaries import compare, with_summaries
from gis.ingest.unit_prices import with_monthly, with_prices
from gis.register.same_codes import same_codes
from gis.vocabulary.words import words

_SHOWN_ROWS = 20  # of each sheet, kept as they were read, to be looked at
_PAIR = ["sheet", "row", "camera_id", "same"]


@dataclass(frozen=True, slots=True)
class Import:
    """What a register file holds.

    `cameras` and `equipment` are in canonical columns, one row per camera view; `rows`,
    `accepted`, `quarantined` and `not_located` count rows of the file, and every row is
    either accepted or quarantined. `quarantine` holds the bad rows as the file writes them.
    `readings` weighs the ways to read plane coordinates, None when the file has none.
    `recognition` tells which rows are cameras of the register; `absence` which of its cameras
    the list lacks. `table`: the first accepted rows of cameras of each sheet, by sheet and row
    number, before they are spread into views. `simulated`: the file says that its rows are.
    `states`: how many cameras the file lists in each state; `returned`: in rows to correct.
    """

    cameras: pd.DataFrame
    equipment: pd.DataFrame
    rows: int
    accepted: int
    not_located: int
    findings: tuple[Finding, ...]
    quarantine: tuple[Sheet, ...]
    sheets: tuple[Sheet, ...]
    readings: Evidence | None
    recognition: Recognition
    absence: Absence
    table: pd.DataFrame
    simulated: bool
    states: dict[str, int]
    returned: int

    @property
    def absent(self) -> pd.DataFrame:
        """Return the cameras of the register that the list held once and holds no longer."""
        return self.absence.missed

    @property
    def quarantined(self) -> int:
        """Return how many rows have an error."""
        return self.rows - self.accepted

    @property
    def unread(self) -> pd.DataFrame:
        """Return the words not understood, the most frequent first.

        `column` (canonical), `heading` (as the file writes it), `value`, `choices` (what it
        may mean), `rows` (how many say it).
        """
        found = [f for f in self.findings if isinstance(f, Unread)]
        said = [(f.canonical, f.column, f.value, f.choices, f.rows) for f in found]
        names = ["column", "heading", "value", "choices"]
        table = pd.DataFrame(said, columns=[*names, "rows"])
        counted = table.groupby(names, sort=False)["rows"].sum().reset_index()
        return counted.sort_values("rows", ascending=False, kind="stable", ignore_index=True)

    @property
    def renamed(self) -> dict[str, str]:
        """Return, of the accepted cameras, known code → the one stated now."""
        here = set(self.cameras["camera_id"])
        names = self.recognition.renamed.items()
        return {old: new for old, new in names if {new, new.rpartition("-")[0]} & here}

    def as_json(self) -> dict[str, object]:
        """Return counts and findings as plain values; nothing has been written to a file yet."""
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "not_located": self.not_located,
            "findings": [finding.as_dict() for finding in self.findings],
            "quarantine_file": None,
            "states": self.states,
            "simulated": self.simulated,
            "unread": self.unread.drop(columns="choices").to_dict("records"),
            "unsure": self.recognition.unsure[_PAIR].to_dict("records"),
            "absent": self.absent["camera_id"].tolist(),
            "readings": [] if self.readings is None else self.readings.as_json(),
        }


def states_in_words(result: Import) -> str:
    """Say how many cameras a file lists, in which state, and how many of them can be written.

    Parameters
    ----------
    result
        What `read_import` returned.

    Returns
    -------
    str
        One sentence, in the current language.
    """
    named = words(Status)
    counts = ", ".join(f"{named[state]} {number(count)}" for state, count in result.states.items())
    return _(
        "The file lists {total} cameras ({states}); {back} of them in rows to correct",
        total=number(sum(result.states.values())),
        states=counts,
        back=number(result.returned),
    )


def read_import(  # noqa: PLR0913 - each is a question of its own
    source: Path | str | bytes,
    name: str = "",
    *,
    communes: gpd.GeoDataFrame,
    crs: str = AUTO,
    mapping: Mapping = PROPOSED,
    known: pd.DataFrame | None = None,
    matches: Decisions = MappingProxyType({}),
    roads: gpd.GeoSeries | None = None,
    progress: Callable[[float], object] = lambda _share: None,
) -> Import:
    """Read a register file; bad rows never stop the good ones.

    Parameters
    ----------
    source
        A path, or the bytes of an upload.
    name
        The file's name with its ending, for messages; a path has its own, an upload needs one.
    communes
        `code name full_name` and polygons, WGS 84; ``attrs["source"]`` tells whether they
        are schematic.
    crs
        ``auto`` for degrees on WGS 84, else the CRS of the coordinates in metres, such as
        ``EPSG:9212``, or another reading of them (see `crs_candidates`). Rows in degrees are read
        as degrees whatever is said here, and map layers mostly state their own.
    mapping
        What people have said headings mean, before the program proposes anything.
    known
        The cameras already in the register, to find those that come in again; canonical
        columns, and `source` and `order` as `Store.listed` tells them.
    matches
        What people have said of unsure pairs: the code of the camera a row is, by sheet and
        row number, empty for one that is new.
    roads
        Lines in WGS 84, to weigh the readings of plane coordinates by.
    progress
        Told, from 0 to 1, how much of the work is done.

    Returns
    -------
    Import
        Nothing of it is written to a register yet.

    Raises
    ------
    FileError
        The file as a whole cannot be used; the message says why and what to do.
    """
    name = name or Path(str(source)).name
    check_crs(crs)
    own = own_layers(merge_visits(read_grids(source, name)), name)
    progress(0.2)
    grids, converted = _in_unicode(own.grids)
    found, others = find_sheets(grids, name, mapping)
    sheets, left_out = listed_rows([with_reasons(sheet) for sheet in found], name)
    sheets, mispriced = _with_the_rest_of_the_file(sheets)
    sheets, taken_out = _without_what_is_not_kept(sheets, name)
    others = [sheet for sheet in others if sheet.headings]
    unused = [not_read(sheet) for sheet in others if not mapping.roles]
    findings = [*left_out, *mispriced, *converted, *unused, *taken_out, *own.findings]
    progress(0.4)
    sheets = link_equipment(sheets)
    equipment = equipment_rows([sheet for sheet in sheets if sheet.equipment])
    sheets, links, linked = link_served(sheets, equipment.table["equipment_id"], known)
    lists = [sheet for sheet in sheets if sheet.role is SheetRole.CAMERAS]
    progress(0.5)
    readings = _readings(sheets, crs, mapping)
    cameras, recognition = camera_rows(lists, communes, readings, known, matches, file=name)
    findings += linked + cameras.findings + equipment.findings
    progress(0.8)
    findings += _repeated_codes(cameras, equipment, known)
    sheets, differing = _compared(sheets, lists, cameras)
    findings += differing + _needless(crs, cameras.metres, sheets)
    findings += _duplicates(cameras, None if known is None else recognition.known)
    absent = absence(recognition.known, cameras.views, " | ".join(s.title for s in sheets))
    findings += missing(absent.missed, sheets[0].name)
    progress(0.9)
    errors = {(f.sheet, f.row) for f in findings if f.severity is Severity.ERROR}
    good_cameras, good_equipment = cameras.without(errors), equipment.without(errors)
    result = Import(
        cameras=_with_links(good_cameras.views.reset_index(drop=True), links, equipment.table),
        equipment=good_equipment.views.reset_index(drop=True),
        rows=len(cameras.table) + len(equipment.table),
        accepted=len(good_cameras.table) + len(good_equipment.table),
        not_located=int(good_cameras.table["lon"].isna().sum()),
        findings=_in_order(findings, sheets),
        quarantine=tuple(_bad_rows(sheet, errors) for sheet in sheets),
        sheets=(*sheets, *(replace(sheet, role=SheetRole.SKIP) for sheet in others)),
        table=good_cameras.table.groupby(level="sheet", sort=False).head(_SHOWN_ROWS),
        readings=None if cameras.metres.empty else evidence(cameras.metres, communes, roads),
        recognition=recognition,
        absence=absent,
        simulated=own.simulated,
        states={str(s): int(n) for s, n in cameras.views["status"].value_counts().items()},
        returned=len(cameras.views) - len(good_cameras.views),
    )
    progress(1.0)
    return result


def _in_unicode(grids: Sequence[Grid]) -> tuple[list[Grid], list[Finding]]:
    """Return the grids that may list something, in Unicode, and what their readers found."""
    points, drawn = points_alone(grids)
    modern = [modernised(grid) for grid in points]
    told = [notice for grid, converted in modern for notice in (*grid.findings, *converted)]
    return [grid for grid, _converted in modern], drawn + told


def _with_the_rest_of_the_file(sheets: list[Sheet]) -> tuple[list[Sheet], list[Finding]]:
    """Give rows what the file says of them elsewhere: prices, sections, titles, legends, codes.

    A sheet that says nothing elsewhere stays as it is.
    """
    priced = [with_prices(with_monthly(sheet)) for sheet in with_summaries(sheets)]
    explained = [with_legend(divided(sheet)) for sheet, _differing in priced]
    dated = [with_survey_days(sheet) for sheet in with_dependencies(explained)]
    return dated, [finding for _sheet, differing in priced for finding in differing]


def _without_what_is_not_kept(sheets: list[Sheet], name: str) -> tuple[list[Sheet], list[Finding]]:
    """Take out cameras that are only planned, and what is private; say what is not read."""
    cleaned, findings = [], []
    for sheet in sheets:
        standing, planned = without_planned(sheet, name)
        clean, private = without_private(standing)
        cleaned.append(clean)
        findings += planned + private + sheet_remarks(sheet)
    return cleaned, findings


def _repeated_codes(
    cameras: CameraRows, equipment: CameraRows, known: pd.DataFrame | None
) -> list[Finding]:
    """Tell which codes are of a camera, here or in the register, and of equipment too."""
    codes = [cameras.views["camera_id"], *([] if known is None else [known["camera_id"]])]
    of_equipment = equipment.table["equipment_id"]
    return same_codes(pd.concat(codes), of_equipment, equipment.table.index.tolist())


def _duplicates(cameras: CameraRows, known: pd.DataFrame | None) -> list[Finding]:
    return duplicates(cameras.views, cameras.table.index.tolist(), known)


def _readings(sheets: Sequence[Sheet], crs: str, mapping: Mapping) -> dict[str, str]:
    """Return how the coordinates of each sheet are to be read.

    Raises
    ------
    FileError
        A reading is given for a sheet that the file does not have, or there is no such reading.
    """
    names = [sheet.name for sheet in sheets]
    if strange := [name for name in mapping.readings if name not in names]:
        message = _(
            "No sheet “{name}” is read; the sheets are {names}",
            name=strange[0],
            names=", ".join(names),
        )
        raise FileError(message)
    for reading in mapping.readings.values():
        check_crs(reading)
    return {name: mapping.readings.get(name, crs) for name in names}


def _compared(
    sheets: list[Sheet], lists: list[Sheet], cameras: CameraRows
) -> tuple[list[Sheet], list[Finding]]:
    """Compare the sheets that sum up the others with them."""
    findings: list[Finding] = []
    compared = []
    for sheet in sheets:
        if sheet.role is SheetRole.EQUIPMENT:
            compared.append(sheet)
            continue
        if sheet.role is SheetRole.SUMMARY:
            sums, differing = compare(sheet, lists, cameras.table, cameras.views)
            findings.append(summary_sheet_notice(sheet))
        else:
            sums, differing = compare_announced(sheet, cameras.views, cameras.table)
        compared.append(replace(sheet, sums=_with_sums(sheet.sums, sums)))
        findings += differing
    return compared, findings


def _with_sums(sums: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    return (
        pd.concat([sums, more], ignore_index=True)
        if len(sums) and len(more)
        else (more if len(more) else sums)
    )


def _with_links(
    cameras: pd.DataFrame, links: pd.DataFrame, equipment: pd.DataFrame
) -> pd.DataFrame:
    """Write links by codes; add cameras of the register whose equipment the file tells.

    Nothing else of the latter changes.
    """
    cameras = cameras.assign(depends_on=by_name(cameras["depends_on"], equipment))
    return cameras if links.empty else pd.concat([cameras, conform(links)], ignore_index=True)


def _needless(crs: str, metres: pd.DataFrame, sheets: list[Sheet]) -> list[Finding]:
    """Tell that there was nothing to read in the chosen way."""
    if crs == AUTO or len(metres) or not sheets:
        return []
    message = _(
        "The chosen reading “{reading}” was not needed: the file says itself where its positions "
        "are, or gives degrees",
        reading=reading_in_words(crs),
    )
    suggestion = _("Nothing is to be done if the cameras lie where they should")
    return [Finding(sheets[0].name, 0, "", Severity.NOTICE, message, suggestion)]


def _in_order(findings: list[Finding], sheets: list[Sheet]) -> tuple[Finding, ...]:
    place = {sheet.name: i for i, sheet in enumerate(sheets)}
    findings = sorted(findings, key=lambda f: (place.get(f.sheet, len(place)), f.row))
    return tuple(map(shortened, findings))


def _bad_rows(sheet: Sheet, errors: set[tuple[str, int]]) -> Sheet:
    rows = [row for row in sheet.cells.index if (sheet.name, row) in errors]
    return replace(sheet, cells=sheet.cells.loc[rows])


def quarantine_workbook(result: Import) -> bytes:
    """Return the bad rows as an .xlsx in their own columns, with reason and remedy beside.

    Parameters
    ----------
    result
        What `read_import` returned.

    Returns
    -------
    bytes
        The file; one empty page where no row is bad.
    """
    return workbook(result.quarantine, result.findings, simulated=result.simulated)
