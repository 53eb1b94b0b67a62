"""One paper, from the analysis to the file a person opens in Word."""

from collections.abc import Callable
from contextvars import copy_context
from typing import Any

from gis.core.errors import GisError
from gis.core.language import _, use_language
from gis.documents import province, records
from gis.documents.dossier import Dossier
from gis.documents.fields import common
from gis.documents.kinds import MAPPED, PROVINCIAL, DocumentKind
from gis.documents.maps import WIDTH_MM, map_figure
from gis.documents.proposal import proposal
from gis.documents.review import review
from gis.documents.standards import standards
from gis.documents.templates import Picture, fill_template, template
from gis.documents.upkeep_year import maintenance

_FIELDS: dict[str, Callable[[Dossier], dict[str, Any]]] = {
    DocumentKind.REVIEW: review,
    DocumentKind.PROPOSAL: proposal,
    DocumentKind.DECISION: proposal,
    DocumentKind.ESTIMATE: proposal,
    DocumentKind.MAINTENANCE: maintenance,
    DocumentKind.INSPECTION: records.inspection,
    DocumentKind.HANDOVER: records.handover,
    DocumentKind.ACCEPTANCE: records.acceptance,
    DocumentKind.REPORT: province.province_report,
    DocumentKind.REMINDER: province.reminder,
    DocumentKind.STANDARDS: standards,
}


def document(kind: str, dossier: Dossier) -> bytes:
    """Return a paper as .docx; it is Vietnamese, whatever language the reader has.

    Parameters
    ----------
    kind
        One of `DocumentKind`.
    dossier
        What it speaks of; its plan is needed by the kinds of `PLANNED`.

    Returns
    -------
    bytes
        A Word file.

    Raises
    ------
    GisError
        The paper speaks of a commune and none is chosen, it needs a plan, or its template
        is not right.
    """
    if (dossier.commune is None) != (kind in PROVINCIAL):
        raise GisError(
            _("This paper speaks of the whole province: choose no commune")
            if kind in PROVINCIAL
            else _("This paper speaks of one commune: choose it first")
        )
    return copy_context().run(_vietnamese, kind, dossier)


def fields(kind: str, dossier: Dossier) -> dict[str, Any]:
    """Return all that a paper's template may ask for."""
    return (
        common(dossier)
        | _FIELDS[kind](dossier)
        | ({"map": _map(dossier)} if kind in MAPPED else {})
    )


def _map(dossier: Dossier) -> Picture | None:
    """Return the map of the paper: with what the plan brings back where there is one."""
    chosen = dossier.proposal
    restored = () if chosen is None else chosen.plan.cameras % len(dossier.analysis.cameras)
    png = map_figure(dossier.analysis, dossier.commune, restored, confidential=dossier.confidential)
    return Picture(png, WIDTH_MM) if png else None


def _vietnamese(kind: str, dossier: Dossier) -> bytes:
    use_language("vi")
    return fill_template(template(kind), fields(kind, dossier))
