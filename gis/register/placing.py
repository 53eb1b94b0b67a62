"""Each row of a sheet in its commune: by its position, else by the name it states."""

import geopandas as gpd
import pandas as pd

from gis.communes.succession import Succession
from gis.findings import Finding, Severity
from gis.language import _
from gis.register.aliases import Role
from gis.register.commune_names import (
    read_names,
    tell_older,
    tell_texts,
    texts,
    title_code,
)
from gis.register.faults import Positions, explain, find_faults
from gis.register.grid import numbered
from gis.register.positions import fall, read_positions, regrouped_cells
from gis.register.sheets import Sheet


def place_rows(
    sheet: Sheet,
    communes: gpd.GeoDataFrame,
    succession: Succession,
    crs: str,
    *,
    file: str = "",
) -> tuple[pd.DataFrame, pd.DataFrame, list[Finding]]:
    """Find the position and the commune of each row.

    On official boundaries the position decides, on schematic ones the stated commune. A row
    with neither is in the commune that its other texts name, else the sheet's title or name or
    the name of the file.

    Returns
    -------
    table
        `lon lat` (WGS 84, NaN where none is stated), `commune_code`, empty when unknown.
    metres
        The rows that give metres: `north east codes`, see `readings.Evidence`.
    findings
        An error for each position that must not be trusted, a warning where the stated and
        the located commune differ or the stated one cannot be told.
    """
    stated, written = read_positions(sheet), texts(sheet, "declared_commune")
    fallen = fall(stated["north"], stated["east"], communes, crs)
    swapped = fall(stated["east"], stated["north"], communes, crs)
    districts, located = texts(sheet, Role.DISTRICT), fallen["located"]
    names = communes.set_index("code")["full_name"]
    official = communes.attrs.get("source") != "schematic"
    searched = (located == "") | (not official)
    named = read_names(sheet, succession, districts=districts, located=located, searched=searched)
    positions = Positions(stated, fallen, swapped, named["candidates"], crs)
    faults = find_faults(positions, official=official)
    decides, helps = (located, named["code"]) if official else (named["code"], located)
    code = decides.where(decides != "", helps)
    given = texts(sheet, "commune_code")
    code = code.mask((code == "") & given.isin(names.index), given)
    sound = faults == ""
    homeless = sound & (code == "") & named["open"] & (named["read_from"] == "")
    title, said = title_code(sheet, succession, file) if homeless.any() else ("", "")
    # A row that names several communes is in the title's only if that is one of them.
    homeless &= named["candidates"].map(lambda codes: not codes or title in codes).astype(bool)
    if title:
        code = code.mask(homeless, title)
    halves = stated[["north", "east"]]
    metres = halves[(halves.abs() > 180).all(axis=1)].join(named["candidates"].rename("codes"))
    return (
        fallen[["lon", "lat"]].assign(commune_code=code),
        metres,
        [
            *regrouped_cells(sheet),
            *explain(sheet, positions, faults, communes),
            *_differing(sheet, written[sound], located[sound], named[sound], names),
            *_untold(sheet, written[sound & (code == "")], named, names, succession),
            *tell_older(sheet, succession, named, names),
            *tell_texts(sheet, named["read_from"]),
            *(_from_title(sheet, names, title, said, homeless) if title else ()),
        ],
    )


def _differing(
    sheet: Sheet,
    written: pd.Series,
    located: pd.Series,
    named: pd.DataFrame,
    names: pd.Series,
) -> list[Finding]:
    pairs = zip(numbered(written), located.tolist(), named["candidates"].tolist(), strict=True)
    return [
        _finding(
            *(sheet, row),
            _(
                "The row says “{stated}”, but the position lies in {located}",
                stated=text,
                located=names[code],
            ),
            _("Check which of the two is right"),
        )
        for (row, text), code, candidates in pairs
        if text and code and candidates and code not in candidates
    ]


def _untold(
    sheet: Sheet,
    written: pd.Series,
    named: pd.DataFrame,
    names: pd.Series,
    succession: Succession,
) -> list[Finding]:
    findings = []
    for row, text in numbered(written[written != ""]):
        candidates = ", ".join(names[code] for code in named["candidates"][row])
        if candidates:
            message = _("“{stated}” may be any of {names}", stated=text, names=candidates)
        else:
            message = _("“{stated}” is not a commune known here", stated=text)
        suggestion = _("Write today's commune, or the former one with its former district")
        if not candidates and (near := succession.namesakes(text)):
            near_names = ", ".join(names[code] for code in near)
            suggestion = _("A name of these letters belongs to {names}", names=near_names)
        findings.append(_finding(sheet, row, message, suggestion))
    return findings


def _finding(sheet: Sheet, row: int, message: str, suggestion: str) -> Finding:
    heading = sheet.heading("declared_commune").text
    return Finding(sheet.name, row, heading, Severity.WARNING, message, suggestion)


def _from_title(
    sheet: Sheet, names: pd.Series, title: str, said: str, homeless: pd.Series
) -> list[Finding]:
    if not homeless.any():
        return []
    message = _(
        "{count} rows without position or commune are taken to be in {commune}, as “{text}” says",
        count=int(homeless.sum()),
        commune=names[title],
        text=said,
    )
    suggestion = _("Add a column with the commune if that is wrong")
    return [Finding(sheet.name, 0, "declared_commune", Severity.NOTICE, message, suggestion)]
