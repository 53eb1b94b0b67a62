"""Lập văn bản: one button from which the official papers of what is shown are made."""

import streamlit as st

from gis.analysis.result import Analysis
from gis.core.clock import now
from gis.core.errors import GisError
from gis.core.language import _
from gis.documents.dossier import Dossier, ProposedPlan
from gis.documents.kinds import PLAN_KINDS, PROVINCIAL, STEMS, DocumentKind, document_words
from gis.register.queries import in_commune
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.runtime.plan_cache import Planner
from gis.store.rounds import survey_dates
from gis.survey.maintenance import MAINTENANCE_SETTING, read_intervals
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.file_names import name_file
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots
from pages.components.shared.weeks import all_weeks

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def offer_papers(analysis: Analysis, commune: str | None) -> None:
    """Offer the papers of a commune, or of the province, that need no plan."""
    kinds = PROVINCIAL if commune is None else set(DocumentKind) - PROVINCIAL - PLAN_KINDS
    _offer(analysis, commune, [kind for kind in DocumentKind if kind in kinds])


def offer_plan_papers(planner: Planner, request: Request, plan: Plan) -> None:
    """Offer the papers of a commune's plan."""
    if request.commune is not None:
        chosen = ProposedPlan(request, planner.work(request.goal, request.weigh), plan)
        kinds = [kind for kind in DocumentKind if kind in PLAN_KINDS]
        _offer(planner.analysis, request.commune, kinds, chosen)


def _offer(
    analysis: Analysis,
    commune: str | None,
    kinds: list[DocumentKind],
    chosen: ProposedPlan | None = None,
) -> None:
    """Show the button; once it is open, what is chosen is made and can be taken."""
    names = document_words()
    with st.popover(
        _("Make a document"), icon=":material/description:", key="papers", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        kind = st.radio(_("Document"), kinds, format_func=names.__getitem__, key="paper_kind")
        asked = ask_confidential(in_commune(analysis.cameras, commune), key="paper_confidential")
        from gis.documents.document import document  # noqa: PLC0415 - a second, for maps in it

        try:
            with st.spinner(_("Writing the Word file…")):
                data = document(kind, _dossier(analysis, commune, chosen, confidential=asked))
        except GisError as error:
            st.error(plain(error), icon=":material/error:")
            return
        name = _file_name(analysis, kind, commune, chosen)
        st.download_button(
            name,
            data,
            name,
            DOCX,
            on_click="ignore",
            key="take_paper",
            icon=":material/download:",
            type="primary",
        )


def _dossier(
    analysis: Analysis, commune: str | None, chosen: ProposedPlan | None, *, confidential: bool
) -> Dossier:
    with current_snapshots().store.at_one_moment() as store:
        dates, rounds = survey_dates(store), store.rounds()
        intervals = read_intervals(overrides=store.setting(MAINTENANCE_SETTING))
    return Dossier(
        analysis=analysis,
        commune=commune,
        day=now().date(),
        rounds=rounds,
        since=dates["since"],
        deadline=dates["deadline"],
        deadline_name=dates["deadline_name"],
        proposal=chosen,
        intervals=intervals,
        weeks=all_weeks(analysis),
        confidential=confidential,
    )


def _file_name(
    analysis: Analysis, kind: DocumentKind, commune: str | None, chosen: ProposedPlan | None
) -> str:
    money = None if chosen is None else chosen.plan.limits.there_vnd
    return name_file(analysis, STEMS[kind], commune, "docx", vnd=money)
