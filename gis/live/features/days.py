"""Moments and spans of time of requests, as the days that the register counts in."""

import datetime as dt
import re

import pandas as pd

from gis.core.language import _
from gis.live.requests import RequestError

# The register's days are those of Việt Nam.
_ZONE = dt.timezone(dt.timedelta(hours=7))
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})?)?"
)
_OPEN = ("", "..")


def local_day(text: str) -> pd.Timestamp:
    """Return the day in Việt Nam of a day or a moment (RFC 3339); without a zone it is its own.

    Parameters
    ----------
    text
        ``2026-01-31`` or ``2026-01-31T23:00:00Z``.

    Returns
    -------
    Timestamp
        The beginning of the day, without a zone.

    Raises
    ------
    RequestError
        It is neither.
    """
    try:
        if not _MOMENT.fullmatch(text) or not text.isascii():
            raise ValueError(text)
        moment = dt.datetime.fromisoformat(text.upper())
        moment = moment.astimezone(_ZONE) if moment.tzinfo else moment
    except (ValueError, OverflowError) as error:
        raise RequestError(
            _(
                "“{text}” is no day and no moment; write 2026-01-31 or 2026-01-31T08:00:00Z",
                text=text[:40],
            )
        ) from error
    return pd.Timestamp(moment.date()).as_unit("s")


def span_of_days(text: str) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """Return the first and the last day of `datetime`: one moment, or two parted by ``/``.

    Parameters
    ----------
    text
        An end that is empty or ``..`` is open.

    Returns
    -------
    tuple
        None for an open end.

    Raises
    ------
    RequestError
        It is no span of time, or ends before it begins.
    """
    parts = text.split("/")
    if len(parts) > 2 or parts == [""]:
        raise RequestError(_("datetime: one moment, or two parted by “/”, of which one may be .."))
    ends = [None if part in _OPEN and len(parts) == 2 else local_day(part) for part in parts]
    first, last = ends[0], ends[-1]
    if first is not None and last is not None and first > last:
        raise RequestError(_("datetime: the span ends before it begins"))
    return first, last
