"""The weeks as a table to read: on the page, in a paper, on the command line."""

import pandas as pd

from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number


def share_seeing(weeks: pd.DataFrame) -> pd.Series:
    """Return the cameras that see at the end of each week, of all, in percent.

    Parameters
    ----------
    weeks
        `seeing` and `cameras`, see `export.weeks`.

    Returns
    -------
    Series
        0 to 100 on the same index, NaN where there is no camera.
    """
    return 100 * weeks["seeing"] / weeks["cameras"].where(weeks["cameras"] > 0)


def weeks_table(weeks: pd.DataFrame) -> pd.DataFrame:
    """Return weeks, see `export.weeks`, newest first, as written; by name as papers have them.

    Parameters
    ----------
    weeks
        Of the province or of one commune, oldest first.

    Returns
    -------
    DataFrame
        Texts: `week share cameras seeing not_seeing unconfirmed restored failed restored_since`;
        the share in %.
    """
    share = share_seeing(weeks)
    table = pd.DataFrame(
        {
            "week": [
                _("{first} to {last}", first=date(first)[:5], last=date(last))
                for first, last in zip(weeks["begins"], weeks["ends"], strict=True)
            ],
            "share": ["–" if pd.isna(value) else number(value, 1) for value in share],
        },
        index=weeks.index,
    )
    for name in (
        "cameras",
        "seeing",
        "not_seeing",
        "unconfirmed",
        "restored",
        "failed",
        "restored_since",
    ):
        table[name] = weeks[name].map(number)
    return table.iloc[::-1].reset_index(drop=True)


def week_headings(weeks: pd.DataFrame) -> dict[str, str]:
    """Return what the columns of `weeks_table` are called, in their order.

    Parameters
    ----------
    weeks
        The same weeks: the first of them is named.

    Returns
    -------
    dict
        Column → heading, in the language of the reader.
    """
    return {
        "week": _("Week"),
        "cameras": _("Camera views"),
        "seeing": _("Seeing"),
        "share": _("Seeing (%)"),
        "restored": _("Restored in the week"),
        "restored_since": _("Restored since {day}", day=date(weeks["begins"].min())),
        "failed": _("Failed in the week"),
        "not_seeing": _("Not seeing"),
        "unconfirmed": _("Unconfirmed"),
    }
