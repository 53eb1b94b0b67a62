"""Each row of a sheet in its commune: by its position, else by the name it states.

`place_rows` reads what rows write (`stated_positions`), sees where that lies in the CRS asked for
(`project_and_locate`), has what is astray looked at in other ways (`position_checks`), and decides
for each row between its position and its words (`commune_names`).
"""

import geopandas as gpd
import pandas as pd

from gis.communes.listing import commune_names
from gis.communes.location import just_outside
from gis.communes.succession import Succession
from gis.core.crs import WGS84
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.formats.grid import numbered
from gis.ingest.headings.aliases import Role
from gis.ingest.positions.commune_names import (
    read_names,
    tell_older,
    tell_texts,
    texts,
    title_code,
)
from gis.ingest.positions.position_checks import Positions, check_positions, explain, other_planes
from gis.ingest.positions.stated_positions import (
    HALVES,
    Way,
    exchanged,
    position_remarks,
    project_and_locate,
    read_positions,
)
from gis.ingest.sheets import Sheet


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

    Parameters
    ----------
    sheet
        Its rows as listed, see `rows.listed_rows`.
    communes
        `code name full_name` and polygons, WGS 84; ``attrs["source"]`` says ``schematic`` of
        those that are.
    succession
        What former communes became.
    crs
        How positions are to be read, see `Way`.
    file
        The file's name, which may name the commune.

    Returns
    -------
    table
        `lon lat` (WGS 84 degrees, NaN where none is stated), `commune_code`, empty when unknown,
        and `titled`, the words of the title that name the commune where the row states none.
    open_rows
        The rows whose coordinates may be read in several ways: `north east codes`, see
        `crs_candidates.Evidence`.
    findings
        An error for each position that must not be trusted, a warning where the stated and
        the located commune differ or the stated one cannot be told.
    """
    stated, written = read_positions(sheet), texts(sheet, "declared_commune")
    way, names = Way(crs, asked=sheet.without_crs), commune_names(communes)
    official = communes.attrs.get("source") != "schematic"
    fallen = project_and_locate(stated["north"], stated["east"], communes, way.crs_of(stated))
    searched = (fallen["located"] == "") | (not official)
    named = read_names(
        sheet,
        succession,
        districts=texts(sheet, Role.DISTRICT),
        located=fallen["located"],
        searched=searched,
    )
    title, said, quoted = title_code(sheet, succession, file)
    codes = _stated_codes(named["candidates"], written, title)
    fallen, edge, positions = _examined(stated, fallen, codes, way, communes, official=official)
    located, faults = fallen["located"], check_positions(positions, official=official)
    sound = faults == ""
    code = _decided(named["code"], located, texts(sheet, "commune_code"), names, official=official)
    homeless = _homeless(named, sound & (code == ""), title)
    code = code.mask(homeless, title)
    titled = pd.Series(quoted, code.index).where((code == title) & (written == ""), "")
    unsure = stated["metres"] | (sheet.without_crs & stated[HALVES].notna().all(axis=1))
    return (
        fallen[["lon", "lat"]].assign(commune_code=code, titled=titled),
        stated.loc[unsure, HALVES].join(codes.rename("codes")),
        [
            *position_remarks(sheet, stated[sound]),
            *explain(sheet, positions, faults, communes),
            *_at_the_edge(sheet, stated, edge, names),
            *_differing(sheet, written[sound], located[sound], named[sound], names),
            *_untold(sheet, written[sound & (code == "")], named, names, succession),
            *tell_older(sheet, succession, named, names),
            *tell_texts(sheet, named["read_from"]),
            *_from_title(sheet, names, title, said, homeless),
            *_off_title(sheet, located[sound & (written == "")], names, title),
        ],
    )


def _examined(
    stated: pd.DataFrame,
    fallen: pd.DataFrame,
    codes: pd.Series,
    way: Way,
    communes: gpd.GeoDataFrame,
    *,
    official: bool,
) -> tuple[pd.DataFrame, pd.DataFrame, Positions]:
    """Count positions just outside a commune there, and look at the others in other ways.

    Returns `fallen`, the positions at the edge (see `_edge`), and all to be examined.
    """
    astray = (fallen["located"] == "") & stated[HALVES].notna().all(axis=1)
    swapped = fallen[:0]
    if astray.any():
        turned = exchanged(stated[astray])
        crs = way.crs_of(turned)
        swapped = project_and_locate(turned["north"], turned["east"], communes, crs)
    edge = _edge(fallen[astray], codes[astray], communes) if official else fallen[:0]
    located = edge["located"].reindex(fallen.index)
    fallen = fallen.assign(located=fallen["located"].mask(located.notna(), located))
    otherwise = other_planes(stated, fallen, codes, way, communes)
    return fallen, edge, Positions(stated, fallen, swapped, codes, way, otherwise)


def _decided(
    named: pd.Series, located: pd.Series, given: pd.Series, names: pd.Series, *, official: bool
) -> pd.Series:
    """Return the commune of each row: on official boundaries the position comes first."""
    decides, helps = (located, named) if official else (named, located)
    code = decides.where(decides != "", helps)
    return code.mask((code == "") & given.isin(names.index), given)


def _homeless(named: pd.DataFrame, rows: pd.Series, title: str) -> pd.Series:
    """Tell which rows have no commune but that of the title.

    A row that names several communes is in the title's only if that is one of them.
    """
    if not title:
        return rows & False
    fits = named["candidates"].map(lambda codes: not codes or title in codes).astype(bool)
    return rows & named["open"] & (named["read_from"] == "") & fits


def _stated_codes(candidates: pd.Series, written: pd.Series, title: str) -> pd.Series:
    """Return the communes each row may stand in by its own words, else by the sheet's title."""
    if not title:
        return candidates
    own = zip(candidates, written, strict=True)
    codes = [[title] if not codes and not text else codes for codes, text in own]
    return pd.Series(codes, candidates.index, dtype=object)


def _edge(fallen: pd.DataFrame, codes: pd.Series, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return `located` and `away_m` of the positions that lie just outside a commune."""
    points = gpd.GeoSeries(gpd.points_from_xy(fallen["lon"], fallen["lat"]), fallen.index, WGS84)
    table = just_outside(points, codes, communes).rename(columns={"code": "located"})
    return table[table["located"] != ""]


def _at_the_edge(
    sheet: Sheet, stated: pd.DataFrame, edge: pd.DataFrame, names: pd.Series
) -> list[Finding]:
    findings = []
    for row, code in numbered(edge["located"]):
        message = _(
            "The position lies {metres} m outside {commune}; it is counted there",
            metres=number(round(edge["away_m"][row])),
            commune=names[code],
        )
        suggestion = _("Check the position, unless the camera stands on the shore or the border")
        heading, warning = sheet.heading(stated["column"][row]).text, Severity.WARNING
        findings.append(Finding(sheet.name, row, heading, warning, message, suggestion))
    return findings


def _differing(
    sheet: Sheet,
    written: pd.Series,
    located: pd.Series,
    named: pd.DataFrame,
    names: pd.Series,
) -> list[Finding]:
    apart = (located != "") & (located != named["code"]) & (written != "")
    pairs = zip(numbered(written[apart]), located[apart], named["candidates"][apart], strict=True)
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
        if candidates and code not in candidates
    ]


def _off_title(sheet: Sheet, located: pd.Series, names: pd.Series, title: str) -> list[Finding]:
    """Tell which of the few positions of a list lie in another commune than its title's."""
    within = located[located != ""]
    off = within[within != title]
    if not title or 2 * len(off) > len(within):
        return []  # the title says who keeps the list, not where its cameras are
    suggestion = _("Check which of the two is right")
    return [
        _finding(
            *(sheet, row),
            _(
                "The list is of {stated}, but the position lies in {located}",
                stated=names[title],
                located=names[code],
            ),
            suggestion,
        )
        for row, code in numbered(off)
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
