"""What is never kept: log-ins, passwords, stream addresses, device addresses, phone numbers."""

import re
from dataclasses import replace

import pandas as pd

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.formats.grid import tidied
from gis.ingest.headings.aliases import Role
from gis.ingest.sheets import FREE_TEXT, Sheet

# No part is longer or larger, unlike the groups of an amount: 12.500.000.000.
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
# Phone numbers have nine digits behind the prefix, landlines (02…) ten. A date and the hour
# behind it have as many.
_PREFIX, _BETWEEN = r"(?:(?:\+|00)?84(?: ?\(0\))?|0)", "[ .()-]{0,3}"
_DATE = r"0\d([.-])\d\d?\1(?:19|20)\d\d(?!\d)"
# Texts that name people, or papers, beside those that say what they like.
_OF_PEOPLE = ("investor", "surveyed_by", "accepted_by", "handover_record")
TEXTS = (*FREE_TEXT, *_OF_PEOPLE)
_SECRETS = re.compile(
    r"(?:rtsp|rtmp)s?://\S+"  # a stream
    r"|\b\w+://[^\s/@]+@\S*"  # any address with a log-in in it
    r"|\b(?:mật khẩu|mk|pass(?:word)?|user(?:name)?|tài khoản|tk)\s*[:=]\s*\S+"
    rf"|(?<![\d.]){_OCTET}(?:\.{_OCTET}){{3}}(?::\d+)?(?![\d.])"  # an IPv4 address
    rf"|(?<![\d.,])\(?(?!{_DATE}){_PREFIX}(?:{_BETWEEN}2)?(?:{_BETWEEN}\d){{9}}(?!\d)",  # a phone
    re.IGNORECASE,
)
# Without one of these there is none: a quick look that spares most columns the close one.
_POSSIBLE = re.compile(r"[:=]|\d[\d .()-]{5,}\d")


def without_private(sheet: Sheet) -> tuple[Sheet, list[Finding]]:
    """Empty private columns, and private values inside free texts, with a notice for each."""
    cells, findings = sheet.cells.copy(deep=False), []
    for i, heading in enumerate(sheet.headings):
        found = _private_cells(heading.column, cells[i])
        if not found.any():
            continue
        if heading.column == Role.PRIVATE:
            cells[i] = None
        else:
            cells.loc[found, i] = tidied(cells.loc[found, i].str.replace(_SECRETS, "", regex=True))
        findings.append(_notice(sheet, heading.text, found))
    return replace(sheet, cells=cells) if findings else sheet, findings


def _private_cells(column: str, cells: pd.Series) -> pd.Series:
    """Tell which cells under a heading hold what is never kept."""
    if column == Role.PRIVATE:
        return cells.notna()
    texts = {cell for cell in cells if isinstance(cell, str)} if column in ("", *TEXTS) else ()
    if not (texts and _POSSIBLE.search("\n".join(texts))):
        return pd.Series(data=False, index=cells.index)
    return cells.isin([text for text in texts if is_private(text)])


def is_private(text: str) -> bool:
    """Tell whether a text holds what is never kept.

    Parameters
    ----------
    text
        Such as a name, an address or a note.

    Returns
    -------
    bool
        True of log-ins, passwords, stream addresses, IPv4 addresses and phone numbers.
    """
    return _POSSIBLE.search(text) is not None and _SECRETS.search(text) is not None


def _notice(sheet: Sheet, heading: str, found: pd.Series) -> Finding:
    message = _(
        "Not stored: log-ins, passwords, stream or device addresses and phone numbers "
        "({count} cells)",
        count=number(int(found.sum())),
    )
    suggestion = _("Keep such data apart from the register")
    return Finding(sheet.name, 0, heading, Severity.NOTICE, message, suggestion)
