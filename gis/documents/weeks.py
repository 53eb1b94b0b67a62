"""The weeks gone by, as papers tell of them."""

from typing import Any

from gis.core.dates import date
from gis.core.numbers import number
from gis.documents.dossier import Dossier
from gis.export.weeks import of_commune, of_province
from gis.export.weeks_table import weeks_table

# A quarter of a year fits on a page.
_SHOWN = 13


def week_fields(dossier: Dossier) -> dict[str, Any]:
    """Return the table `weeks`, the oldest first; and since when how many were restored."""
    every = dossier.weeks
    if every is None or every.empty:
        return {"weeks": [], "weeks_since": "", "restored_since": ""}
    table = of_province(every) if dossier.commune is None else of_commune(every, dossier.commune)
    return {
        "weeks": weeks_table(table.tail(_SHOWN)).iloc[::-1].to_dict("records"),
        "weeks_since": date(table["begins"].iloc[0]),
        "restored_since": number(table["restored_since"].iloc[-1]),
    }
