"""The fields every paper has: of whom and when it speaks, and whether its data are real."""

from typing import Any

from gis.core.dates import date
from gis.core.language import _
from gis.documents.dossier import Dossier
from gis.restoration.plans.descriptions import detail_sentence

# How a kind of commune is shortened in the number of a paper.
_INITIALS = {"xã": "X", "phường": "P", "đặc khu": "ĐK"}


def common(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of head and foot; those of the commune only where there is one."""
    day = dossier.day
    fields = {
        "mark": mark(dossier),
        "day": f"{day.day:02d}",
        "month": f"{day.month:02d}" if day.month < 3 else str(day.month),
        "year": str(day.year),
        "date": date(day.isoformat()),
        "since": date(dossier.since),
        "deadline": _deadline(dossier),
        "deadline_name": dossier.deadline_name,
    }
    if dossier.commune is None:
        return fields
    place = dossier.place
    return fields | {
        "commune": f"{place['kind']} {place['name']}",
        "commune_name": place["name"],
        "commune_kind": place["kind"],
        "commune_capitals": place["full_name"].upper(),
        "initial": _INITIALS[place["kind"]],
    }


def _deadline(dossier: Dossier) -> str:
    """Return the day of the deadline, and the paper that set it; "" when none is set."""
    day = date(dossier.deadline)
    if day and dossier.deadline_name:
        return _("{day}, by {paper}", day=day, paper=dossier.deadline_name)
    return day


def mark(dossier: Dossier) -> str:
    """Return what stands on every page of a paper whose data are not real, or not fine enough."""
    provenance = dossier.analysis.provenance
    lines = [_("SIMULATED DATA, NOT FOR USE")] if provenance.simulated else []
    if provenance.boundaries == "schematic":
        lines.append(_("SCHEMATIC BOUNDARIES, NOT FOR DELIMITATION"))
    return " · ".join([*lines, *detail_sentence(dossier.analysis, dossier.commune)])
