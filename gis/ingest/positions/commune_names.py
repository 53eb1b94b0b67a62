"""The commune a row names: in its own column, else in its other texts, else in the title."""

import re
from pathlib import Path
from textwrap import shorten

import pandas as pd

from gis.communes.succession import Succession
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.ingest.cells import read_text
from gis.ingest.formats.grid import Uncalculated, by_distinct
from gis.ingest.sheets import Sheet

_LONGEST_QUOTED = 80
# Texts that may name a commune; an address does so with “xã” or without, between commas.
_TEXTS = ("address", "name", "custodian")


def texts(sheet: Sheet, column: str) -> pd.Series:
    """Return a column's cells as text, empty where there is none."""
    cells = sheet.column(column)
    shown = by_distinct(
        cells.to_numpy(dtype=object),
        lambda c: None if isinstance(c, Uncalculated) else read_text(c),
    )
    return pd.Series(shown, cells.index, dtype=str).fillna("")


def read_names(
    sheet: Sheet,
    succession: Succession,
    *,
    districts: pd.Series,
    located: pd.Series,
    searched: pd.Series,
) -> pd.DataFrame:
    """Return the commune each row names.

    Parameters
    ----------
    districts, located
        The district stated and the code of the commune the position lies in, "" for none.
    searched
        The rows whose other texts are searched where their own column names no commune.

    Returns
    -------
    code, candidates
        See `Succession.resolve`.
    read_from
        The column it was found in; empty where no text names one commune.
    open
        Whether the row's own column leaves the commune open; one that contradicts what is
        known here does not.
    """
    written = texts(sheet, "declared_commune")
    named = succession.resolve(written, districts=districts, located=located)
    unsure = (named["code"] == "") & (named["candidates"].map(len) > 1)
    if unsure.any() and (district := succession.district_in(f"{sheet.title} | {sheet.name}")):
        within = pd.Series(district, written.index[unsure])
        settled = succession.resolve(written[unsure], districts=within, located=located[unsure])
        fits = settled["candidates"].map(len) > 0
        named.loc[settled.index[fits], ["code", "candidates"]] = settled[fits]
    unknown = written[named["candidates"].map(len) == 0]
    speaks = {text: bool(text) and succession.names_commune(text) for text in unknown.unique()}
    named["open"] = ~unknown.map(speaks).astype(bool).reindex(written.index, fill_value=True)
    towns = _towns(written, named, succession)
    named["open"] |= towns
    districts = districts.mask(towns & (districts == ""), written)
    named["read_from"] = pd.Series("declared_commune", named.index).where(~named["open"], "")
    for column in _TEXTS:
        wanted = named["open"] & (named["read_from"] == "") & searched
        if not wanted.any():
            continue
        found = _mentioned(texts(sheet, column)[wanted], succession, districts, column)
        codes = [
            codes[0] if len(codes) == 1 else place if place in codes else ""
            for codes, place in zip(found, located[found.index], strict=True)
        ]
        named.loc[found.index, "candidates"] = found
        named.loc[found.index, "code"] = codes
        # What names several communes leaves it open.
        named.loc[found.index[[bool(code) for code in codes]], "read_from"] = column
    return named


def _towns(written: pd.Series, named: pd.DataFrame, succession: Succession) -> pd.Series:
    """Tell which rows name a whole former district, and not which commune of it."""
    several = written[named["candidates"].map(len) > 1].unique()
    return written.isin([text for text in several if succession.made_of(text)])


def _mentioned(
    cells: pd.Series, succession: Succession, districts: pd.Series, column: str
) -> pd.Series:
    """Return the codes each text mentions, of those that mention some."""
    pairs = list(zip(cells, districts[cells.index], strict=True))
    bare = column == "address"
    known = {pair: succession.mentioned(*pair, bare=bare) for pair in set(pairs)}
    found = pd.Series([known[pair] for pair in pairs], cells.index, dtype=object)
    return found[found.map(len) > 0]


def title_code(sheet: Sheet, succession: Succession, file: str) -> tuple[str, str, str]:
    """Return the only commune a sheet's title speaks of, else its name, else the file's name.

    The text that does, and the words of it that name the commune, follow; all are empty where
    none does.
    """
    named = re.sub(r"[_-]+", " ", Path(file).stem)
    for text in (sheet.title, sheet.name, named, sheet.beside):
        # One word is a person's name as often as a commune's.
        codes = succession.candidates(text) if len(text.split()) > 1 else []
        if codes:
            said = shorten(text, _LONGEST_QUOTED, placeholder="…")
            return (codes[0], said, succession.quoted(text)) if len(codes) == 1 else ("", "", "")
    return "", "", ""


def tell_older(
    sheet: Sheet, succession: Succession, named: pd.DataFrame, names: pd.Series
) -> list[Finding]:
    """Tell how many rows give a name that was merged away before 2025."""
    own = (named["read_from"] == "declared_commune") & (named["code"] != "")
    written = texts(sheet, "declared_commune")[own]
    known = [text for text in written.unique() if succession.merged_before_2025(text)]
    older = written[written.isin(known)]
    if older.empty:
        return []
    message = _(
        "{count} rows name communes merged before 2025, such as “{stated}”, today {commune}",
        count=len(older),
        stated=older.iloc[0],
        commune=names[named["code"][older.index[0]]],
    )
    heading = sheet.heading("declared_commune").text
    suggestion = _("Check that the old name is meant")
    return [Finding(sheet.name, 0, heading, Severity.NOTICE, message, suggestion)]


def tell_texts(sheet: Sheet, read_from: pd.Series) -> list[Finding]:
    """Tell from which texts the commune of how many rows was read."""
    findings = []
    for column in _TEXTS:
        if count := int((read_from == column).sum()):
            heading = sheet.heading(column).text
            message = _(
                "{count} rows: the commune was read from “{heading}”", count=count, heading=heading
            )
            suggestion = _("Add a column with the commune if that is wrong")
            findings.append(Finding(sheet.name, 0, heading, Severity.NOTICE, message, suggestion))
    return findings
