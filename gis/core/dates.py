"""Days as people write them, read as ISO text and written as dd/MM/yyyy."""

import datetime as dt
import re

from gis.core.numbers import read_number

# Between two numbers of a day: ``15 tháng 3 năm 2024``, ``15 / 3 / 2024``.
_SLASHED = re.compile(r"(?<=\d)(?: ?[/.] ?| tháng |,? năm |, ?)(?=\d)", re.IGNORECASE)
_EXCEL_EPOCH = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T].*)?")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T].*)?")
_MONTH_YEAR = re.compile(r"(?:tháng ?|t)?(\d{1,2})[/.\- ](?:năm )?(\d{4})", re.IGNORECASE)
_QUARTER = re.compile(r"quý (i{1,3}|iv|[1-4])[/.\- ]+(?:năm )?(\d{4})", re.IGNORECASE)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# Of two years the first: since then something stands there.
_YEAR = re.compile(
    r"(?:năm )?((?:19|20)\d{2})(?:\s*[-–/]\s*(?:năm )?(?:19|20)\d{2})?", re.IGNORECASE
)


def read_date(cell: object) -> str:
    """Read a day as ISO text: dd/mm/yyyy, ISO, a spreadsheet date, a month or a year.

    A month, a quarter or a year alone stands for its first day.

    Parameters
    ----------
    cell
        A text, a date or a moment; or a number: a year from 1950 to 2100, else the days since 30
        December 1899 that a spreadsheet counts, 20,000 to 80,000.

    Returns
    -------
    str
        ``YYYY-MM-DD``.

    Raises
    ------
    ValueError
        It says no day, or one that is in no calendar.
    """
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, str):
        return _written_date(cell)
    serial = read_number(cell)
    if 1950 <= serial <= 2100:
        return dt.date(int(serial), 1, 1).isoformat()
    if not 20_000 <= serial <= 80_000:
        raise ValueError(cell)
    return (_EXCEL_EPOCH + dt.timedelta(days=serial)).date().isoformat()


def _written_date(text: str) -> str:
    text = _SLASHED.sub("/", re.sub(r"^ngày ", "", text.strip(), flags=re.IGNORECASE))
    if match := _YEAR_MONTH_DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _MONTH_YEAR.fullmatch(text):
        day, (month, year) = 1, map(int, match.groups())
    elif match := _QUARTER.fullmatch(text):
        quarter = _QUARTERS.get(match[1].lower()) or int(match[1])
        day, month, year = 1, 3 * quarter - 2, int(match[2])
    elif match := _YEAR.fullmatch(text):
        day, month, year = 1, 1, int(match[1])
    else:
        raise ValueError(text)
    return dt.date(year + 2000 if year < 100 else year, month, day).isoformat()


def date(iso: str) -> str:
    """Write an ISO date as dd/MM/yyyy; an empty text stays empty.

    Parameters
    ----------
    iso
        ``YYYY-MM-DD``, or "" where no day is known; what follows the day is left out.

    Returns
    -------
    str
        Alike in both languages.
    """
    return iso and f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}"
