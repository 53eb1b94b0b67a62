"""What a commune has submitted: frozen copies, beside what the register says now."""

import datetime as dt

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.analysis.result import CAMERA_COUNTS, Analysis
from gis.analysis.run import analyse
from gis.core.choices import RoundState, Status
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.coverage.area import AREAS
from gis.demand.classify import WEIGHT_COLUMNS
from gis.documents.dossier import Dossier
from gis.documents.kinds import STEMS, DocumentKind
from gis.export.file_names import file_name, place_name
from gis.export.history import moment, value_in_words
from gis.packages.package import Content
from gis.runtime.duty import changes_since, copy_of
from gis.store.changes import CREATED
from gis.store.rounds import survey_dates
from gis.store.submissions import submission_content, submissions
from gis.vocabulary.labels import column_words
from gis.vocabulary.words import words
from pages.components.shared.confidential import ask_whole_register
from pages.components.shared.markdown import plain
from pages.components.shared.papers import DOCX
from pages.components.shared.session import current_snapshots
from pages.components.shared.tables import show_table


def show_submitted(analysis: Analysis, commune: str) -> None:
    """List the copies of a commune; show what one holds, and what differs since."""
    store = current_snapshots().store
    held = submissions(store, commune)
    if held.empty:
        return
    st.subheader(_("What was submitted"))
    told = _in_words(held)
    st.dataframe(told, hide_index=True)
    said = told.iloc[:, :3].agg(", ".join, axis=1)
    titles = dict(zip(held["submission_id"].tolist(), said.tolist(), strict=True))
    chosen: str = st.selectbox(
        _("Submitted copy"),
        list(titles),
        format_func=titles.__getitem__,
        key=f"copy-{next(iter(titles))}",
    )
    try:
        copy = copy_of(store, chosen)
    except GisError as error:
        st.error(plain(error), icon=":material/gpp_bad:")
        return
    _show_since(analysis, copy)
    open_ = ask_whole_register(copy.cameras, key=f"copy_confidential_{chosen}")
    offered = st.container(horizontal=True)
    file = _called(analysis, copy, "package", "zip")
    offered.download_button(
        _("Report package of this copy"),
        submission_content(store, chosen),
        file,
        "application/zip",
        on_click="ignore",
        icon=":material/inventory_2:",
        key="take_copy",
        disabled=not open_,
    )
    _offer_review(analysis, copy, offered)


def _in_words(held: pd.DataFrame) -> pd.DataFrame:
    state = held["taken_back"].map({True: _("the step was undone"), False: _("submitted")})
    simulated = held["simulated"].map({True: _("simulated data"), False: ""})
    return pd.DataFrame(
        {
            _("When"): held["at"].map(moment),
            _("Step"): held["step"].map(words(RoundState)),
            _("Who"): held["who"],
            _("Kept copy"): state.str.cat(simulated, sep=", ").str.rstrip(", "),
            _("Size (kB)"): (held["size_bytes"] / 1000).map(number),
        }
    )


def _show_since(analysis: Analysis, copy: Content) -> None:
    found = changes_since(copy, analysis, current_snapshots().store)
    labels = {
        "cameras": _("Camera views"),
        "working": words(Status)[Status.WORKING].capitalize(),
        "seeing": _("Seeing"),
        "not_seeing": _("Not seeing"),
        "unconfirmed": _("Unconfirmed"),
        "surveyed": _("Surveyed"),
        "not_located": _("Not located"),
    }
    figures = found.figures.reindex(list(labels)).fillna(0).astype(int)
    figures.insert(0, _("Figure"), list(labels.values()))
    st.dataframe(
        figures.rename(columns={"then": _("When submitted"), "now": _("Now")}),
        hide_index=True,
        key="copy_figures",
    )
    if copy.plan is not None:
        result = copy.plan["result"]
        st.text(
            _(
                "Plan submitted: {name}, {amount} VND",
                name=copy.plan.get("name", ""),
                amount=number(result.get("cost_vnd", 0)),
            )
        )
    if found.edits.empty:
        st.caption(_("Nothing differs from the register of today."))
        return
    st.markdown(
        _(
            "Since then {count} values of {rows} rows have changed:",
            count=number(len(found.edits)),
            rows=number(found.rows),
        )
    )
    show_table(_edits(found.edits), key="copy_edits")


def _edits(edits: pd.DataFrame) -> pd.DataFrame:
    labels, whole = column_words(), edits["field"] == ""
    came = {True: _("added"), False: _("removed")}
    rows = list(edits[["field", "before", "after"]].itertuples(index=False, name=None))
    now = pd.Series([value_in_words(field, after) for field, _before, after in rows], edits.index)
    return pd.DataFrame(
        {
            _("Code"): edits["subject_id"],
            _("What"): edits["field"].map(labels).where(~whole, _("whole row")),
            _("When submitted"): [value_in_words(f, before) if f else "" for f, before, _a in rows],
            _("Now"): now.mask(whole, (edits["after"] == CREATED).map(came)),
        }
    )


def _offer_review(analysis: Analysis, copy: Content, place: DeltaGenerator) -> None:
    """Offer the review report as it was, from the copy alone."""
    if not place.button(
        _("Review report of this copy"), icon=":material/description:", key="copy_review"
    ):
        return
    from gis.documents.document import document  # noqa: PLC0415 - a second, for maps in it

    try:
        data = document(DocumentKind.REVIEW, _dossier(analysis, copy))
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    name = _called(analysis, copy, STEMS[DocumentKind.REVIEW], "docx")
    place.download_button(
        name, data, name, DOCX, on_click="ignore", key="take_review", icon=":material/download:"
    )


def _dossier(analysis: Analysis, copy: Content) -> Dossier:
    about, dates = copy.about, survey_dates(current_snapshots().store)
    places = analysis.demand.iloc[:0] if copy.demand is None else copy.demand
    communes = analysis.communes.drop(columns=[*CAMERA_COUNTS, *AREAS, *WEIGHT_COLUMNS])
    found = analyse(
        copy.cameras,
        copy.equipment,
        communes,
        places,
        terms=about.terms,
        weights=analysis.weights,
    ).of_register(simulated=about.simulated)
    return Dossier(
        analysis=found,
        commune=about.commune_code,
        day=dt.date.fromisoformat(about.day),
        rounds=copy.round,
        since=dates["since"],
        deadline=dates["deadline"],
    )


def _called(analysis: Analysis, copy: Content, what: str, ending: str) -> str:
    """Return the name of a file made from a copy: it is of the day of the copy."""
    about = copy.about
    place = place_name(analysis.communes, about.commune_code)
    day = dt.date.fromisoformat(about.day)
    return file_name(what, place, ending, day=day, simulated=about.simulated)
