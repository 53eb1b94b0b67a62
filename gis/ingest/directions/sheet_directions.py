"""Where the cameras of a sheet look: what its direction column says, else its remarks."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.text import fold
from gis.ingest.cells import number_of_cell, read_count
from gis.ingest.columns import parse_values, warn, without_blanks
from gis.ingest.directions.bearings import Bearings, Look, read_bearings, read_remark
from gis.ingest.directions.compass import ENGLISH, TURNING, VIETNAMESE, languages
from gis.ingest.headings.aliases import Role
from gis.ingest.sheets import Sheet

MAX_TURN_DEG = 720.0
# What lenses are sold with; a column of these under “Góc quay” is no column of directions.
_LENS_ANGLES_DEG = (30.0, 130.0)
_NOTHING = Bearings(())


def read_directions(sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """Read the directions of a sheet's rows.

    Returns
    -------
    directions
        `azimuth_deg` and `hfov_deg` (spanned by a range, else NaN) of the first view,
        `looks`, the tuple of all of them (empty when nothing is stated), `turns`: the text says
        that the camera does, and `unread`: the text that said more or something else, empty when
        there is none.
    findings
        Warnings: no direction, an ambiguous “N”, a number and a word that disagree, brought
        into 0–360°. Notices: read from a sentence or from the remarks.
    """
    cells = without_blanks(sheet, "azimuth_deg")
    if _are_lens_angles(sheet, cells):
        return _as_lens_angles(cells), []
    found, unread, ambiguous = _read_cells(cells)
    sweep = found.map(lambda said: said.sweep).astype(bool)
    around = found.map(lambda said: said.around).astype(bool)
    both_ends = found.map(lambda said: said.axis).astype(bool) & _is_one_camera(sheet) & ~sweep
    wild = found.map(_is_wild).astype(bool)
    kept = ~(wild | both_ends | sweep)
    found = found.where(kept, pd.Series([_NOTHING] * len(found), found.index, dtype=object))
    remarks = _read_remarks(sheet, cells)
    looks = found.where(remarks.isna(), remarks).map(_looks)
    first = [views[0] if views else (np.nan, np.nan) for views in looks]
    loose = found.map(lambda said: said.loose).astype(bool)
    words = cells.map(lambda cell: cell if isinstance(cell, str) else "").astype(str)
    refused = wild | cells.index.isin(unread.index)
    besides = refused | both_ends | sweep | around | ambiguous | loose
    table = pd.DataFrame(first, cells.index, ["azimuth_deg", "hfov_deg"], dtype=float).assign(
        looks=looks,
        turns=words.map(_turns).astype(bool),
        unread=words.where(besides, ""),
    )
    warnings = _warned(
        sheet,
        cells,
        found,
        {
            "unread": refused,
            "ambiguous": ambiguous,
            "both ends": both_ends,
            "sweep": sweep,
            "around": around,
        },
    )
    return table, [*warnings, *_noticed(sheet, cells[loose], remarks.notna())]


def with_unread(notes: pd.Series, unread: pd.Series) -> pd.Series:
    """Return the notes with what the direction column said besides, so that it is not lost."""
    if not (unread != "").any():
        return notes
    added = [_("Direction: {text}", text=text) if text else "" for text in unread]
    pairs = zip(notes.fillna("").astype(str), added, strict=True)
    joined = [
        note if not more or more in note else "; ".join(filter(None, (note, more)))
        for note, more in pairs
    ]
    return pd.Series(joined, notes.index, dtype=object).where(lambda texts: texts != "", notes)


def _turns(text: str) -> bool:
    said = set(fold(text).split())
    return bool(TURNING & said) or ("quay" in said and not said.isdisjoint({"355", "360"}))


def _read_cells(cells: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return what the cells say, the unreadable ones, and where “N” may be either pole."""
    said = {cell: languages(cell) for cell in set(cells[cells.notna()]) if isinstance(cell, str)}
    spoken = set().union(*said.values())
    ambiguous = cells.map(
        lambda cell: (
            {ENGLISH, VIETNAMESE} <= spoken
            and isinstance(cell, str)
            and not said[cell]
            and fold(cell).split()[-1:] == ["n"]
            and not any(c.isdigit() for c in cell)
        )
    ).astype(bool)
    english = ENGLISH in spoken and VIETNAMESE not in spoken
    found, unread = parse_values(
        cells.mask(ambiguous, None), partial(read_bearings, english=english)
    )
    filled_in = [said if isinstance(said, Bearings) else _NOTHING for said in found]
    return pd.Series(filled_in, cells.index, dtype=object), unread, ambiguous


def _read_remarks(sheet: Sheet, cells: pd.Series) -> pd.Series:
    """Return what the remarks say of rows whose direction column says nothing; else missing."""
    notes = sheet.column("note").where(cells.isna(), None)
    texts = notes.where(notes.map(lambda note: isinstance(note, str)).astype(bool), None)
    found, _unread = parse_values(texts, read_remark)
    return found


def _is_one_camera(sheet: Sheet) -> pd.Series:
    counts, _unread = parse_values(without_blanks(sheet, Role.QUANTITY), read_count)
    return counts.astype(float) == 1


def _is_wild(bearings: Bearings) -> bool:
    return any(abs(azimuth) > MAX_TURN_DEG for azimuth, _width in bearings.looks)


def _looks(said: Bearings) -> tuple[Look, ...]:
    return tuple(map(_within_a_turn, said.looks))


def _within_a_turn(look: Look) -> Look:
    azimuth, width = look
    return (azimuth if 0 <= azimuth <= 360 else azimuth % 360), width


def _are_lens_angles(sheet: Sheet, cells: pd.Series) -> bool:
    """Tell whether a column “Góc quay” holds angles of view: few usual ones, again and again."""
    if fold(sheet.heading("azimuth_deg").text).removesuffix(" do") != "goc quay":
        return False
    angles, unread = parse_values(cells, number_of_cell)
    known = angles.dropna().astype(float)
    usual = known.between(*_LENS_ANGLES_DEG) | (known == 360)
    often = len(known) > 1 and known.nunique() <= len(known) / 2
    return often and unread.empty and bool(usual.all())


def _as_lens_angles(cells: pd.Series) -> pd.DataFrame:
    angles, _unread = parse_values(cells, number_of_cell)
    nothing = pd.Series([()] * len(cells), cells.index, dtype=object)
    table = pd.DataFrame({"azimuth_deg": np.nan, "hfov_deg": angles.astype(float)}, cells.index)
    return table.assign(looks=nothing, turns=False, unread="")


def _warned(
    sheet: Sheet, cells: pd.Series, found: pd.Series, refused: dict[str, pd.Series]
) -> list[Finding]:
    degrees = _("Write degrees clockwise from north, 0 to 360, or B, ĐB, Đ, ĐN, N, TN, T, TB")
    apart = found.map(lambda said: said.apart).astype(bool)
    turned = found.map(lambda said: any(not 0 <= a <= 360 for a, _w in said.looks)).astype(bool)
    cases: tuple[tuple[pd.Series, Callable[[str], str]], ...] = (
        (refused["unread"], lambda cell: _("“{value}” is no direction", value=cell)),
        (
            refused["ambiguous"],
            lambda cell: _("“{value}” means south (Nam) or, in English, north", value=cell),
        ),
        (
            refused["both ends"],
            lambda cell: _("“{value}” names two directions of one camera", value=cell),
        ),
        (
            refused["sweep"],
            lambda cell: _(
                "“{value}”: one camera sweeps from side to side, and which half it passes is not "
                "said; no direction was taken",
                value=cell,
            ),
        ),
        (
            refused["around"],
            lambda cell: _(
                "“{value}”: a camera that turns all round looks nowhere in particular; "
                "no direction was taken",
                value=cell,
            ),
        ),
        (
            apart,
            lambda cell: _(
                "“{value}”: the degrees and the word disagree; the degrees were taken", value=cell
            ),
        ),
        (turned, lambda cell: _("Direction “{value}” was brought into 0–360°", value=cell)),
    )
    return [
        finding
        for rows, message in cases
        for finding in warn(sheet, "azimuth_deg", cells[rows], message, degrees)
    ]


def tell_several(sheet: Sheet, looks: pd.Series) -> list[Finding]:
    """Tell how many rows are several cameras because they look several ways."""
    uncounted = without_blanks(sheet, Role.QUANTITY).isna()
    several = sheet.column("azimuth_deg")[(looks.map(len) > 1) & uncounted]
    if several.empty:
        return []
    message = _(
        "{count} rows are read as several cameras, one for each direction, such as “{value}”",
        count=len(several),
        value=several.iloc[0],
    )
    suggestion = _("Write one direction, or the number of cameras, if that is wrong")
    heading = sheet.heading("azimuth_deg").text
    return [Finding(sheet.name, 0, heading, Severity.NOTICE, message, suggestion)]


def _noticed(sheet: Sheet, loose: pd.Series, remarked: pd.Series) -> list[Finding]:
    heading, findings = sheet.heading("azimuth_deg").text, []
    suggestion = _("Write the degrees alone if that is wrong")
    if len(loose):
        message = _(
            "{count} directions were read out of a longer text, such as “{value}”; the text is "
            "kept in the note",
            count=len(loose),
            value=loose.iloc[0],
        )
        findings.append(Finding(sheet.name, 0, heading, Severity.NOTICE, message, suggestion))
    if count := int(remarked.sum()):
        message = _("{count} directions were read from the note", count=count)
        heading = sheet.heading("note").text
        findings.append(Finding(sheet.name, 0, heading, Severity.NOTICE, message, suggestion))
    return findings
